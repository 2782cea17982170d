import { straightTravelMs } from "@tocsin/engine/recommend/arrival.ts";
import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import type { RoadGraph } from "@tocsin/roads/graph.ts";
import { snap } from "@tocsin/roads/snap.ts";
import { travelTimesTo } from "@tocsin/roads/travel.ts";
import { offRoad, STRAIGHT } from "./ranking-policy.ts";
import type { UnitPlace } from "./unit-places.ts";

export interface Reach {
  /** Null when not known by road: the ranking then takes straight lines for all, or calls the unit unreachable. */
  readonly travelMs: number | null;
  readonly straightM: number;
}

export interface Arrivals {
  readonly reach: readonly Reach[];
  /** What the times were taken from: roads, turn costs, the hour's speeds and closures; empty when straight lines are all there is. */
  readonly graphVersion: string;
}

/** Travel of all units to one place: one search backwards over the roads, whatever the number of units. */
export function arrivalsAt(graph: RoadGraph | null, target: LonLat, units: readonly { readonly kind: string; readonly place: UnitPlace }[], onFailure: (error: unknown) => void): Arrivals {
  const straight = units.map(({ place }) => distanceM(place.point, target));
  const times = graph === null ? null : roadTimes(graph, target, units, onFailure);
  if (graph === null || times === null || times.every((ms) => ms < 0)) return { reach: straight.map((straightM) => ({ travelMs: null, straightM })), graphVersion: "" };
  return {
    graphVersion: graph.stateVersion,
    reach: units.map(({ kind }, index) => {
      const straightM = straight[index]!;
      if (offRoad(kind)) return { travelMs: straightTravelMs(straightM, kind, { straight: STRAIGHT }), straightM };
      return { travelMs: times[index]! < 0 ? null : graph.startMs + times[index]!, straightM };
    }),
  };
}

function roadTimes(graph: RoadGraph, target: LonLat, units: readonly { readonly place: UnitPlace }[], onFailure: (error: unknown) => void): Int32Array | null {
  try {
    const goal = snap(graph, target);
    return goal === null ? null : travelTimesTo(graph, goal, units.map(({ place }) => place.snap));
  } catch (error) {
    onFailure(error);
    return null;
  }
}
