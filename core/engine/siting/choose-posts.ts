import type { Result } from "@tocsin/kernel/result.ts";
import { busySteps, coverTable, manyPosts, onePost, type CoverTable, type Tier } from "./cover-table.ts";
import { leastPosts } from "./least-posts.ts";
import { maxCover, pMedian, type Effort, type Siting } from "./models.ts";
import type { TimeTable } from "./nearest-layout.ts";
import { pCenter } from "./p-center.ts";
import type { Infeasible, SiteLimits } from "./site-limits.ts";

/** What a choice is made on: who reaches what in which time (milliseconds), and how much of it is wanted where. */
export interface PlanGround {
  readonly sites: { readonly length: number };
  /** Points of demand first, `cells` of them, then the designated places. */
  readonly targets: { readonly length: number };
  readonly cells: number;
  readonly weights: Float64Array;
  readonly table: TimeTable;
}

export const MODELS = {
  mclp: { zh: "最大覆盖 MCLP", en: "most demand within the limit (MCLP)" },
  mexclp: { zh: "期望覆盖 MEXCLP", en: "most demand within the limit although units are busy (MEXCLP)" },
  lscp: { zh: "最少点位 LSCP", en: "fewest posts for a share of demand (LSCP)" },
  "p-median": { zh: "最小平均到场 p-median", en: "least mean time (p-median)" },
  "p-center": { zh: "最小最差到场 p-center", en: "least worst time (p-center)" },
  tiered: { zh: "1-3-5 分级多重覆盖", en: "1-3-5 tiers on designated places" },
} as const;
export type ModelName = keyof typeof MODELS;

export interface Wish {
  readonly model: ModelName;
  /** Of MCLP, MEXCLP and LSCP, in milliseconds. */
  readonly limitMs: number;
  /** Of LSCP. */
  readonly share: number;
  /** Of MEXCLP. */
  readonly busy: number;
  readonly limits: SiteLimits;
  /** The posts are given to the last one: nothing is chosen, only told. */
  readonly given: boolean;
}

/** Weights of the demand cells, and of the designated places (1 each). */
const weightsOf = (ground: PlanGround, cells: boolean): Float64Array =>
  Float64Array.from({ length: ground.targets.length }, (_, i) => (i < ground.cells === cells ? (cells ? ground.weights[i]! : 1) : 0));

/** One post within a minute, two within three, three within five, on the city's designated places (DSP-05, DSP-06). */
function tiersOf(ground: PlanGround): Tier[] {
  const weights = weightsOf(ground, false);
  return [
    { limit: 60_000, steps: onePost, weights },
    { limit: 180_000, steps: manyPosts(2), weights },
    { limit: 300_000, steps: manyPosts(3), weights },
  ];
}

/** What the covering models maximise or must cover. */
export function coverOf(ground: PlanGround, wish: Wish): CoverTable {
  const tiers = wish.model === "tiered" ? tiersOf(ground) : [{ limit: wish.limitMs, steps: wish.model === "mexclp" ? busySteps(wish.busy, wish.limits.posts) : onePost, weights: weightsOf(ground, true) }];
  return coverTable(ground.table.rows, ground.targets.length, tiers);
}

export function choose(ground: PlanGround, wish: Wish, effort: Effort): Result<Siting, Infeasible> {
  switch (wish.model) {
    case "p-median":
      return pMedian(ground.table, weightsOf(ground, true), wish.limits, effort);
    case "p-center":
      return pCenter(ground.table, weightsOf(ground, true), wish.limits, effort);
    case "lscp":
      return leastPosts(coverOf(ground, wish), { share: wish.share }, wish.limits, effort);
    case "mclp":
    case "mexclp":
    case "tiered":
      return maxCover(coverOf(ground, wish), wish.limits, effort);
  }
}

/** Best time of every cell with these posts. */
export function bestTimes(ground: PlanGround, posts: readonly number[]): Float64Array {
  const best = new Float64Array(ground.cells).fill(ground.table.unserved);
  for (const post of posts) for (let cell = 0; cell < best.length; cell++) best[cell] = Math.min(best[cell]!, ground.table.rows[post]![cell]!);
  return best;
}

export interface Cost {
  readonly limitMs: number;
  readonly share: number;
  /** Fewest posts found, and a number below which it is proven impossible; null when no number of posts reaches it. */
  readonly posts: number | null;
  readonly atLeast: number | null;
  /** Share that all candidates together reach. */
  readonly reachable: number;
}

export const COST_LIMITS = [60_000, 180_000, 300_000];
export const COST_SHARES = [0.9, 0.95, 0.99];

/** "What would a city-wide one minute cost?": posts that must be free at once, by limit and share of demand. */
export function costOfMinutes(ground: PlanGround, effort: Effort): Cost[] {
  const all = { posts: ground.sites.length };
  const everywhere = bestTimes(ground, Array.from({ length: ground.sites.length }, (_, site) => site));
  const total = ground.weights.reduce((sum, weight) => sum + weight, 0);
  return COST_LIMITS.flatMap((limitMs) => {
    const reachable = total === 0 ? 1 : ground.weights.reduce((sum, weight, cell) => (everywhere[cell]! <= limitMs ? sum + weight : sum), 0) / total;
    const table = coverOf(ground, { model: "mclp", limitMs, share: 1, busy: 0, limits: all, given: false });
    return COST_SHARES.map((share): Cost => {
      const answer = leastPosts(table, { share }, all, effort);
      return { limitMs, share, posts: answer.ok ? answer.value.value : null, atLeast: answer.ok ? answer.value.bound : null, reachable };
    });
  });
}
