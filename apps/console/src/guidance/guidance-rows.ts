import type { PlanHead } from "@tocsin/contract/command/plan-version.ts";
import { GUIDANCE_PARTS, type GuidanceContent } from "@tocsin/contract/guidance/content.ts";

/** WANTED: an order went out without; MISSING: nobody has written any; WORKED: a next version is on its way; EXPIRED: past its review date; HOLDS. */
export type GuidanceState = "WANTED" | "MISSING" | "WORKED" | "EXPIRED" | "HOLDS";
export interface GuidanceRow {
  readonly type: string;
  readonly state: GuidanceState;
  readonly holds: PlanHead | undefined;
  /** A draft, or a version that waits for approval or publication. */
  readonly next: PlanHead | undefined;
}

const ORDER: readonly GuidanceState[] = ["WANTED", "MISSING", "EXPIRED", "WORKED", "HOLDS"];
const isNext = ({ status }: PlanHead): boolean => status === "DRAFT" || status === "IN_REVIEW" || status === "APPROVED";

function stateOf(holds: PlanHead | undefined, next: PlanHead | undefined, today: string): GuidanceState {
  if (holds === undefined) return next?.wanted !== undefined ? "WANTED" : next === undefined ? "MISSING" : "WORKED";
  if (next !== undefined) return "WORKED";
  return (holds.reviewBy ?? today) < today ? "EXPIRED" : "HOLDS";
}

/** Every incident type with its guidance, what needs somebody first (SCN-02). */
export function guidanceRows(types: readonly string[], heads: Iterable<PlanHead>, today: string): readonly GuidanceRow[] {
  const all = [...heads].filter(({ what }) => what === "GUIDANCE");
  return types.map((type): GuidanceRow => {
    const own = all.filter(({ code }) => code === type);
    const [holds, next] = [own.find(({ status }) => status === "PUBLISHED"), own.find(isNext)];
    return { type, state: stateOf(holds, next, today), holds, next };
  }).sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.type.localeCompare(b.type));
}

export type PartTexts = Readonly<Record<(typeof GUIDANCE_PARTS)[number], string>>;

/** Each part as text: one line per entry, Chinese and English with a stroke between. */
export const textsOf = (content: GuidanceContent): PartTexts =>
  Object.fromEntries(GUIDANCE_PARTS.map((part) => [part, content[part].map(({ zh, en }) => `${zh} | ${en}`).join("\n")])) as unknown as PartTexts;

/** The entries of a text, or the number of the first line that lacks one of its two languages. */
export function linesOf(text: string): { readonly lines: readonly { readonly zh: string; readonly en: string }[] } | { readonly fault: number } {
  const rows = text.split("\n").map((line, index) => ({ no: index + 1, line: line.trim() })).filter(({ line }) => line !== "");
  const split = rows.map(({ no, line }) => ({ no, halves: line.split(/[|｜]/).map((half) => half.trim()) }));
  const faulty = split.find(({ halves }) => halves.length !== 2 || halves.includes(""));
  return faulty === undefined ? { lines: split.map(({ halves: [zh = "", en = ""] }) => ({ zh, en })) } : { fault: faulty.no };
}
