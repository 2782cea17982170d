/** What the fastest way between two places consists of: what speeds are calibrated on. */
import type { DriveParts } from "@tocsin/engine/travel/recorded-drive.ts";
import { ROAD_CLASSES } from "@tocsin/contract/roads/road-class.ts";
import type { RoadGraph } from "./graph.ts";
import { fastestWay } from "./route.ts";
import type { Snap } from "./snap.ts";
import { turnKind } from "./turn-costs.ts";
import { headingFrom } from "./turn-vertices.ts";

/**
 * Answers the seconds by class and the turns by kind of the fastest way, by the graph's speeds of this moment; `null` where there
 * is no way. `ownSpeed` says what share of their own speed the roads of a class go at now, so that the seconds are those at their own.
 */
export function drivePartsOf(graph: RoadGraph, ownSpeed: Readonly<Record<string, number>>): (from: Snap, to: Snap) => DriveParts | null {
  const roadsAt = roadCounts(graph);
  return (from, to) => {
    const way = fastestWay(graph, from, to);
    if (way === null) return null;
    const classS = ROAD_CLASSES.map(() => 0);
    const turns = { left: 0, right: 0, uTurn: 0, junction: 0 };
    let before = -1;
    for (const { arc, from: begin, to: end } of way.parts) {
      const { class: roadClass } = graph.roads[arc >> 1]!;
      classS[ROAD_CLASSES.indexOf(roadClass)]! += (graph.arcMs[arc]! * (end - begin) * ownSpeed[roadClass]!) / 1_000;
      if (before >= 0) countTurn(graph, roadsAt, before, arc, turns);
      before = arc;
    }
    return { classS, turns };
  };
}

function countTurn(graph: RoadGraph, roadsAt: Int32Array, before: number, arc: number, turns: { left: number; right: number; uTurn: number; junction: number }): void {
  const back = arc === (before ^ 1);
  const large = roadsAt[graph.arcTail[arc]!]! >= 3;
  if (large) turns.junction += 1;
  if (!back && !large) return;
  const kind = back ? "BACK" : turnKind(headingFrom(graph.roads, before ^ 1) + 180, headingFrom(graph.roads, arc));
  if (kind === "LEFT") turns.left += 1;
  else if (kind === "RIGHT") turns.right += 1;
  else if (kind === "BACK") turns.uTurn += 1;
}

/** How many roads meet at each junction; a loop counts once. */
function roadCounts(graph: RoadGraph): Int32Array {
  const counts = new Int32Array(graph.junctions.length);
  for (let road = 0; road < graph.roads.length; road++) for (const junction of new Set([graph.arcTail[2 * road]!, graph.arcTail[2 * road + 1]!])) counts[junction]! += 1;
  return counts;
}
