/** The roads around a coordinate, each with its place nearest to it. */
import type { LonLat } from "@tocsin/kernel/geo.ts";
import type { RoadGraph } from "./graph.ts";
import { METRES_PER_DEGREE, segmentsOf } from "./snap.ts";

/** The place of a road that is nearest to a coordinate. */
export interface NearRoad {
  /** Index of the road in the graph. */
  readonly road: number;
  /** 0 at the road's `from`, 1 at its `to`, by metres. */
  readonly fraction: number;
  readonly point: LonLat;
  /** Metres from the coordinate asked for. */
  readonly distanceM: number;
  /** Direction of the road there, from `from` to `to`: degrees from north, clockwise, 0 to 360. */
  readonly bearingDeg: number;
}

/** Roads within `radiusM`, the nearest first, `most` of them at the most. Of equally near ones the one listed first in the graph leads. */
export function nearRoads(graph: RoadGraph, place: LonLat, radiusM: number, most: number): NearRoad[] {
  const grid = segmentsOf(graph);
  if (grid === null) return [];
  const scaleX = METRES_PER_DEGREE * Math.cos((place[1] * Math.PI) / 180);
  const [boxX, boxY] = [radiusM / scaleX, radiusM / METRES_PER_DEGREE];
  const { lon, lat, metres } = graph.lines;
  const nearest = new Map<number, NearRoad>();
  for (const segment of grid.search(place[0] - boxX, place[1] - boxY, place[0] + boxX, place[1] + boxY)) {
    const road = grid.road[segment]!;
    const i = grid.point[segment]!;
    const ax = (lon[i]! - place[0]) * scaleX;
    const ay = (lat[i]! - place[1]) * METRES_PER_DEGREE;
    const dx = (lon[i + 1]! - lon[i]!) * scaleX;
    const dy = (lat[i + 1]! - lat[i]!) * METRES_PER_DEGREE;
    const square = dx * dx + dy * dy;
    const part = square === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / square));
    const distanceM = Math.sqrt((ax + part * dx) ** 2 + (ay + part * dy) ** 2);
    if (distanceM > radiusM || distanceM >= (nearest.get(road)?.distanceM ?? Infinity)) continue;
    const length = graph.metresOf(road);
    const at = metres[i]! + part * (metres[i + 1]! - metres[i]!);
    nearest.set(road, {
      road, distanceM, fraction: length === 0 ? 0 : Math.min(1, at / length),
      point: [lon[i]! + part * (lon[i + 1]! - lon[i]!), lat[i]! + part * (lat[i + 1]! - lat[i]!)],
      bearingDeg: ((Math.atan2(dx, dy) * 180) / Math.PI + 360) % 360,
    });
  }
  return [...nearest.values()].sort((a, b) => a.distanceM - b.distanceM || a.road - b.road).slice(0, most);
}
