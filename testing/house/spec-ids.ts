/** How many capabilities each group has; ids run from 01 without gaps. 176 in all, plus the 15 that cut across (X). */
const GROUP_SIZES: Readonly<Record<string, number>> = {
  ORG: 16, INC: 7, DSP: 11, SCN: 5, CMD: 12, LNK: 12, JNT: 12,
  HAZ: 27, BAS: 19, DIS: 5, SVC: 12, SUP: 10, DAT: 22, GOV: 6,
};
const CROSS_CUTTING = 15;

/** Ids of all capabilities, in the catalogue's order. */
export const CAPABILITY_IDS: readonly string[] = Object.entries(GROUP_SIZES).flatMap(([group, size]) => Array.from({ length: size }, (_, n) => `${group}-${String(n + 1).padStart(2, "0")}`));

const CITATION = new RegExp(String.raw`(?<![\w-])(${Object.keys(GROUP_SIZES).join("|")}|X)-(\d{2})(?![\w])`, "g");

/** Capability ids cited in a text, in order, e.g. `DSP-05`. */
export const citedIds = (text: string): string[] => [...text.matchAll(CITATION)].map(([id]) => id);

/** Whether an id names a capability that exists. */
export function isSpecId(id: string): boolean {
  const [group, number] = id.split("-") as [string, string];
  const size = group === "X" ? CROSS_CUTTING : (GROUP_SIZES[group] ?? 0);
  return Number(number) >= 1 && Number(number) <= size;
}
