import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { isActive } from "@tocsin/contract/dispatch/order.ts";
import { isOpen, type Incident } from "@tocsin/contract/intake/incident.ts";
import type { DepartmentRow } from "@tocsin/contract/organisation/city.ts";
import { civil, MINUTE, type Instant } from "@tocsin/kernel/instant.ts";
import { compareWaiting, type QueueWaits } from "../queue/queue-order.ts";
import { PAPER_WORDS, type PaperWords } from "./paper-words.ts";

/** What a printed board says, and to whom: whatever the viewer may see, and no number of a caller. */
export interface PaperBoard {
  readonly language: "zh" | "en";
  readonly city: string;
  readonly at: Instant;
  /** Minutes east of UTC. */
  readonly utcOffset: number;
  readonly incidents: Iterable<Incident>;
  readonly units: Iterable<Unit>;
  readonly typeName: (code: string) => string;
  readonly orgName: (path: string) => string;
  readonly departments: readonly DepartmentRow[];
  readonly waits: QueueWaits;
}

const BLANK_TICKETS = 14;
const TEXT_MOST = 160;

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);

const two = (value: number): string => String(value).padStart(2, "0");

function clockText(at: Instant, utcOffset: number, withSeconds = false): string {
  const { month, day, hour, minute, second } = civil(at, utcOffset * MINUTE);
  return `${two(month)}-${two(day)} ${two(hour)}:${two(minute)}${withSeconds ? `:${two(second)}` : ""}`;
}

const shortened = (text: string): string => (text.length > TEXT_MOST ? `${text.slice(0, TEXT_MOST)}…` : text);

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[], none: string): string {
  const cells = (row: readonly string[], tag: string): string => `<tr>${row.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join("")}</tr>`;
  const body = rows.length === 0 ? `<tr><td colspan="${head.length}">${escaped(none)}</td></tr>` : rows.map((row) => cells(row, "td")).join("\n");
  return `<h2>${escaped(title)}</h2>\n<table><thead>${cells(head, "th")}</thead><tbody>\n${body}\n</tbody></table>`;
}

function incidentRow(incident: Incident, board: PaperBoard, words: PaperWords): string[] {
  const active = incident.orders.flatMap((order) => order.assignments).filter(isActive);
  const units = active.map(({ callSign, status }) => `${callSign} ${words.status[status] ?? status}`).join("；");
  return [
    incident.no, incident.priority ?? "?",
    `${incident.drill ? `【${words.drill}】` : ""}${incident.typeCode === null ? words.noType : board.typeName(incident.typeCode)}`,
    incident.place?.addressText || words.noPlace, shortened(incident.text), clockText(incident.receivedAt, board.utcOffset), units || words.nobody,
  ];
}

function unitRow(unit: Unit, numbers: ReadonlyMap<string, string>, board: PaperBoard, words: PaperWords): string[] {
  return [unit.callSign, unit.id, words.status[unit.status] ?? unit.status, unit.assignment === null ? "" : (numbers.get(unit.assignment.incidentId) ?? ""), board.orgName(unit.orgPath)];
}

/** Black on white, A4 across; rows are never cut by a page's end, and heads are repeated on each. */
const STYLE = `@page{size:A4 landscape;margin:10mm}
body{font:12px/1.4 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;color:#000;background:#fff;margin:12px}
h1{font-size:20px;margin:0}h2{font-size:15px;margin:14px 0 4px;break-after:avoid}p{margin:4px 0}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #000;padding:2px 5px;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:#fff;border-bottom-width:2px}tr{break-inside:avoid}thead{display:table-header-group}
td:first-child,th:first-child{white-space:nowrap;font-weight:700}
.tickets{break-before:page}.tickets td{height:11mm}.tickets td:first-child{width:34mm}.tickets td:nth-child(3),.tickets td:nth-child(4){width:22%}`;

/** The open board as one page of HTML that needs nothing else: no script, no server, no network (R37, X-08). */
export function paperBoard(board: PaperBoard): string {
  const words = PAPER_WORDS[board.language];
  const open = [...board.incidents].filter(isOpen).sort((a, b) => compareWaiting(a, b, board.waits));
  const numbers = new Map(open.map(({ id, no }) => [id, no]));
  const units = [...board.units].filter(({ status }) => status !== "OFF_DUTY").sort((a, b) => (a.orgPath < b.orgPath ? -1 : a.orgPath > b.orgPath ? 1 : a.id < b.id ? -1 : 1));
  const blank = Array.from({ length: BLANK_TICKETS }, () => words.ticketHead.map(() => ""));
  return `<!doctype html>
<html lang="${board.language === "zh" ? "zh-CN" : "en"}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(`${words.title} ${board.city}`)}</title><style>${STYLE}</style></head><body>
<h1>${escaped(board.city)} · ${escaped(words.title)} · ${escaped(words.asOf)} ${clockText(board.at, board.utcOffset, true)}</h1>
<p>${escaped(words.use)}</p>
${table(`${words.incidents} (${open.length})`, words.incidentHead, open.map((incident) => incidentRow(incident, board, words)), words.none)}
${table(`${words.units} (${units.length})`, words.unitHead, units.map((unit) => unitRow(unit, numbers, board, words)), words.none)}
${table(words.phones, words.phoneHead, board.departments.map(({ nameZh, nameEn, hotline, matters }) => [board.language === "zh" ? nameZh : nameEn, hotline, matters]), words.none)}
<div class="tickets">${table(words.tickets, words.ticketHead, blank, "")}</div>
</body></html>
`;
}
