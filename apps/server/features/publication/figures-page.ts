import { createHash } from "node:crypto";
import type { FigureTable, PublicVersion } from "@tocsin/contract/governance/publication.ts";
import { CITY_WORDS, COUNTED_WORDS, METHOD_WORDS, ROW_WORDS, TABLE_WORDS, headWords, toldOf, type Words } from "@tocsin/engine/publication/figure-words.ts";
import { dayText, MINUTE } from "@tocsin/kernel/instant.ts";
import type { PublicMonth } from "./public-figures.ts";

const STYLE = `:root{color-scheme:light dark;--ink:#14181f;--soft:#4a5361;--line:#c3cad4;--paper:#fff;--band:#f2f5f9;--link:#0b4fa8}
@media (prefers-color-scheme:dark){:root{--ink:#eceff4;--soft:#b3bdcb;--line:#465062;--paper:#12161d;--band:#1c222c;--link:#8fbcff}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
main,header,footer{max-width:70rem;margin:0 auto;padding:1rem}h1{font-size:1.6rem;line-height:1.3;margin:.5rem 0}h2{font-size:1.3rem;margin:2rem 0 .5rem}main{padding-top:0}main>h2:first-child{margin-top:0}h3{font-size:1.05rem;margin:1.5rem 0 .25rem}
.en{display:block;color:var(--soft);font-size:.875em;font-weight:400}a{color:var(--link)}a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px}
nav ul{list-style:none;padding:0;margin:0;display:flex;flex-wrap:wrap;gap:.25rem 1rem}nav a{display:inline-block;padding:.5rem 0}nav [aria-current]{font-weight:700;color:var(--ink)}
.heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.scroll{overflow-x:auto;position:relative}table{border-collapse:collapse;min-width:100%;font-variant-numeric:tabular-nums}th,td{border-bottom:1px solid var(--line);padding:.4rem .7rem;text-align:right;vertical-align:middle}th:first-child{text-align:left}thead th{background:var(--band);font-weight:600;white-space:nowrap}tbody th{font-weight:400;min-width:9rem}tfoot th,tfoot td{font-weight:700;border-top:2px solid var(--ink)}
.note{border-left:4px solid var(--link);background:var(--band);padding:.6rem 1rem;overflow-wrap:anywhere}p{max-width:46rem}li{margin:.3rem 0;max-width:46rem}summary{cursor:pointer;padding:.5rem 0}`;

/** The page runs, loads, sends and frames nothing; its one style is known by its hash. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
const both = ({ zh, en }: Words): string => `${escaped(zh)} <span class="en" lang="en">${escaped(en)}</span>`;

const cell = (count: number | null): string => (count === null ? `<td><span aria-hidden="true">—</span><span class="heard">未公布 <span lang="en">not told</span></span></td>` : `<td>${count}</td>`);

function tableOf(table: FigureTable): string {
  const { id, rows, city } = table;
  const cells = (line: FigureTable["city"]): string => toldOf(table, line).map(cell).join("");
  return `<h3 id="${id}">${both(TABLE_WORDS[id])}</h3><p>${both(COUNTED_WORDS[id])}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${escaped(TABLE_WORDS[id].zh)}"><table><thead><tr><th scope="col">${both(ROW_WORDS[id])}</th>${headWords(table).map((words) => `<th scope="col">${both(words)}</th>`).join("")}</tr></thead>
<tbody>${rows.map((row) => `<tr><th scope="row">${both({ zh: row.nameZh, en: row.nameEn })}</th>${cells(row)}</tr>`).join("\n")}</tbody>
<tfoot><tr><th scope="row">${both(CITY_WORDS)}</th>${cells(city)}</tr></tfoot></table></div>`;
}

function versionOf(month: string, { no, publishedAt, tables, method, reason }: PublicVersion, offset: number): string {
  const day = dayText(publishedAt, offset);
  return `<p>${both({ zh: `第 ${no} 版，${day} 发布`, en: `Version ${no}, published ${day}` })}</p>
${reason === null ? "" : `<p class="note"><strong>更正说明 <span lang="en">Correction</span></strong><br>${escaped(reason)}</p>`}
${tables.map(tableOf).join("\n").replaceAll(' id="', ` id="v${no}-`)}
<h3>${both(METHOD_WORDS)}</h3><ul>${method.map((words) => `<li>${both(words)}</li>`).join("")}</ul>
<p><a href="/api/v1/public/figures/${month}?version=${no}&amp;format=csv">${both({ zh: "下载表格（CSV）", en: "Download as CSV" })}</a></p>`;
}

function monthOf({ month, versions }: PublicMonth, offset: number): string {
  const newest = versions.at(-1)!;
  const former = versions.slice(0, -1).toReversed();
  return `<h2>${escaped(month)}</h2>${versionOf(month, newest, offset)}
${former.length === 0 ? "" : `<h2>${both({ zh: "原版本", en: "Former versions" })}</h2>${former.map((version) => `<details><summary>${both({ zh: `第 ${version.no} 版`, en: `Version ${version.no}` })}</summary>${versionOf(month, version, offset)}</details>`).join("")}`}`;
}

const NONE = { zh: "尚未发布任何月份的数据。", en: "No figures have been published yet." };

const OTHER = { zh: "这个月份没有公开数据，请从上面选择。", en: "Nothing of that month is public; choose one above." };

/** The page by which everybody reads the figures: Chinese first, without a script. `shown` is one of `months`; null: the one that was asked for is not public, or none is. `utcOffset` in minutes. */
export function figuresPage(city: Words, months: readonly PublicMonth[], shown: PublicMonth | null, utcOffset: number): string {
  const title = { zh: `${city.zh}警务公开数据`, en: `Public safety figures of ${city.en}` };
  const links = months.map(({ month }) => `<li><a href="/figures?month=${month}"${month === shown?.month ? ' aria-current="page"' : ""}>${month}</a></li>`).join("");
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title.zh)} · ${escaped(title.en)}</title><style>${STYLE}</style></head>
<body><header><h1>${both(title)}</h1><nav aria-label="月份 Months"><ul>${links}</ul></nav></header>
<main>${shown === null ? `<p>${both(months.length === 0 ? NONE : OTHER)}</p>` : monthOf(shown, utcOffset * MINUTE)}</main></body></html>`;
}
