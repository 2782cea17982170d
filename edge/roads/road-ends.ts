/** Where one leaves and enters the road of a place: what every search begins and ends with. */
import type { RoadGraph } from "./graph.ts";
import { msAlong, type Snap } from "./snap.ts";

/** The vertices at which one leaves the road of a place, and the milliseconds to them. */
export function eachExit(graph: RoadGraph, place: Snap, visit: (vertex: number, ms: number, arc: number) => void): void {
  for (let arc = 2 * place.road; arc <= 2 * place.road + 1; arc++) {
    if (graph.arcAllowed[arc] === 1) visit(graph.turns.arcHead[arc]!, graph.arcMs[arc]! - msAlong(graph, arc, place.fraction), arc);
  }
}

/** The vertices from which one enters the road of a place, and the milliseconds from them, the turn included. */
export function eachEntry(graph: RoadGraph, place: Snap, visit: (vertex: number, ms: number, arc: number) => void): void {
  const { first, vertex, turnMs } = graph.turns.starts;
  for (let arc = 2 * place.road; arc <= 2 * place.road + 1; arc++) {
    if (graph.arcAllowed[arc] === 0) continue;
    const along = msAlong(graph, arc, place.fraction);
    for (let i = first[arc]!; i < first[arc + 1]!; i++) visit(vertex[i]!, turnMs[i]! + along, arc);
  }
}
