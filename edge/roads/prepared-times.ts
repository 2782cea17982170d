/** Travel times from a weighed hierarchy; to the millisecond those of the plain searches in `travel.ts` and `matrix.ts`. */
import type { RoadGraph } from "./graph.ts";
import type { HierarchySearch } from "./hierarchy-search.ts";
import { eachEntry, eachExit } from "./road-ends.ts";
import { UNREACHED } from "./search.ts";
import { msDirect, type Snap } from "./snap.ts";

type Direction = "TO" | "FROM";

/** Times between one place and many, to it or from it; -1 where there is no way within the limit. */
export function preparedTimes(graph: RoadGraph, search: HierarchySearch, direction: Direction, one: Snap, many: readonly (Snap | null)[], limit: number): Int32Array {
  const [near, far] = direction === "TO" ? [eachEntry, eachExit] : [eachExit, eachEntry];
  search.begin(direction);
  near(graph, one, (vertex, ms) => search.seed(vertex, ms));
  search.climb();
  search.settle();
  const times = new Int32Array(many.length).fill(-1);
  for (const [i, place] of many.entries()) {
    if (!place) continue;
    const direct = direction === "TO" ? msDirect(graph, place, one) : msDirect(graph, one, place);
    let best = direct < 0 ? UNREACHED : direct;
    far(graph, place, (vertex, ms) => (best = Math.min(best, search.msOf(vertex) + ms)));
    if (best <= limit) times[i] = best;
  }
  return times;
}

/** Targets that are looked at together: their labels at one rank stand side by side. */
const BLOCK = 128;

/**
 * Times from every source to every target, row by row into `ms`. Each target climbs once and leaves its labels at the ranks it
 * passed; each source climbs once and picks them up (buckets: Knopp, Sanders, Schultes, Schulz and Wagner, 2007). Targets stand in the
 * order of their ranks: those below one rank lie together, and only from the first to the last of them is a rank's row looked at.
 */
export function preparedMatrix(graph: RoadGraph, search: HierarchySearch, sources: readonly (Snap | null)[], targets: readonly (Snap | null)[], ms: Int32Array): void {
  const placed = targets.flatMap((target, column): Column[] => {
    if (!target) return [];
    let rank = UNREACHED;
    eachEntry(graph, target, (vertex) => (rank = Math.min(rank, search.rankOf(vertex))));
    return [{ target, column, rank }];
  });
  placed.sort((a, b) => a.rank - b.rank || a.column - b.column);
  for (let from = 0; from < placed.length; from += BLOCK) matrixBlock(graph, search, sources, placed.slice(from, from + BLOCK), ms, targets.length);
}

interface Column {
  readonly target: Snap;
  readonly column: number;
  /** Lowest rank from which it climbs. */
  readonly rank: number;
}

function matrixBlock(graph: RoadGraph, search: HierarchySearch, sources: readonly (Snap | null)[], targets: readonly Column[], ms: Int32Array, columns: number): void {
  const width = targets.length;
  const rowOf = new Int32Array(graph.turns.vertexCount).fill(-1);
  let left = new Int32Array(1_024 * width).fill(UNREACHED);
  /** By row, the first of its targets and the one after the last. */
  const [first, end]: [number[], number[]] = [[], []];
  let rows = 0;
  for (const [t, { target }] of targets.entries()) {
    search.begin("TO");
    eachEntry(graph, target, (vertex, entryMs) => search.seed(vertex, entryMs));
    for (const r of search.climb()) {
      if (rowOf[r]! < 0) {
        rowOf[r] = rows++;
        first.push(t);
        end.push(t);
      }
      if (width * rows > left.length) left = doubled(left);
      end[rowOf[r]!] = t + 1;
      left[width * rowOf[r]! + t] = search.climbedMs(r);
    }
  }
  const best = new Int32Array(width);
  for (const [s, source] of sources.entries()) {
    if (!source) continue;
    search.begin("FROM");
    eachExit(graph, source, (vertex, exitMs) => search.seed(vertex, exitMs));
    best.fill(UNREACHED);
    for (const r of search.climb()) {
      const row = rowOf[r]!;
      const spent = search.climbedMs(r);
      if (row < 0 || spent === UNREACHED) continue;
      for (let t = first[row]!, to = end[row]!, at = width * row + t; t < to; t++, at++) {
        const total = spent + left[at]!;
        if (total < best[t]!) best[t] = total;
      }
    }
    for (const [t, { target, column }] of targets.entries()) {
      const direct = msDirect(graph, source, target);
      const least = direct < 0 ? best[t]! : Math.min(direct, best[t]!);
      ms[s * columns + column] = least >= UNREACHED ? -1 : least;
    }
  }
}

function doubled(old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * old.length).fill(UNREACHED, old.length);
  larger.set(old);
  return larger;
}

/** Milliseconds from a place to every junction, into `ms` by junction index; what cannot be reached keeps what stands there. */
export function preparedOneToAll(graph: RoadGraph, search: HierarchySearch, source: Snap, ms: Int32Array): void {
  const { firstOf, countOf } = graph.turns;
  search.begin("FROM");
  eachExit(graph, source, (vertex, exitMs) => search.seed(vertex, exitMs));
  search.climb();
  const { label, rank } = search.settleAll();
  for (let junction = 0; junction < ms.length; junction++) {
    let best = UNREACHED;
    for (let v = firstOf[junction]!, end = v + countOf[junction]!; v < end; v++) {
      const at = label[rank[v]!]!;
      if (at < best) best = at;
    }
    if (best < UNREACHED) ms[junction] = best;
  }
}
