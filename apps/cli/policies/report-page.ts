import { PLOT_MINUTES, type Summary } from "./summary.ts";
import type { GoalRow } from "./sf-goals.ts";

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const COLOURS = ["#5b8def", "#e0893a", "#3fae7a", "#b565c9", "#c94f5b"];

/** Styles of all pages of this folder: light and dark by the reader's own choice, nothing from elsewhere. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ink:#1a2230;--soft:#5a6677;--line:#d4dae3;--ground:#f7f8fa;--panel:#fff}
@media (prefers-color-scheme:dark){:root{--ink:#e6eaf0;--soft:#9aa6b6;--line:#303a48;--ground:#12171f;--panel:#1a212c}}
body{margin:0;padding:24px;background:var(--ground);color:var(--ink);font:15px/1.5 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif}
h1{font-size:22px;margin:0 0 4px}h2{font-size:17px;margin:28px 0 8px}p{margin:4px 0;color:var(--soft);max-width:100ch}
table{border-collapse:collapse;background:var(--panel);font-variant-numeric:tabular-nums}th,td{padding:6px 12px;border:1px solid var(--line);text-align:left;vertical-align:top}
td.n{text-align:right;white-space:nowrap}.met{color:#2e9e66;font-weight:600}.missed{color:#d0453f;font-weight:600}.scroll{overflow-x:auto}svg text{fill:var(--soft);font-size:12px}`;

export const page = (title: string, body: string): string =>
  `<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)}</title><style>${PAGE_STYLE}</style><body>${body}</body></html>\n`;

/** Share of calls reached by minute, one line a policy. */
function reachedPlot(summaries: readonly Summary[]): string {
  const [width, height, left, bottom] = [640, 300, 44, 30];
  const x = (minute: number): number => left + ((width - left - 10) * minute) / PLOT_MINUTES;
  const y = (share: number): number => 10 + (height - bottom - 10) * (1 - share);
  const grid = [0, 0.25, 0.5, 0.75, 1].map((share) => `<line x1="${left}" x2="${width - 10}" y1="${y(share)}" y2="${y(share)}" stroke="var(--line)"/><text x="${left - 6}" y="${y(share) + 4}" text-anchor="end">${100 * share}%</text>`);
  const ticks = [0, 5, 10, 15, 20].map((minute) => `<text x="${x(minute)}" y="${height - 10}" text-anchor="middle">${minute} min</text>`);
  const lines = summaries.map(({ policy, reachedBy }, i) => {
    const colour = COLOURS[i % COLOURS.length]!;
    const points = reachedBy.map((share, minute) => `${x(minute).toFixed(1)},${y(share).toFixed(1)}`).join(" ");
    return `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="2"/><text x="${width - 150}" y="${height - bottom - 14 - 18 * (summaries.length - 1 - i)}" style="fill:${colour}">${escaped(policy)}</text>`;
  });
  return `<svg viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-label="到场时间分布 arrival times">${[...grid, ...ticks, ...lines].join("")}</svg>`;
}

/** Points of change against the first policy, with their intervals; left of nought is better. */
function changePlot(summaries: readonly Summary[]): string {
  const rows = summaries.flatMap(({ policy, beside }) => (beside === null ? [] : [{ label: `${policy} · P1`, ...beside.top.points }, { label: `${policy} · 全部 all`, ...beside.all.points }]));
  if (rows.length === 0) return "";
  const most = Math.max(1, ...rows.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)])) * 1.1;
  const [width, left, step] = [640, 190, 26];
  const x = (points: number): number => left + ((width - left - 20) * (points + most)) / (2 * most);
  const marks = rows.map(({ label, value, low, high }, i) => {
    const y = 20 + i * step;
    return `<text x="${left - 10}" y="${y + 4}" text-anchor="end">${escaped(label)}</text><line x1="${x(low)}" x2="${x(high)}" y1="${y}" y2="${y}" stroke="#5b8def" stroke-width="3"/><circle cx="${x(value)}" cy="${y}" r="5" fill="#5b8def"/>`;
  });
  const height = 44 + rows.length * step;
  const axis = `<line x1="${x(0)}" x2="${x(0)}" y1="6" y2="${height - 24}" stroke="var(--soft)" stroke-dasharray="3 3"/>` + [-most / 1.1, 0, most / 1.1].map((value) => `<text x="${x(value)}" y="${height - 6}" text-anchor="middle">${value > 0 ? "+" : ""}${value.toFixed(1)}</text>`).join("");
  return `<svg viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-label="迟到变化 change of late calls">${axis}${marks.join("")}</svg>`;
}

function summaryTable(summaries: readonly Summary[]): string {
  const head = ["策略 policy", "警情 calls", "P1 迟到 late", "全部迟到 late", "中位 median", "p90", "等待 waited", "占用 busy", "调动/日 moves", "P1 迟到变化 change, 95 %"];
  const rows = summaries.map((s) => {
    const top = s.beside?.top;
    const change = top === undefined ? "–" : `${top.points.value.toFixed(2)} (${top.points.low.toFixed(2)}..${top.points.high.toFixed(2)})`;
    const cells = [String(s.n), percent(s.lateTopShare), percent(s.lateShare), `${Math.round(s.medianS)} s`, `${Math.round(s.p90S)} s`, String(s.waited), percent(s.busyShare), s.movesPerDay.toFixed(1), change];
    return `<tr><td>${escaped(s.policy)}</td>${cells.map((cell) => `<td class="n">${escaped(cell)}</td>`).join("")}</tr>`;
  });
  return `<div class="scroll"><table><tr>${head.map((cell) => `<th>${cell}</th>`).join("")}</tr>${rows.join("")}</table></div>`;
}

/** Policies side by side over the same calls, as one page that needs nothing else. */
export function comparePage(title: string, notes: readonly string[], summaries: readonly Summary[]): string {
  const body = [
    `<h1>${escaped(title)}</h1>`, ...notes.map((note) => `<p>${escaped(note)}</p>`), "<h2>策略 Policies</h2>", summaryTable(summaries),
    "<h2>多久到场 Reached by</h2>", reachedPlot(summaries), "<h2>迟到变化，百分点 Change of late calls, points</h2><p>95 % 区间，同一批警情成对比较；左侧更好。 95 % intervals, paired by call; left is better.</p>", changePlot(summaries),
  ];
  return page(title, body.join("\n"));
}

/** Real calls against the goals. */
export function goalsPage(title: string, notes: readonly string[], rows: readonly GoalRow[]): string {
  const head = ["比较 compared", "n", "原 base", "新 other", "结果 result (95 %)", "目标 goal", ""];
  const verdict = (met: boolean | null): string => (met === null ? "<td></td>" : met ? '<td class="met">达到 met</td>' : '<td class="missed">未达到 missed</td>');
  const lines = rows.map((row) => `<tr><td>${escaped(row.what)}</td><td class="n">${row.n}</td><td class="n">${escaped(row.base)}</td><td class="n">${escaped(row.other)}</td><td>${escaped(row.result)}</td><td>${escaped(row.goal)}</td>${verdict(row.met)}</tr>`);
  return page(title, `<h1>${escaped(title)}</h1>${notes.map((note) => `<p>${escaped(note)}</p>`).join("")}<h2>目标 Goals</h2><div class="scroll"><table><tr>${head.map((cell) => `<th>${cell}</th>`).join("")}</tr>${lines.join("")}</table></div>`);
}
