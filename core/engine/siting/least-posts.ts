import { randomStream } from "@tocsin/kernel/random.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { coverBoundAt, coverUpperBound, firstPrices, setCoverBound } from "./cover-bound.ts";
import { CoverLayout } from "./cover-layout.ts";
import { worthOfAll, type CoverTable } from "./cover-table.ts";
import { LocalSearch } from "./local-search.ts";
import { ordinaryEffort, sitingOf, type Effort, type Siting } from "./models.ts";
import { Selection } from "./selection.ts";
import type { Infeasible, SiteLimits } from "./site-limits.ts";

export interface ShareWanted {
  /** Of the worth of all rows, in (0, 1]; 1 is the location set covering problem (Toregas et al. 1971). */
  readonly share: number;
}

/**
 * The fewest posts that cover a share of all demand (LSCP for the whole of it). `limits.posts` is what may be used at most.
 * Greedy up to the share; then, as long as it works, one post less and interchange until the share is reached again.
 */
export function leastPosts(given: CoverTable, { share }: ShareWanted, limits: SiteLimits, effort: Effort = ordinaryEffort): Result<Siting, Infeasible> {
  // When all is wanted every row counts alike: a small one is as hard a condition as a large one.
  const table = share === 1 ? { ...given, weights: new Float64Array(given.rows).fill(1) } : given;
  const infeasible = new Selection(limits, table.sites).infeasible();
  if (infeasible) return fail(infeasible);
  const worth = worthOfAll(table);
  const target = share * worth * (1 - 1e-12);
  const layout = new CoverLayout(table);
  const search = new LocalSearch(layout, new Selection(limits, table.sites), randomStream(effort.seed, "least"), worth);
  search.greedy();
  search.improve({ rounds: layout.value >= target ? 0 : effort.rounds, enough: () => layout.value >= target || effort.enough?.() === true });
  if (layout.value < target) return fail({ limit: "reach", reachable: worth === 0 ? 1 : layout.value / worth });
  const posts = shrink(search, layout, target, effort);
  const lower = Math.max(minimum(table, share, target, limits, posts.length, effort), new Set(limits.must).size);
  return ok(sitingOf(posts, posts.length, Math.min(lower, posts.length)));
}

/** Takes posts away while the target can be kept; answers the last set that kept it. */
function shrink(search: LocalSearch, layout: CoverLayout, target: number, effort: Effort): readonly number[] {
  const { selection } = search;
  let best = [...selection.open];
  for (;;) {
    const goals = { ...selection.limits, posts: best.length - 1 };
    if (new Selection(goals, layout.sites).infeasible()) return best;
    const out = leastMissed(layout, selection);
    if (out < 0) return best;
    search.close(out);
    // The search must not put the post back: from here on it works with one post less.
    selection.tighten(goals.posts);
    if (layout.value < target) search.interchange();
    if (layout.value < target) search.improve({ rounds: effort.rounds, enough: () => layout.value >= target || effort.enough?.() === true });
    if (layout.value < target) return best;
    best = [...selection.open];
  }
}

function leastMissed(layout: CoverLayout, selection: Selection): number {
  let out = -1;
  for (const post of selection.open) if (selection.mayRemove(post) && (out < 0 || layout.loss(post) < layout.loss(out))) out = post;
  return out;
}

/** A number of posts below which the share is proven out of reach. */
function minimum(table: CoverTable, share: number, target: number, limits: SiteLimits, found: number, effort: Effort): number {
  let lower = 0;
  if (share === 1) {
    const bound = setCoverBound(table, new Float64Array(table.sites).fill(1), limits, { steps: effort.boundSteps, known: found, enough: found - 1 + 1e-6 });
    lower = Math.ceil(bound - 1e-6);
  }
  const price = firstPrices(table);
  coverUpperBound(table, { ...limits, posts: found - 1 }, price, { steps: effort.boundSteps, known: target, enough: target * (1 - 1e-9) });
  // Prices that do not prove the case of one post less often prove it for a few less.
  let posts = found - 1;
  while (posts > lower && coverBoundAt(table, { ...limits, posts }, price) >= target * (1 - 1e-9)) posts -= 1;
  return Math.max(lower, posts + 1);
}
