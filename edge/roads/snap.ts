/** From a coordinate to the nearest place on a road. */
import type { LonLat } from "@tocsin/kernel/geo.ts";
import type { RoadGraph } from "./graph.ts";
import { SegmentGrid } from "./segment-grid.ts";

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

export const METRES_PER_DEGREE = 111_195.08;
const FIRST_RADIUS_M = 40;
const grids = new WeakMap<RoadGraph, SegmentGrid | null>();

/** The nearest place on a road, by straight distance; `null` if there is none within the maximum. */
export function snap(graph: RoadGraph, place: LonLat, options: SnapOptions = {}): Snap | null {
  const grid = segmentsOf(graph);
  if (!grid) return null;
  const max = options.maxDistanceM ?? 1000;
  const scaleX = METRES_PER_DEGREE * Math.cos((place[1] * Math.PI) / 180);
  for (let radius = Math.min(FIRST_RADIUS_M, max); ; ) {
    const dx = radius / scaleX;
    const dy = radius / METRES_PER_DEGREE;
    const found = grid.search(place[0] - dx, place[1] - dy, place[0] + dx, place[1] + dy);
    const best = nearestOf(graph, grid, found, place, scaleX, options.accept);
    // A box of this half width holds everything within the radius, so a hit within it is the nearest of all.
    if (best && best.distanceM <= radius) return best;
    if (radius >= max) return null;
    radius = Math.min(best === null ? radius * 4 : best.distanceM, max);
  }
}

function nearestOf(
  graph: RoadGraph,
  grid: SegmentGrid,
  segments: Int32Array,
  place: LonLat,
  scaleX: number,
  accept: SnapOptions["accept"],
): Snap | null {
  const { lon, lat, metres } = graph.lines;
  let bestSquare = Infinity;
  let bestSegment = -1;
  let bestPart = 0;
  for (const segment of segments) {
    const i = grid.point[segment]!;
    const ax = (lon[i]! - place[0]) * scaleX;
    const ay = (lat[i]! - place[1]) * METRES_PER_DEGREE;
    const dx = (lon[i + 1]! - lon[i]!) * scaleX;
    const dy = (lat[i + 1]! - lat[i]!) * METRES_PER_DEGREE;
    const square = dx * dx + dy * dy;
    const part = square === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / square));
    const distance = (ax + part * dx) ** 2 + (ay + part * dy) ** 2;
    // Ties (junctions, doubled lines) go to the road listed first, so that the answer does not depend on the index.
    if (distance > bestSquare || (distance === bestSquare && segment > bestSegment)) continue;
    if (accept && !accept(grid.road[segment]!)) continue;
    bestSquare = distance;
    bestSegment = segment;
    bestPart = part;
  }
  if (bestSegment < 0) return null;
  const road = grid.road[bestSegment]!;
  const i = grid.point[bestSegment]!;
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

/** The segments of a graph, put into cells once; null when it has none. */
export function segmentsOf(graph: RoadGraph): SegmentGrid | null {
  let grid = grids.get(graph);
  if (grid === undefined) grids.set(graph, (grid = graph.roads.length === 0 ? null : new SegmentGrid(graph.lines)));
  return grid;
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
