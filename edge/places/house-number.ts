/** House numbers in what places are called and in what operators type. */
import { hasHan } from "./fold-text.ts";

/** Where the number stands: `滨江大道128号`, `128 MISSION ST`, `Hauptstraße 128`. */
export type NumberStyle = "han" | "first" | "last";

export interface AddressName {
  readonly road: string;
  readonly number: number;
  readonly style: NumberStyle;
}

const hasLetter = (text: string): boolean => /\p{L}/u.test(text);

/** The road and the number of an address's name; `null` if it has no such form. */
export function readAddressName(name: string): AddressName | null {
  // Single spaces, so that no expression below has two ways to share out a run of them.
  const text = name.normalize("NFKC").trim().replaceAll(/\s+/g, " ");
  if (hasHan(text)) {
    const han = /^(.+?) ?(\d{1,6})(?:[-之附]\d+)? ?(?:[号號#弄].*)?$/.exec(text);
    return han ? { road: han[1]!, number: Number(han[2]), style: "han" } : null;
  }
  const first = /^(\d{1,6})(?:[a-z]|-\w+| \d\/\d)? (.+)$/i.exec(text);
  if (first && hasLetter(first[2]!)) return { road: first[2]!, number: Number(first[1]), style: "first" };
  return lastNumber(text);
}

/** `Hauptstraße 128 a`: of the numbers that may end a name, the first behind the last word that stands before any. */
function lastNumber(text: string): AddressName | null {
  let found: RegExpExecArray | null = null;
  let from = 0;
  for (const one of text.matchAll(/ (\d{1,6})(?= ?[a-z]?(?: ?[-/,;]|$))/gi)) {
    if (hasLetter(text.slice(from, one.index))) found = one;
    from = one.index;
  }
  return found && { road: text.slice(0, found.index), number: Number(found[1]), style: "last" };
}

export function writeAddressName(road: string, number: number, style: NumberStyle): string {
  if (style === "han") return `${road}${number}号`;
  return style === "first" ? `${number} ${road}` : `${road} ${number}`;
}

/** One way to read typed text as a road and a number. */
export interface NumberReading {
  /** Folded; may be only the beginning of the road's name. */
  readonly road: string;
  readonly number: number;
  /** The digits may go on: the number stands last and nothing closes it. */
  readonly open: boolean;
  /** `4000 block of …`: any number from this one to 99 more. */
  readonly block: boolean;
}

/** All sensible readings of a folded text, the likeliest first. */
export function numberReadings(folded: string): NumberReading[] {
  const block = /^(\d{1,6}) (?:block|blk)(?: of)? (.+)$/.exec(folded);
  if (block) return [{ road: block[2]!, number: Number(block[1]), open: false, block: true }];
  const readings: (NumberReading & { readonly rank: number })[] = [];
  const first = /^#?(\d{1,6})(?:[a-z]|-\w+| \d\/\d)? (.+)$/.exec(folded);
  if (first && hasLetter(first[2]!)) readings.push({ road: first[2]!, number: Number(first[1]), open: false, block: false, rank: 1 });
  for (const run of folded.matchAll(/\d{1,6}/g)) {
    const road = folded.slice(0, run.index).replace(/(?<![#\s-])[#\s-]+$/, "");
    const after = folded.slice(run.index + run[0].length);
    if (road === "" || /\d$/.test(road) || /^(?:st|nd|rd|th)\b/.test(after)) continue;
    // 建设1路5号: what is closed by 号 is a house number sooner than what stands within a name.
    const rank = /^[号弄#]/.test(after) ? 0 : after === "" ? 1 : 2;
    readings.push({ road, number: Number(run[0]), open: after === "", block: false, rank });
  }
  return readings.sort((a, b) => a.rank - b.rank).map(({ road, number, open, block }) => ({ road, number, open, block }));
}
