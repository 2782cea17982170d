import type { Letter } from "@tocsin/contract/command/notice.ts";
import type { AreaSummary } from "@tocsin/contract/linkage/views.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import { POLICE } from "@tocsin/domain/linkage/matter-facts.ts";
import { civil, dayText, MINUTE } from "@tocsin/kernel/instant.ts";

/** Words of the spec's glossary. */
const WHAT = {
  MATTER: ["事项", "Matter"], ASSISTANT: ["协办事项", "Matter to help with"], WHISTLE: ["吹哨", "Whistle"], JOINT: ["联合行动请求", "Request to take part"], APPRAISAL: ["联合行动评价", "Appraisal of a joint operation"], UNAPPRAISED: ["联合行动办结", "End of a joint operation"], REPORT: ["突发事件报告", "Report of an emergency"], SUMMARY: ["在办情况", "What is open"],
} as const satisfies Record<Letter["what"], readonly [string, string]>;
const REPORTS = { PHONE: ["电话报告", "by telephone"], WRITTEN: ["书面初报", "first written report"], CONTINUING: ["续报", "continuing report"], FINAL: ["终报", "final report"] } as const;

const two = (n: number): string => String(n).padStart(2, "0");

/** `2026-03-02 10:05`, by the city's clock. */
function moment(at: number, { city }: CityIndex): string {
  const offset = city.head.utcOffset * MINUTE;
  const { hour, minute } = civil(at, offset);
  return `${dayText(at, offset)} ${two(hour)}:${two(minute)}`;
}

function nameOf(party: string, { city, org, department }: CityIndex): readonly [string, string] {
  const found = org.get(party) ?? department.get(party) ?? (party === POLICE ? city.orgs.find(({ level }) => level === "CITY") : undefined);
  return [found?.nameZh ?? party, found?.nameEn ?? party];
}

const countOf = (count: number | null, few: string): string => (count === null ? few : String(count));

/** One line for each area; what counts fewer than five is not told (LNK-03). */
function areaLines(areas: readonly AreaSummary[], { orgByPath }: CityIndex): readonly [string, string] {
  const line = (lang: "nameZh" | "nameEn", few: string, words: readonly string[], between: string) => ({ area, incidents: { P1, P2, P3, P4 }, matters, late }: AreaSummary): string =>
    `${orgByPath.get(area)?.[lang] ?? area}${between}${[P1, P2, P3, P4, matters, late].map((count, at) => `${words[at]} ${countOf(count, few)}`).join(lang === "nameZh" ? "，" : ", ")}`;
  return [
    areas.map(line("nameZh", "少于5", ["一级", "二级", "三级", "四级", "在办事项", "其中逾期"], "：")).join("\n"),
    areas.map(line("nameEn", "<5", ["P1", "P2", "P3", "P4", "matters", "of them late"], ": ")).join("\n"),
  ];
}

/** A letter in words: what waits, its number and its time, and where to look; of what it is about nothing, and of nobody anything. A summary says its counts, `areas`. `site`: the address at which seats reach the platform. */
export function letterText({ what, to, no, drill, dueAt, report }: Letter, site: string | undefined, city: CityIndex, areas: readonly AreaSummary[] = []): { readonly subject: string; readonly body: string } {
  const [whatZh, whatEn] = WHAT[what];
  const [toZh, toEn] = nameOf(to, city);
  const [mark, markEn] = drill ? ["【演练】", "DRILL. "] : ["", ""];
  const [atZh, atEn] = site === undefined ? ["请登录平台查看。", "Sign in to read it."] : [`请登录平台查看：${site}`, `Sign in to read it: ${site}`];
  const [closingZh, closingEn] = ["本邮件由系统发出，不含事项内容和个人信息，请勿回复。", "This mail holds nothing of the content and nobody's data; do not answer it."];
  const [areasZh, areasEn] = areaLines(areas, city);
  const lines = what === "SUMMARY" ? [`${toZh}：${whatZh} ${no}\n${areasZh}`, `${toEn}: ${whatEn}, ${no}\n${areasEn}`] : report === null
    ? what === "UNAPPRAISED" ? [`${mark}${toZh}：联合行动 ${no} 已办结，有单位逾期未评价。`, `${markEn}${toEn}: joint operation ${no} has ended; a side never appraised it.`] : [`${mark}${toZh}：${whatZh} ${no} 等待贵单位办理${dueAt === null ? "" : `，时限 ${moment(dueAt, city)}`}。`, `${markEn}${toEn}: ${whatEn} ${no} waits for you${dueAt === null ? "" : `, until ${moment(dueAt, city)}`}.`]
    : [
        `${mark}${toZh}：突发事件 ${no}（${report.severity} 级）第 ${report.no} 号报告：${REPORTS[report.kind][0]}${report.lateS > 0 ? `，逾期 ${Math.ceil(report.lateS / 60)} 分钟` : "，按时"}。`,
        `${markEn}${toEn}: emergency ${no} (severity ${report.severity}), report ${report.no}: ${REPORTS[report.kind][1]}, ${report.lateS > 0 ? `${Math.ceil(report.lateS / 60)} min late` : "in time"}.`,
      ];
  // Whoever gets counts by mail has no seat.
  const body = (lang: 0 | 1, at: string, closing: string): string => [lines[lang], ...(what === "SUMMARY" ? [] : [at]), closing].join("\n");
  return { subject: `【警钟】${mark}${whatZh} ${no}`, body: `${body(0, atZh, closingZh)}\n\n${body(1, atEn, closingEn)}\n` };
}
