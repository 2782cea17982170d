import { durationText, type Language } from "../recommend/reason-text.ts";
import { type AreaCover, type Move, type RelocationAdvice } from "./advise-move.ts";

/** Names of units, posts and areas; the code itself where nothing is known. */
export type AdviceNames = (kind: "UNIT" | "POST" | "AREA", code: string, language: Language) => string;

const plain: AdviceNames = (_kind, code) => code;

const percent = (share: number): string => `${Math.round(share * 1_000) / 10}%`;

/** `中心区 71.2%→78.4%（目标 90%）`, one per area that changes. */
function areasText(before: readonly AreaCover[], after: readonly AreaCover[], language: Language, nameOf: AdviceNames): string {
  const changed = after.filter((area, i) => percent(area.covered) !== percent(before[i]!.covered));
  const [goal, open, close] = language === "zh" ? ["目标", "（", "）"] : ["goal", " (", ")"];
  return changed
    .map((area) => `${nameOf("AREA", area.code, language)} ${percent(before.find((old) => old.code === area.code)!.covered)}→${percent(area.covered)}${open}${goal} ${percent(area.goal)}${close}`)
    .join(language === "zh" ? "，" : ", ");
}

/** One move as a sentence: who, where to, how long the drive is, what every area wins or loses. */
export function moveText(move: Move, before: readonly AreaCover[], language: Language, nameOf: AdviceNames = plain): string {
  const unit = nameOf("UNIT", move.unitId, language);
  const post = nameOf("POST", move.postId, language);
  const areas = areasText(before, move.after, language, nameOf);
  const drive = durationText(move.driveMs, language);
  return language === "zh" ? `建议 ${unit} 前往 ${post}，行车 ${drive}：${areas}` : `Advise ${unit} to ${post}, a drive of ${drive}: ${areas}`;
}

/** The whole answer as a sentence; the answer to do nothing says why. */
export function adviceText(advice: RelocationAdvice, language: Language, nameOf: AdviceNames = plain): string {
  if (advice.move !== null) return moveText(advice.move, advice.before, language, nameOf);
  const zh = language === "zh";
  if (advice.answer === "HOLDS") return zh ? "各区覆盖均达目标，无需调动" : "Every area has its cover; nobody needs to move";
  const short = advice.before.filter((area) => area.covered < area.goal);
  const list = short.map((area) => `${nameOf("AREA", area.code, language)} ${percent(area.covered)}/${percent(area.goal)}`).join(zh ? "，" : ", ");
  return zh ? `覆盖不足（${list}），但没有值得一跑的调动` : `Cover is short (${list}), and no move is worth its drive`;
}
