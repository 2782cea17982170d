import type { PlanFinding } from "@tocsin/contract/command/plan-finding.ts";
import { GUIDANCE_PARTS, type GuidanceContent } from "@tocsin/contract/guidance/content.ts";
import { isDay } from "@tocsin/kernel/instant.ts";
import { finding } from "./finding.ts";

/** So many lines are two screens of a phone; what stands below is not read on the way (SCN-02). */
const MOST_LINES = 24;
/** Nobody can vouch today for longer than this. */
const MOST_YEARS = 2;

/** Words that say what somebody is, not what happens: guidance is about the event, the place and the work. */
const LABELS = /前科|重点人员|重点人口|涉稳人员|上访户|缠访|刑满释放|精神病人|吸毒人员|黑名单|criminal record|ex-convict|mental patient|drug addict|petitioner|watch ?list/i;

/** What keeps the guidance for a type from being submitted (SCN-02). `today` is the city's calendar day. */
export function lintGuidance(content: GuidanceContent, { types, today }: { readonly types: ReadonlySet<string>; readonly today: string }): PlanFinding[] {
  const lines = GUIDANCE_PARTS.flatMap((part) => content[part].map(({ zh, en }, index) => ({ path: `${part}.${index}`, words: `${zh}\n${en}` })));
  const { type, reviewBy } = content;
  const farthest = `${Number(today.slice(0, 4)) + MOST_YEARS}${today.slice(4)}`;
  const day = !isDay(reviewBy) ? [finding("DATE_INVALID", "reviewBy", "没有这一天", "there is no such day")]
    : reviewBy <= today ? [finding("REVIEW_PAST", "reviewBy", "复核日期须在今天以后", "the review date must lie ahead")]
      : reviewBy > farthest ? [finding("REVIEW_FAR", "reviewBy", `复核日期最远 ${MOST_YEARS} 年`, `the review date is at most ${MOST_YEARS} years ahead`)] : [];
  return [
    ...lines.filter(({ words }) => LABELS.test(words)).map(({ path }) => finding("PROHIBITED_FIELD", path, "处置指引只写事情、场所和做法,不给人贴标签", "guidance is about the event, the place and the work, it labels nobody")),
    ...(types.has(type) ? [] : [finding("UNKNOWN_TYPE", "type", `没有警情类别 ${type}`, `there is no incident type ${type}`)]),
    ...(content.handlingPoints.length === 0 ? [finding("NO_HANDLING_POINT", "handlingPoints", "至少写一条处置要点", "at least one handling point is needed")] : []),
    ...(lines.length > MOST_LINES ? [finding("TOO_LONG", "", `共 ${lines.length} 条,手机两屏最多 ${MOST_LINES} 条`, `${lines.length} lines; two screens of a phone hold ${MOST_LINES}`)] : []),
    ...day,
  ];
}
