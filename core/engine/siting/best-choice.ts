import type { SiteLimits } from "./site-limits.ts";

/**
 * The sites of greatest total score within the number of posts, what must and must not be, and the districts' numbers;
 * exact, since these limits form a laminar family, for which taking the best first is right.
 * The budget is left out here: it bounds the score on its own (`bestScore`).
 * `fill` says whether sites of negative score are taken while posts are left (p-median never profits from fewer).
 */
export function bestChoice(score: Float64Array, limits: SiteLimits, ranked: Int32Array): number[] {
  const { districts } = limits;
  const taken = new Uint8Array(score.length);
  const count = new Int32Array(districts?.least.length ?? 0);
  const choice: number[] = [];
  const take = (site: number): void => {
    if (taken[site] === 1) return;
    taken[site] = 1;
    choice.push(site);
    if (districts) count[districts.of[site]!]! += 1;
  };
  for (const site of limits.must ?? []) take(site);
  for (const site of limits.forbidden ?? []) taken[site] = 1;
  ranked.sort((a, b) => score[b]! - score[a]! || a - b);
  if (districts) for (const site of ranked) if (taken[site] === 0 && count[districts.of[site]!]! < districts.least[districts.of[site]!]!) take(site);
  for (const site of ranked) {
    if (choice.length >= limits.posts || score[site]! <= 0) break;
    if (taken[site] === 0 && (!districts || count[districts.of[site]!]! < districts.most[districts.of[site]!]!)) take(site);
  }
  return choice;
}

/** Upper bound of the score of any choice within all limits; `choice` is what `bestChoice` answered. */
export function bestScore(score: Float64Array, limits: SiteLimits, choice: readonly number[]): number {
  let sum = 0;
  for (const site of choice) sum += score[site]!;
  return limits.budget ? Math.min(sum, knapsackScore(score, limits, limits.budget)) : sum;
}

/** The budget alone, with the last site taken in part (Dantzig's bound). */
function knapsackScore(score: Float64Array, { must = [], forbidden = [] }: SiteLimits, { cost, total }: NonNullable<SiteLimits["budget"]>): number {
  const held = new Set(must);
  const barred = new Set(forbidden);
  let sum = 0;
  let left = total;
  for (const site of held) {
    sum += score[site]!;
    left -= cost[site]!;
  }
  const free = Array.from(score.keys()).filter((site) => score[site]! > 0 && !held.has(site) && !barred.has(site));
  free.sort((a, b) => score[b]! * cost[a]! - score[a]! * cost[b]! || a - b);
  for (const site of free) {
    const part = cost[site]! <= left ? 1 : Math.max(0, left) / cost[site]!;
    sum += part * score[site]!;
    left -= part * cost[site]!;
    if (part < 1) break;
  }
  return sum;
}
