import { foldText } from "../likeness/text-likeness.ts";
import { type TypeEntry } from "./incident-type.ts";

export type MatchedBy = "NUMBER" | "CODE" | "KEY" | "NAME" | "ALIAS";

export interface TypeMatch {
  readonly code: string;
  readonly number: number;
  readonly nameZh: string;
  readonly by: MatchedBy;
  /** What was typed is the whole number, code, key, name or alias. */
  readonly exact: boolean;
}

/** How good a way of matching is; higher first. A whole thing beats a beginning, a beginning beats a piece. */
const RANKS = {
  NUMBER: { whole: 100, head: 50, piece: 0 },
  CODE: { whole: 95, head: 55, piece: 0 },
  KEY: { whole: 90, head: 70, piece: 20 },
  NAME: { whole: 92, head: 65, piece: 40 },
  ALIAS: { whole: 88, head: 60, piece: 35 },
} as const satisfies Record<MatchedBy, Record<"whole" | "head" | "piece", number>>;

interface Hit {
  readonly rank: number;
  readonly by: MatchedBy;
  readonly exact: boolean;
  /** Characters of the thing beyond what was typed: less is closer. */
  readonly rest: number;
}

function hitOn(thing: string, typed: string, by: MatchedBy): Hit | null {
  const at = thing.indexOf(typed);
  if (at < 0 || thing === "") return null;
  const how = thing === typed ? "whole" : at === 0 ? "head" : "piece";
  const rank = RANKS[by][how];
  return rank === 0 ? null : { rank, by, exact: how === "whole", rest: thing.length - typed.length };
}

/** The better of two hits; the first on a draw. */
function better(a: Hit | null, b: Hit | null): Hit | null {
  if (a === null || b === null) return a ?? b;
  return b.rank > a.rank || (b.rank === a.rank && b.rest < a.rest) ? b : a;
}

function bestHit(type: TypeEntry, typed: string): Hit | null {
  let best: Hit | null = null;
  if (/^\d{1,2}$/.test(typed)) {
    // `01` is 1 and nothing else; `1` is 1 and the beginning of 10 to 19.
    best = Number(typed) === type.number ? { rank: RANKS.NUMBER.whole, by: "NUMBER", exact: true, rest: 0 } : hitOn(String(type.number), typed, "NUMBER");
  }
  best = better(best, hitOn(foldText(type.code), typed, "CODE"));
  best = better(best, hitOn(foldText(type.nameZh), typed, "NAME"));
  for (const key of type.keys) best = better(best, hitOn(foldText(key), typed, "KEY"));
  for (const alias of type.aliases) best = better(best, hitOn(foldText(alias), typed, "ALIAS"));
  return best;
}

/**
 * The types that a call-taker may mean by a few keystrokes: number (`1`, `01`), code (`FR-01`, `fr01`, `fr`), pinyin key
 * (`hz`), Chinese name or alias or a piece of one. Best first, equals by number; nothing typed gives all by number.
 * Width, case, spaces and hyphens do not matter.
 */
export function matchTypes(text: string, types: readonly TypeEntry[]): readonly TypeMatch[] {
  const typed = foldText(text);
  const byNumber = (a: TypeEntry, b: TypeEntry): number => a.number - b.number || (a.code < b.code ? -1 : 1);
  if (typed === "") {
    return types.toSorted(byNumber).map(({ code, number, nameZh }) => ({ code, number, nameZh, by: "NUMBER", exact: false }));
  }
  return types
    .flatMap((type) => {
      const hit = bestHit(type, typed);
      return hit === null ? [] : [{ type, hit }];
    })
    .sort((a, b) => b.hit.rank - a.hit.rank || a.hit.rest - b.hit.rest || byNumber(a.type, b.type))
    .map(({ type, hit }) => ({ code: type.code, number: type.number, nameZh: type.nameZh, by: hit.by, exact: hit.exact }));
}
