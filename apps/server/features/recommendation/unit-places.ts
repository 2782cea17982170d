import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Position } from "@tocsin/contract/views.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import type { RoadGraph } from "@tocsin/roads/graph.ts";
import { follow, type Track } from "@tocsin/roads/match.ts";
import { snap, type Snap } from "@tocsin/roads/snap.ts";

/** Where a unit is taken to be. */
export interface UnitPlace {
  readonly point: LonLat;
  /** Time of the fix; null when the post stands in. */
  readonly at: number | null;
  /** ESTIMATED: there is no fix, so it is taken to stand by at its post (DSP-01). */
  readonly source: "GPS" | "ESTIMATED";
  /** The place on the road that it drives on; null when there is none near, or no roads. */
  readonly snap: Snap | null;
}

/** Places of units on the road graph, kept as they move, so that the travel times of all units to one incident are one search. */
export interface UnitPlaces {
  /** Units have moved; they are followed a little later, the newest fix of each, some at a time. */
  moved(positions: readonly Position[]): void;
  placeOf(unit: Pick<Unit, "id" | "home" | "standby">, position: Position | undefined): UnitPlace;
}

/** Units followed in one go, a millisecond or two: what waits for the process waits no longer. */
const SLICE = 32;

/** `later` runs a piece of work when what is at hand is done; one that never runs it only makes questions slower. */
export function createUnitPlaces(graph: RoadGraph | null, later: (work: () => void) => void): UnitPlaces {
  const tracks = new Map<string, { readonly position: Position; readonly track: Track }>();
  const waiting = new Map<string, Position>();
  const homes = new Map<string, { readonly home: LonLat; readonly snap: Snap | null }>();

  function followed(roads: RoadGraph, position: Position): Track {
    const { unitId } = position;
    waiting.delete(unitId);
    const known = tracks.get(unitId);
    if (known?.position === position) return known.track;
    const track = follow(roads, known?.track ?? null, position);
    tracks.set(unitId, { position, track });
    return track;
  }

  function work(): void {
    let left = SLICE;
    for (const position of waiting.values()) {
      if (left-- === 0) return later(work);
      followed(graph!, position);
    }
  }

  function homeSnap(unitId: string, home: LonLat): Snap | null {
    const known = homes.get(unitId);
    if (graph === null || (known !== undefined && known.home[0] === home[0] && known.home[1] === home[1])) return known?.snap ?? null;
    const found = snap(graph, home);
    homes.set(unitId, { home, snap: found });
    return found;
  }

  return {
    moved(positions) {
      if (graph === null || positions.length === 0) return;
      if (waiting.size === 0) later(work);
      for (const position of positions) waiting.set(position.unitId, position);
    },
    placeOf({ id, home: base, standby }, position) {
      const home = standby?.point ?? base;
      if (position === undefined) return { point: [home.lon, home.lat], at: null, source: "ESTIMATED", snap: homeSnap(id, [home.lon, home.lat]) };
      return { point: [position.lon, position.lat], at: position.at, source: "GPS", snap: graph === null ? null : followed(graph, position).snap };
    },
  };
}
