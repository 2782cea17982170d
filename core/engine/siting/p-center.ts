import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { setCoverBound } from "./cover-bound.ts";
import { coverTable, onePost, type CoverTable } from "./cover-table.ts";
import { maxCover, ordinaryEffort, sitingOf, type Effort, type Siting } from "./models.ts";
import type { TimeTable } from "./nearest-layout.ts";
import { Selection } from "./selection.ts";
import type { Infeasible, SiteLimits } from "./site-limits.ts";

/**
 * p-center: the least worst time of any cell with demand. A time is good enough when the posts cover every cell within it,
 * so the answer is found by halving the list of all times (Minieka 1970); the same test, proven to fail, gives the bound.
 */
export function pCenter(table: TimeTable, weights: ArrayLike<number>, limits: SiteLimits, effort: Effort = ordinaryEffort): Result<Siting, Infeasible> {
  const infeasible = new Selection(limits, table.rows.length).infeasible();
  if (infeasible) return fail(infeasible);
  const times = distinctTimes(table, weights);
  if (times.length === 0) return ok(sitingOf(limits.must ?? [], 0, 0));
  const wanted = Float64Array.from({ length: table.cells }, (_, cell) => (weights[cell]! > 0 ? 1 : 0));
  const coverWithin = (time: number): CoverTable => coverTable(table.rows, table.cells, [{ limit: time, steps: onePost, weights: wanted }]);
  let best: readonly number[] | null = null;
  let low = 0;
  let high = times.length - 1;
  let refused = -1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const cover = coverWithin(times[middle]!);
    const answer = maxCover(cover, limits, effort);
    if (!answer.ok) return answer;
    if (answer.value.value >= cover.rows) {
      best = answer.value.posts;
      high = middle - 1;
    } else {
      if (Math.min(answer.value.bound, cover.rows) < cover.rows || tooFew(cover, limits, effort)) refused = Math.max(refused, middle);
      low = middle + 1;
    }
  }
  const worst = best === null ? table.unserved : times[high + 1]!;
  return ok(sitingOf(best ?? limits.must ?? [], worst, provenBound(times, refused, high, (time) => tooFew(coverWithin(time), limits, effort))));
}

/** The least time that is not proven impossible. */
function provenBound(times: Float64Array, refused: number, highest: number, impossible: (time: number) => boolean): number {
  let low = refused + 1;
  let high = highest;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (impossible(times[middle]!)) low = middle + 1;
    else high = middle - 1;
  }
  return times[Math.min(low, times.length - 1)] ?? 0;
}

function tooFew(cover: CoverTable, limits: SiteLimits, effort: Effort): boolean {
  const one = new Float64Array(cover.sites).fill(1);
  const bound = setCoverBound(cover, one, limits, { steps: effort.boundSteps, known: limits.posts + 1, enough: limits.posts + 1e-6 });
  return bound > limits.posts + 1e-6;
}

function distinctTimes({ rows, cells }: TimeTable, weights: ArrayLike<number>): Float64Array {
  const times = new Set<number>();
  for (const row of rows) for (let cell = 0; cell < cells; cell++) if (weights[cell]! > 0) times.add(row[cell]!);
  return Float64Array.from(times).sort();
}
