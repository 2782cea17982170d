import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Position } from "@tocsin/contract/views.ts";
import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import type { RoadGraph } from "@tocsin/roads/graph.ts";
import { snap, type Snap } from "@tocsin/roads/snap.ts";

/** Where a unit is taken to be. */
export interface UnitPlace {
  readonly point: LonLat;
  /** Time of the fix; null when the post stands in. */
  readonly at: number | null;
  /** ESTIMATED: there is no fix, so it is taken to stand by at its post (DSP-01). */
  readonly source: "GPS" | "ESTIMATED";
  /** The nearest place on a road; null when there is none, or no roads. */
  readonly snap: Snap | null;
}

/** A unit that has moved less than this is still at the same place of the road graph. */
const SAME_PLACE_M = 10;

/** Places of units on the road graph, found again only when a unit has moved. */
export interface UnitPlaces {
  placeOf(unit: Pick<Unit, "id" | "home">, position: Position | undefined): UnitPlace;
}

export function createUnitPlaces(graph: RoadGraph | null): UnitPlaces {
  const known = new Map<string, { readonly point: LonLat; readonly snap: Snap | null }>();
  const snapOf = (unitId: string, point: LonLat): Snap | null => {
    if (graph === null) return null;
    const before = known.get(unitId);
    if (before !== undefined && distanceM(before.point, point) <= SAME_PLACE_M) return before.snap;
    const found = snap(graph, point);
    known.set(unitId, { point, snap: found });
    return found;
  };
  return {
    placeOf(unit, position) {
      const point: LonLat = position === undefined ? [unit.home.lon, unit.home.lat] : [position.lon, position.lat];
      return { point, at: position?.at ?? null, source: position === undefined ? "ESTIMATED" : "GPS", snap: snapOf(unit.id, point) };
    },
  };
}
