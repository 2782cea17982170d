/**
 * Travel times by road: one search answers "how long do all these units need to that place".
 * All times are whole milliseconds; -1 means not reachable (by any road, or within the limit).
 */
import type { RoadGraph } from "./graph.ts";
import { preparedSearch } from "./prepared-roads.ts";
import { preparedTimes } from "./prepared-times.ts";
import { eachEntry, eachExit } from "./road-ends.ts";
import { searchOf, UNREACHED, type Search } from "./search.ts";
import { msDirect, type Snap } from "./snap.ts";

export interface TravelOptions {
  /** Times above this are reported as -1, and the search stops there. */
  readonly limitMs?: number;
}

/** Times from every source to the target; a source that is `null` (not on any road) gets -1. */
export function travelTimesTo(graph: RoadGraph, target: Snap, sources: readonly (Snap | null)[], options: TravelOptions = {}): Int32Array {
  const prepared = preparedSearch(graph);
  if (prepared !== null) return preparedTimes(graph, prepared, "TO", target, sources, limitOf(options));
  const search = searchOf(graph);
  search.begin(sources.length);
  for (const [i, source] of sources.entries()) {
    if (!source) continue;
    const direct = msDirect(graph, source, target);
    if (direct >= 0) search.bound(i, direct);
    eachExit(graph, source, (vertex, ms) => search.addGoal(i, vertex, ms));
  }
  eachEntry(graph, target, (vertex, ms, arc) => search.seed(vertex, ms, arc));
  search.runBack(options.limitMs ?? UNREACHED);
  return answer(search, sources.length, options);
}

/** Times from the source to every target; a target that is `null` gets -1. */
export function travelTimesFrom(graph: RoadGraph, source: Snap, targets: readonly (Snap | null)[], options: TravelOptions = {}): Int32Array {
  const prepared = preparedSearch(graph);
  if (prepared !== null) return preparedTimes(graph, prepared, "FROM", source, targets, limitOf(options));
  const search = searchOf(graph);
  search.begin(targets.length);
  for (const [i, target] of targets.entries()) {
    if (!target) continue;
    const direct = msDirect(graph, source, target);
    if (direct >= 0) search.bound(i, direct);
    eachEntry(graph, target, (vertex, ms) => search.addGoal(i, vertex, ms));
  }
  eachExit(graph, source, (vertex, ms, arc) => search.seed(vertex, ms, arc));
  search.run(options.limitMs ?? UNREACHED);
  return answer(search, targets.length, options);
}

/**
 * Calls `visit` once for every junction reached from a place within the limit (inclusive), in no particular order.
 * `graph.junctionPoints[junction]` is where it is. `visit` must not ask the same graph for times or routes.
 */
export function reachableWithin(graph: RoadGraph, from: Snap, limitMs: number, visit: (junction: number, ms: number) => void): void {
  const search = searchOf(graph);
  search.begin(0);
  eachExit(graph, from, (vertex, ms, arc) => {
    if (ms <= limitMs) search.seed(vertex, ms, arc);
  });
  search.run(limitMs);
  const { junctionOf, firstOf, countOf } = graph.turns;
  for (let i = 0; i < search.reached; i++) {
    const vertex = search.touched[i]!;
    const junction = junctionOf[vertex]!;
    // A junction of several vertices counts once, with its best time: at the first of its vertices that was reached.
    let firstReached = -1;
    let ms = UNREACHED;
    for (let at = firstOf[junction]!, end = at + countOf[junction]!; at < end; at++) {
      const label = search.labelOf(at);
      if (firstReached < 0 && label < UNREACHED) firstReached = at;
      ms = Math.min(ms, label);
    }
    if (vertex === firstReached) visit(junction, ms);
  }
}

const limitOf = ({ limitMs }: TravelOptions): number => Math.min(limitMs ?? UNREACHED, UNREACHED - 1);

function answer(search: Search, count: number, options: TravelOptions): Int32Array {
  const limit = limitOf(options);
  const times = search.best.slice(0, count);
  for (let i = 0; i < count; i++) if (times[i]! > limit) times[i] = -1;
  return times;
}
