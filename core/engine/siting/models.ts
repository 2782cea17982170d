/** The location models behind a plan: each answers with posts, a value, and a proven bound, so that a gap can always be told. */
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { randomStream } from "@tocsin/kernel/random.ts";
import { CoverLayout } from "./cover-layout.ts";
import { coverUpperBound, firstPrices } from "./cover-bound.ts";
import { worthOfAll, type CoverTable } from "./cover-table.ts";
import type { Layout } from "./layout.ts";
import { LocalSearch, type SearchEffort } from "./local-search.ts";
import { medianBound } from "./median-bound.ts";
import { NearestLayout, type TimeTable } from "./nearest-layout.ts";
import { Selection } from "./selection.ts";
import type { Infeasible, SiteLimits } from "./site-limits.ts";

export interface Siting {
  /** The chosen sites, ascending. */
  readonly posts: readonly number[];
  readonly value: number;
  /** No choice within the limits is better than this. */
  readonly bound: number;
  /** |value − bound| / max(|value|, |bound|); 0 means that the choice is proven best. */
  readonly gap: number;
  readonly proven: boolean;
}

export interface Effort extends SearchEffort {
  readonly seed: string;
  /** Steps of the bound's ascent. */
  readonly boundSteps: number;
  /** How many times the search starts anew from another greedy choice. */
  readonly restarts: number;
}

export const ordinaryEffort: Effort = { seed: "siting", rounds: 400, boundSteps: 400, restarts: 2 };

/** Puts value and bound into one answer; `whole` says that every value is a whole number, so that the bound may be rounded to one. */
export function sitingOf(posts: readonly number[], value: number, bound: number): Siting {
  const gap = value === bound ? 0 : Math.abs(value - bound) / Math.max(Math.abs(value), Math.abs(bound), 1e-12);
  return { posts: [...posts].sort((a, b) => a - b), value, bound, gap: gap < 1e-9 ? 0 : gap, proven: gap < 1e-9 };
}

const isWhole = (list: ArrayLike<number>): boolean => Array.prototype.every.call(list, Number.isInteger);

/** The best of several starts: the plain greedy, the greedy by price, and greedy choices from a random half of the sites. */
export function searchFrom(makeLayout: () => Layout, limits: SiteLimits, effort: Effort, proven: (value: number) => boolean): LocalSearch {
  let best: LocalSearch | null = null;
  const starts = Math.max(1, effort.restarts + 1);
  for (let start = 0; start < starts; start++) {
    const layout = makeLayout();
    const random = randomStream(effort.seed, `start-${start}`);
    const selection = new Selection(limits, layout.sites);
    const search = new LocalSearch(layout, selection, random, 1);
    if (start === 1 && limits.budget) search.greedy(limits.budget.cost);
    else if (start > 0) search.greedy(Float64Array.from({ length: layout.sites }, () => 0.5 + random.next()));
    else search.greedy();
    search.interchange();
    const rounds = Math.ceil(effort.rounds / starts);
    search.improve({ rounds, enough: () => proven(layout.value) || effort.enough?.() === true });
    if (!best || layout.value > best.layout.value) best = search;
    if (proven(layout.value) || effort.enough?.()) break;
  }
  return best!;
}

/** MCLP, MEXCLP and tiered multi-coverage, by the steps in the table: the greatest worth of cover within the limits. */
export function maxCover(table: CoverTable, limits: SiteLimits, effort: Effort = ordinaryEffort): Result<Siting, Infeasible> {
  const infeasible = new Selection(limits, table.sites).infeasible();
  if (infeasible) return fail(infeasible);
  const first = new LocalSearch(new CoverLayout(table), new Selection(limits, table.sites), randomStream(effort.seed, "first"), 1);
  first.greedy();
  first.interchange();
  const whole = isWhole(table.weights) && table.steps.every(isWhole);
  const most = worthOfAll(table);
  const asBound = (bound: number): number => Math.min(most, whole ? Math.floor(bound + 1e-6) : bound);
  const known = first.layout.value;
  const bound = asBound(coverUpperBound(table, limits, firstPrices(table), { steps: effort.boundSteps, known, enough: whole ? known + 1 - 1e-6 : known * (1 + 1e-9) }));
  const proven = (value: number): boolean => value >= bound - 1e-9 * Math.max(1, most);
  if (proven(known)) return ok(sitingOf(first.selection.open, known, bound));
  const search = searchFrom(() => new CoverLayout(table), limits, effort, proven);
  const best = search.layout.value >= known ? search : first;
  return ok(sitingOf(best.selection.open, best.layout.value, Math.max(bound, best.layout.value)));
}

/** p-median: the least weighted sum of times to the nearest post. */
export function pMedian(table: TimeTable, weights: ArrayLike<number>, limits: SiteLimits, effort: Effort = ordinaryEffort): Result<Siting, Infeasible> {
  const infeasible = new Selection(limits, table.rows.length).infeasible();
  if (infeasible) return fail(infeasible);
  const first = new LocalSearch(new NearestLayout(table, weights), new Selection(limits, table.rows.length), randomStream(effort.seed, "first"), 1);
  first.greedy();
  first.interchange();
  const whole = table.rows.every(isWhole) && isWhole(weights) && Number.isInteger(table.unserved);
  const known = -first.layout.value;
  const start = (first.layout as NearestLayout).next.map((time, cell) => time * weights[cell]!);
  const raw = medianBound(table, weights, limits, start, { steps: effort.boundSteps, known, enough: whole ? known - 1 + 1e-6 : known * (1 - 1e-9) });
  const bound = Math.max(0, whole ? Math.ceil(raw - 1e-6) : raw);
  const proven = (value: number): boolean => -value <= bound + 1e-9 * Math.max(1, known);
  if (proven(-known)) return ok(sitingOf(first.selection.open, known, bound));
  const search = searchFrom(() => new NearestLayout(table, weights), limits, effort, proven);
  const best = -search.layout.value <= known ? search : first;
  return ok(sitingOf(best.selection.open, -best.layout.value, Math.min(bound, -best.layout.value)));
}
