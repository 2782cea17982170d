import type { RoadGraph } from "@tocsin/roads/graph.ts";
import { snap, type Snap } from "@tocsin/roads/snap.ts";
import { travelTimesTo } from "@tocsin/roads/travel.ts";
import type { PastCall } from "./past-calls.ts";

const DRIVES_NEEDED = 30;
/** Shorter drives are stops at the door and slips of the button. */
const LEAST_MS = 20_000;

/**
 * How much longer real drives take than those of the graph from the nearest post: median of the recorded over median of the
 * modelled, over the same calls. `null` with fewer than thirty recorded drives. Where the units really started is not
 * known; a pace of the whole city is all that such records bear.
 */
export function paceOf(graph: RoadGraph, posts: readonly Snap[], calls: readonly PastCall[]): number | null {
  const drives = calls.flatMap(({ point, travelMs }) => {
    const place = travelMs !== null && travelMs >= LEAST_MS ? snap(graph, point) : null;
    if (!place) return [];
    const nearest = travelTimesTo(graph, place, posts).reduce((least, ms) => (ms >= 0 && graph.startMs + ms < least ? graph.startMs + ms : least), Infinity);
    return Number.isFinite(nearest) ? [{ real: travelMs!, modelled: nearest }] : [];
  });
  if (drives.length < DRIVES_NEEDED) return null;
  const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
  return median(drives.map(({ real }) => real)) / Math.max(1, median(drives.map(({ modelled }) => modelled)));
}
