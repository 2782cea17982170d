import { bestChoice, bestScore } from "./best-choice.ts";
import type { CoverTable } from "./cover-table.ts";
import type { SiteLimits } from "./site-limits.ts";
import { ascend, type AscentLimits, type Relaxation } from "./subgradient.ts";

/** What the sites are worth at these prices of cover, for every site. */
function scores({ sites, first, row }: CoverTable, price: Float64Array, score: Float64Array): void {
  for (let site = 0; site < sites; site++) {
    let sum = 0;
    for (let i = first[site]!; i < first[site + 1]!; i++) sum += price[row[i]!]!;
    score[site] = sum;
  }
}

/** How many posts a row buys at its price, and what it keeps: steps fall, so it buys while a step is worth more. */
function bought({ weights, kind, steps }: CoverTable, r: number, price: number): { readonly posts: number; readonly kept: number } {
  const list = steps[kind[r]!]!;
  let posts = 0;
  let kept = 0;
  while (posts < list.length && weights[r]! * list[posts]! > price) kept += weights[r]! * list[posts++]! - price;
  return { posts, kept };
}

/**
 * Upper bound of the worth of cover (Galvão & ReVelle 1996, with rows of several steps): "covered no more often than
 * posts reach it" is relaxed. `price` is where the ascent starts, and holds the best prices afterwards.
 */
export function coverUpperBound(table: CoverTable, limits: SiteLimits, price: Float64Array, { steps, known, enough }: AscentLimits): number {
  return -ascend(coverRelaxation(table, limits), price, { steps, known: -known, enough: -enough });
}

/** The bound at fixed prices. */
export function coverBoundAt(table: CoverTable, limits: SiteLimits, price: Float64Array): number {
  return -coverRelaxation(table, limits).evaluate(price, new Float64Array(table.rows));
}

function coverRelaxation(table: CoverTable, limits: SiteLimits): Relaxation {
  const score = new Float64Array(table.sites);
  const ranked = Int32Array.from({ length: table.sites }, (_, site) => site);
  return {
    floor: 0,
    evaluate: (price, slope) => {
      let bound = 0;
      for (let r = 0; r < table.rows; r++) {
        const { posts, kept } = bought(table, r, price[r]!);
        bound += kept;
        slope[r] = posts;
      }
      scores(table, price, score);
      const choice = bestChoice(score, limits, ranked);
      for (const site of choice) for (let i = table.first[site]!; i < table.first[site + 1]!; i++) slope[table.row[i]!]! -= 1;
      return -(bound + bestScore(score, limits, choice));
    },
  };
}

/** Prices to start with: what each row's first post is worth, shared by the posts it wants. */
export function firstPrices({ rows, weights, kind, steps }: CoverTable): Float64Array {
  return Float64Array.from({ length: rows }, (_, r) => (weights[r]! * (steps[kind[r]!]![0] ?? 0)) / 2);
}

/**
 * Lower bound of the cost of covering every row (set covering; Beasley 1987): "covered at least once" is relaxed.
 * `cost` per site; what must stay open is paid in any case, what is forbidden is never bought.
 */
export function setCoverBound(table: CoverTable, cost: ArrayLike<number>, { must = [], forbidden = [] }: Pick<SiteLimits, "must" | "forbidden">, ascent: AscentLimits): number {
  const score = new Float64Array(table.sites);
  const held = new Set(must);
  const barred = new Set(forbidden);
  const start = new Float64Array(table.rows).fill(Infinity);
  for (let site = 0; site < table.sites; site++) {
    const size = table.first[site + 1]! - table.first[site]!;
    if (!barred.has(site)) for (let i = table.first[site]!; i < table.first[site + 1]!; i++) start[table.row[i]!] = Math.min(start[table.row[i]!]!, cost[site]! / size);
  }
  for (let r = 0; r < table.rows; r++) if (start[r] === Infinity) return Infinity;
  const relaxation: Relaxation = {
    floor: 0,
    evaluate: (price, slope) => {
      let bound = 0;
      slope.fill(1);
      for (let r = 0; r < table.rows; r++) bound += price[r]!;
      scores(table, price, score);
      for (let site = 0; site < table.sites; site++) {
        const reduced = cost[site]! - score[site]!;
        if (barred.has(site) || !(held.has(site) || reduced < 0)) continue;
        bound += reduced;
        for (let i = table.first[site]!; i < table.first[site + 1]!; i++) slope[table.row[i]!]! -= 1;
      }
      return bound;
    },
  };
  return ascend(relaxation, start, ascent);
}
