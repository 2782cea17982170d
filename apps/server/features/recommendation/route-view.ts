import type { Static } from "typebox";
import type { RouteView } from "@tocsin/contract/views.ts";
import { straightTravelMs } from "@tocsin/engine/recommend/arrival.ts";
import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import type { RoadGraph } from "@tocsin/roads/graph.ts";
import { route } from "@tocsin/roads/route.ts";
import { snap } from "@tocsin/roads/snap.ts";
import { offRoad, STRAIGHT } from "./ranking-policy.ts";

type View = Static<typeof RouteView>;

const pair = ([lon, lat]: LonLat): [number, number] => [lon, lat];

/** The straight line with the time that a ranking would take for it; without legs, since it follows no road. */
function straightView(from: LonLat, to: LonLat, kind: string): View {
  const metres = distanceM(from, to);
  return { ms: straightTravelMs(metres, kind, { straight: STRAIGHT }), metres, line: [pair(from), pair(to)], legs: [] };
}

/** The way by road as a map draws it, or the straight line where there is no way by road or the unit goes on foot. */
export function routeBetween(graph: RoadGraph | null, from: LonLat, to: LonLat, kind: string): View {
  if (graph === null || offRoad(kind)) return straightView(from, to, kind);
  const start = snap(graph, from);
  const end = snap(graph, to);
  const way = start === null || end === null ? null : route(graph, start, end);
  if (way === null) return straightView(from, to, kind);
  return { ms: way.ms, metres: way.metres, line: way.line.map(pair), legs: way.legs.map(({ roadName, metres, ms }) => ({ road: roadName, metres, ms })) };
}
