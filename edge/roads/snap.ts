/** From a coordinate to the nearest place on a road. */
import Flatbush from "flatbush";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import type { RoadGraph } from "./graph.ts";

/** A place on a road of one graph; not valid in another graph. */
export interface Snap {
  /** Index of the road in the graph. */
  readonly road: number;
  readonly roadId: string;
  /** 0 at the road's `from`, 1 at its `to`, by metres. */
  readonly fraction: number;
  /** The place on the road. */
  readonly point: LonLat;
  /** Metres from the coordinate asked for. */
  readonly distanceM: number;
}

export interface SnapOptions {
  /** Nothing farther than this is found; 1,000 m unless given. */
  readonly maxDistanceM?: number;
  /** Roads (by index) that count; all unless given. */
  readonly accept?: (road: number) => boolean;
}

/** All segments of a graph's roads, found by box. */
export interface SegmentIndex {
  readonly boxes: Flatbush;
  /** Road and first point of every segment. */
  readonly road: Int32Array;
  readonly point: Int32Array;
}

export const METRES_PER_DEGREE = 111_195.08;
const FIRST_RADIUS_M = 40;
const indices = new WeakMap<RoadGraph, SegmentIndex | null>();

/** The nearest place on a road, by straight distance; `null` if there is none within the maximum. */
export function snap(graph: RoadGraph, place: LonLat, options: SnapOptions = {}): Snap | null {
  const index = segmentsOf(graph);
  if (!index) return null;
  const max = options.maxDistanceM ?? 1000;
  const scaleX = METRES_PER_DEGREE * Math.cos((place[1] * Math.PI) / 180);
  for (let radius = Math.min(FIRST_RADIUS_M, max); ; radius = Math.min(radius * 4, max)) {
    const dx = radius / scaleX;
    const dy = radius / METRES_PER_DEGREE;
    const found = index.boxes.search(place[0] - dx, place[1] - dy, place[0] + dx, place[1] + dy);
    const best = nearestOf(graph, index, found, place, scaleX, options.accept);
    // A box of this half width holds everything within the radius, so a hit within it is the nearest of all.
    if (best && best.distanceM <= radius) return best;
    if (radius >= max) return null;
  }
}

function nearestOf(
  graph: RoadGraph,
  index: SegmentIndex,
  segments: readonly number[],
  place: LonLat,
  scaleX: number,
  accept: SnapOptions["accept"],
): Snap | null {
  const { lon, lat, metres } = graph.lines;
  let bestSquare = Infinity;
  let bestSegment = -1;
  let bestPart = 0;
  for (const segment of segments) {
    const road = index.road[segment]!;
    if (accept && !accept(road)) continue;
    const i = index.point[segment]!;
    const ax = (lon[i]! - place[0]) * scaleX;
    const ay = (lat[i]! - place[1]) * METRES_PER_DEGREE;
    const dx = (lon[i + 1]! - lon[i]!) * scaleX;
    const dy = (lat[i + 1]! - lat[i]!) * METRES_PER_DEGREE;
    const square = dx * dx + dy * dy;
    const part = square === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / square));
    const distance = (ax + part * dx) ** 2 + (ay + part * dy) ** 2;
    // Ties (junctions, doubled lines) go to the road listed first, so that the answer does not depend on the index.
    if (distance > bestSquare || (distance === bestSquare && segment > bestSegment)) continue;
    bestSquare = distance;
    bestSegment = segment;
    bestPart = part;
  }
  if (bestSegment < 0) return null;
  const road = index.road[bestSegment]!;
  const i = index.point[bestSegment]!;
  const length = graph.metresOf(road);
  const at = metres[i]! + bestPart * (metres[i + 1]! - metres[i]!);
  return {
    road,
    roadId: graph.roads[road]!.id,
    fraction: length === 0 ? 0 : Math.min(1, at / length),
    point: [lon[i]! + bestPart * (lon[i + 1]! - lon[i]!), lat[i]! + bestPart * (lat[i + 1]! - lat[i]!)],
    distanceM: Math.sqrt(bestSquare),
  };
}

/** The segments of a graph, indexed once; null when it has none. */
export function segmentsOf(graph: RoadGraph): SegmentIndex | null {
  let index = indices.get(graph);
  if (index === undefined) indices.set(graph, (index = buildIndex(graph)));
  return index;
}

function buildIndex(graph: RoadGraph): SegmentIndex | null {
  const { first, lon, lat } = graph.lines;
  const count = lon.length - graph.roads.length;
  if (count <= 0) return null;
  const boxes = new Flatbush(count);
  const index: SegmentIndex = { boxes, road: new Int32Array(count), point: new Int32Array(count) };
  let segment = 0;
  for (let road = 0; road < graph.roads.length; road++) {
    for (let i = first[road]!; i < first[road + 1]! - 1; i++) {
      index.road[segment] = road;
      index.point[segment++] = i;
      const x0 = Math.min(lon[i]!, lon[i + 1]!);
      const y0 = Math.min(lat[i]!, lat[i + 1]!);
      boxes.add(x0, y0, Math.max(lon[i]!, lon[i + 1]!), Math.max(lat[i]!, lat[i + 1]!));
    }
  }
  boxes.finish();
  return index;
}

/** Milliseconds from an arc's start to a place on its road (one-ways not considered). */
export function msAlong(graph: RoadGraph, arc: number, fraction: number): number {
  return Math.round(graph.arcMs[arc]! * (arc % 2 === 0 ? fraction : 1 - fraction));
}

/** Milliseconds between two places on one road without leaving it; -1 if not on one road or against its one-way. */
export function msDirect(graph: RoadGraph, from: Snap, to: Snap): number {
  const arc = directArc(graph, from, to);
  return arc < 0 ? -1 : msAlong(graph, arc, to.fraction) - msAlong(graph, arc, from.fraction);
}

/** The arc on which one gets from one place to the other without leaving the road; -1 if there is none. */
export function directArc(graph: RoadGraph, from: Snap, to: Snap): number {
  if (from.road !== to.road) return -1;
  const arc = 2 * from.road + (to.fraction >= from.fraction ? 0 : 1);
  if (graph.arcAllowed[arc] === 1) return arc;
  return to.fraction === from.fraction ? 2 * from.road + 1 : -1;
}
