/** Names that differ from what was typed by one slip: one character wrong, missing or too many, or two exchanged. */

/** How much of a name was typed, with at most one slip. */
export type Miss = "whole" | "start" | "inside";

/**
 * Compares typed text with a name (Sellers 1980: the match may start anywhere in the name).
 * `null` if there is more than one slip.
 */
export function nearMiss(typed: string, name: string): Miss | null {
  const inside = columns(typed, name, false);
  if (Math.min(...inside) > 1) return null;
  const anchored = columns(typed, name, true);
  if (anchored[name.length]! <= 1) return "whole";
  return Math.min(...anchored) <= 1 ? "start" : "inside";
}

/** Least slips between the typed text and a part of the name that ends after j characters, for every j. */
function columns(typed: string, name: string, anchored: boolean): number[] {
  const n = typed.length;
  let before: number[] = [];
  let previous = Array.from({ length: n + 1 }, (_, i) => i);
  const last = [previous[n]!];
  for (let j = 1; j <= name.length; j++) {
    const next = [anchored ? j : 0];
    for (let i = 1; i <= n; i++) {
      const same = typed[i - 1] === name[j - 1];
      let slips = Math.min(previous[i - 1]! + (same ? 0 : 1), previous[i]! + 1, next[i - 1]! + 1);
      const exchanged = i > 1 && j > 1 && typed[i - 1] === name[j - 2] && typed[i - 2] === name[j - 1];
      if (exchanged) slips = Math.min(slips, before[i - 2]! + 1);
      next.push(slips);
    }
    [before, previous] = [previous, next];
    last.push(next[n]!);
  }
  return last;
}
