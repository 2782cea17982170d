/** For tests and benchmarks only: drives along real routes, as a receiver with errors would report them. */
import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import { randomStream } from "@tocsin/kernel/random.ts";
import type { RoadGraph } from "./graph.ts";
import type { Fix } from "./match.ts";
import { follow, type Track } from "./match.ts";
import { placeAt, route } from "./route.ts";
import { snap } from "./snap.ts";
import { randomSnap } from "./test-graphs.ts";

export interface DriveOptions {
  /** Standard error of the receiver, metres. It wanders, as real ones do: each error keeps 0.8 of the one before. */
  readonly errorM: number;
  readonly everyMs: number;
  readonly heading: boolean;
}

export interface Driven {
  readonly fix: Fix;
  /** The roads of the way driven. */
  readonly roads: ReadonlySet<number>;
  readonly point: LonLat;
}

const METRES_PER_DEGREE = 111_195;
const KEPT = 0.8;

/** One drive along the fastest way between two random places; empty when there is none. */
export function simulatedDrive(graph: RoadGraph, seed: number, { errorM, everyMs, heading }: DriveOptions): Driven[] {
  const dice = randomStream(seed, "drive");
  const way = route(graph, randomSnap(graph, dice), randomSnap(graph, dice));
  if (way === null) return [];
  const roads = new Set(way.roadIds.map((id) => graph.roadIndex(id)));
  const drawn = errorM * Math.sqrt(1 - KEPT ** 2);
  let [east, north] = [dice.normal(0, errorM), dice.normal(0, errorM)];
  const driven: Driven[] = [];
  for (let ms = 0; ms < Math.min(way.ms, 600_000); ms += everyMs) {
    const { point, bearingDeg } = placeAt(way, ms);
    [east, north] = [KEPT * east + dice.normal(0, drawn), KEPT * north + dice.normal(0, drawn)];
    const fix = {
      lon: point[0] + east / (METRES_PER_DEGREE * Math.cos((point[1] * Math.PI) / 180)), lat: point[1] + north / METRES_PER_DEGREE, at: ms, accuracyM: errorM,
      ...(heading ? { heading: (bearingDeg + dice.normal(0, 10) + 720) % 360, speedKmh: 40 } : {}),
    };
    driven.push({ fix, roads, point });
  }
  return driven;
}

export interface Hits {
  readonly fixes: number;
  /** Shares of the fixes put on a road of the way driven. */
  readonly matched: number;
  readonly nearest: number;
  /** Mean metres between where it was put and where it was. */
  readonly matchedM: number;
  readonly nearestM: number;
}

/** How often following and snapping find the road driven, over drives of the given seeds. */
export function hitsOf(graph: RoadGraph, seeds: readonly number[], options: DriveOptions): Hits {
  let [fixes, matched, nearest, matchedM, nearestM] = [0, 0, 0, 0, 0];
  for (const seed of seeds) {
    let track: Track | null = null;
    for (const { fix, roads, point } of simulatedDrive(graph, seed, options)) {
      track = follow(graph, track, fix);
      const near = snap(graph, [fix.lon, fix.lat]);
      fixes += 1;
      if (track.snap !== null && roads.has(track.snap.road)) matched += 1;
      if (near !== null && roads.has(near.road)) nearest += 1;
      matchedM += track.snap === null ? 0 : distanceM(track.snap.point, point);
      nearestM += near === null ? 0 : distanceM(near.point, point);
    }
  }
  return { fixes, matched: matched / fixes, nearest: nearest / fixes, matchedM: matchedM / fixes, nearestM: nearestM / fixes };
}
