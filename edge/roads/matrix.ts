/**
 * Many-to-many travel times, and the times from one place to the whole city. What planning and simulation ask.
 * All times are whole milliseconds; -1 means not reachable. They are those of `travelTimesFrom`, to the millisecond.
 */
import type { RoadGraph } from "./graph.ts";
import { preparedMatrix, preparedOneToAll } from "./prepared-times.ts";
import { preparedSearch } from "./prepared-roads.ts";
import type { Snap } from "./snap.ts";
import { reachableWithin, travelTimesFrom, travelTimesTo } from "./travel.ts";
import { UNREACHED } from "./search.ts";

/** Times from every source to every target; `ms[s * columns + t]`, -1 where there is no way or a place is on no road. */
export interface TravelMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly ms: Int32Array;
}

export function travelMatrix(graph: RoadGraph, sources: readonly (Snap | null)[], targets: readonly (Snap | null)[]): TravelMatrix {
  const [rows, columns] = [sources.length, targets.length];
  const ms = new Int32Array(rows * columns).fill(-1);
  const prepared = preparedSearch(graph);
  if (prepared !== null) preparedMatrix(graph, prepared, sources, targets, ms);
  else if (rows <= columns) {
    for (const [s, source] of sources.entries()) if (source) ms.set(travelTimesFrom(graph, source, targets), s * columns);
  } else {
    for (const [t, target] of targets.entries()) {
      if (!target) continue;
      const column = travelTimesTo(graph, target, sources);
      for (let s = 0; s < rows; s++) ms[s * columns + t] = column[s]!;
    }
  }
  return { rows, columns, ms };
}

/** Milliseconds from a place to every junction of the graph, by junction index (`graph.junctionPoints` says where they are). */
export function oneToAll(graph: RoadGraph, source: Snap): Int32Array {
  const ms = new Int32Array(graph.junctions.length).fill(-1);
  const prepared = preparedSearch(graph);
  if (prepared !== null) preparedOneToAll(graph, prepared, source, ms);
  else
    reachableWithin(graph, source, UNREACHED, (junction, at) => {
      ms[junction] = at;
    });
  return ms;
}
