import { type PlannerCosts, type PlannerPlan, type PlannerWish } from "@tocsin/contract/planner/planner.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { choose, costOfMinutes, COST_LIMITS, type PlanGround, type Wish } from "@tocsin/engine/siting/choose-posts.ts";
import { ordinaryEffort, type Effort } from "@tocsin/engine/siting/models.ts";
import type { Infeasible } from "@tocsin/engine/siting/site-limits.ts";
import { thinSites } from "@tocsin/engine/siting/thin-sites.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import { snap } from "@tocsin/roads/snap.ts";
import { proveChoice } from "@tocsin/solver/prove-choice.ts";
import { accessOf, figuresOf, layoutOf, openPosts, REACH_MS, timesFrom, UNSERVED, type PlannerGround } from "./planner-ground.ts";

/** Junctions at least so far from each other and from today's posts are where a post could stand. */
const SPACING_M = 400;
/** With candidates too far apart no number of posts would make one minute. */
const COST_SPACING_M = 200;
/** A search of this size answers within a minute on an ordinary machine; counted in rounds, so that the same question has the same answer. */
const EFFORT: Effort = { ...ordinaryEffort, seed: "planner", rounds: 120, boundSteps: 200, restarts: 1 };
/** Nine questions in one. */
const COST_EFFORT: Effort = { ...EFFORT, rounds: 20, boundSteps: 100, restarts: 0 };
const EXACT_MS = 20_000;

interface Candidates {
  readonly ground: PlanGround;
  /** Posts of today, by index, which stand first among the sites; then the candidates. */
  readonly today: readonly number[];
  readonly places: readonly LonLat[];
}

/** Today's open posts and the candidates, with the times to every junction and to the designated places behind them. */
function candidates({ graph, posts, rows, demand, premises }: PlannerGround, spacingM: number, limitMs: number): Candidates {
  const today = posts.flatMap(({ open }, index) => (open ? [index] : []));
  const places = thinSites(today.map((index): LonLat => [posts[index]!.lon, posts[index]!.lat]), graph.junctionPoints, spacingM).map((junction) => graph.junctionPoints[junction]!);
  const junctions = graph.junctions.length;
  // A place is as far as the nearest junction of its road.
  const behind = premises.flatMap((point) => {
    const at = snap(graph, point);
    return at === null ? [] : [graph.arcTail[2 * at.road + (at.fraction < 0.5 ? 0 : 1)]!];
  });
  const withPlaces = (times: Int32Array): Int32Array => {
    const row = new Int32Array(junctions + behind.length);
    row.set(times);
    for (const [i, junction] of behind.entries()) row[junctions + i] = times[junction]!;
    return row;
  };
  const table = {
    rows: [...today.map((index) => withPlaces(rows[index]!)), ...places.map((point) => withPlaces(timesFrom(graph, accessOf(graph, point)!, limitMs)))],
    cells: junctions + behind.length,
    unserved: UNSERVED,
  };
  return { ground: { sites: table.rows, targets: { length: table.cells }, cells: junctions, weights: demand.weights, table }, today, places };
}

const UNITS = { mclp: "SHARE", mexclp: "SHARE", tiered: "SHARE", lscp: "POSTS", "p-median": "MS", "p-center": "MS" } as const;

/** The best posts by a model, with a proven bound; `prove` lets the exact solver try as well. */
export async function planPosts(hour: PlannerGround, { model, posts, limitS, share, busy, keep, prove }: PlannerWish): Promise<Result<PlannerPlan, Refusal>> {
  const covering = model === "mclp" || model === "mexclp" || model === "lscp" || model === "tiered";
  const { ground, today, places } = candidates(hour, SPACING_M, covering ? Math.max(1_000 * limitS, 300_000) : REACH_MS);
  const wish: Wish = { model, limitMs: 1_000 * limitS, share, busy, limits: { posts, must: keep ? today.map((_, site) => site) : [] }, given: false };
  if (model === "tiered" && ground.targets.length === ground.cells) return fail(refuse("PLAN_INFEASIBLE", { why: "没有登记场所 / the city names no premises" }));
  const answer = choose(ground, wish, EFFORT);
  if (!answer.ok) return fail(refuse("PLAN_INFEASIBLE", { why: whyNot(answer.error) }));
  const siting = await proveChoice(ground, wish, answer.value, prove ? EXACT_MS : 0);
  const chosen = new Set(siting.posts);
  const times = new Float64Array(ground.cells).fill(UNSERVED);
  for (const site of chosen) for (let cell = 0; cell < times.length; cell++) times[cell] = Math.min(times[cell]!, ground.table.rows[site]![cell]!);
  // Demand adds up to 1, a designated place counts once in each of its three tiers.
  const scale = model === "tiered" ? Math.max(1, 3 * (ground.targets.length - ground.cells)) : 1;
  const id = (index: number): string => hour.posts[index]!.id;
  return ok({
    kept: today.filter((_, site) => chosen.has(site)).map(id), closed: today.filter((_, site) => !chosen.has(site)).map(id),
    added: siting.posts.filter((site) => site >= today.length).map((site) => ({ lon: places[site - today.length]![0], lat: places[site - today.length]![1] })),
    unit: UNITS[model], value: siting.value / scale, bound: siting.bound / scale, gap: siting.gap, proven: siting.proven, candidates: ground.sites.length, spacingM: SPACING_M,
    before: figuresOf(hour, hour.layout.best, openPosts(hour)), after: layoutOf(hour, times, siting.posts.length),
  });
}

function whyNot(why: Infeasible): string {
  switch (why.limit) {
    case "posts": return `至少需要 ${why.needed} 个点位,只允许 ${why.allowed} 个 / ${why.needed} posts are needed, ${why.allowed} allowed`;
    case "reach": return `全部候选点位也只能到达 ${(100 * why.reachable).toFixed(1)} % 的需求 / all candidates together reach only ${(100 * why.reachable).toFixed(1)} % of demand`;
    default: return why.limit;
  }
}

/** What 1, 3 and 5 minutes for nearly everybody would cost, in posts that are free whenever needed. */
export function costsOf(hour: PlannerGround): PlannerCosts {
  const { ground } = candidates(hour, COST_SPACING_M, Math.max(...COST_LIMITS));
  return { today: openPosts(hour), candidates: ground.sites.length, spacingM: COST_SPACING_M, costs: costOfMinutes(ground, COST_EFFORT) };
}
