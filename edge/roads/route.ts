/** The way from one place to another, for drawing and for driving along it. */
import { bearingDeg, between, type LonLat } from "@tocsin/kernel/geo.ts";
import type { RoadGraph } from "./graph.ts";
import { eachEntry, eachExit } from "./road-ends.ts";
import { searchOf, UNREACHED } from "./search.ts";
import { directArc, msAlong, msDirect, type Snap } from "./snap.ts";

/** A run of road under one name. */
export interface RouteLeg {
  readonly roadName: string;
  readonly metres: number;
  readonly ms: number;
}

export interface Route {
  /** Equal to what `travelTimesTo` says; turns are in it, with the road that is turned into. */
  readonly ms: number;
  readonly metres: number;
  /** At least two points, also where start and finish are one. */
  readonly line: readonly LonLat[];
  /** Milliseconds from the start at every point of the line; the last equals `ms`. */
  readonly atMs: readonly number[];
  readonly legs: readonly RouteLeg[];
  /** Ids of the roads in the order driven. */
  readonly roadIds: readonly string[];
}

/** A stretch of one arc, by metres' fraction along the arc. */
export interface RoutePart {
  readonly arc: number;
  readonly from: number;
  readonly to: number;
  /** Milliseconds of the turn into it. */
  readonly turnMs: number;
}

/** The fastest way, or `null` if there is none. */
export function route(graph: RoadGraph, from: Snap, to: Snap): Route | null {
  const way = fastestWay(graph, from, to);
  return way && drive(graph, way.parts, way.ms);
}

/** The fastest way as the stretches it takes, in the order driven; `null` if there is none. */
export function fastestWay(graph: RoadGraph, from: Snap, to: Snap): { readonly parts: readonly RoutePart[]; readonly ms: number } | null {
  const search = searchOf(graph);
  search.begin(1);
  const direct = msDirect(graph, from, to);
  if (direct >= 0) search.bound(0, direct);
  eachEntry(graph, to, (vertex, ms) => search.addGoal(0, vertex, ms));
  eachExit(graph, from, (vertex, ms, arc) => search.seed(vertex, ms, arc));
  search.run(UNREACHED, true);
  const ms = search.best[0]!;
  if (ms === UNREACHED) return null;
  if (ms === direct) {
    const arc = directArc(graph, from, to);
    return { parts: [{ arc, from: onArc(arc, from), to: onArc(arc, to), turnMs: 0 }], ms };
  }
  let last: RoutePart | null = null;
  let vertex = -1;
  eachEntry(graph, to, (entry, entryMs, arc) => {
    if (last || search.labelOf(entry) + entryMs !== ms) return;
    last = { arc, from: 0, to: onArc(arc, to), turnMs: entryMs - msAlong(graph, arc, to.fraction) };
    vertex = entry;
  });
  if (!last) throw new Error("the search found a way whose end is not on the target's road");
  const parts: RoutePart[] = [last];
  for (let before = search.byVertex[vertex]!; before >= 0; vertex = before, before = search.byVertex[vertex]!) {
    const arc = search.byArc[vertex]!;
    parts.push({ arc, from: 0, to: 1, turnMs: search.labelOf(vertex) - search.labelOf(before) - graph.arcMs[arc]! });
  }
  const arc = search.byArc[vertex]!;
  parts.push({ arc, from: onArc(arc, from), to: 1, turnMs: 0 });
  return { parts: parts.reverse(), ms };
}

const onArc = (arc: number, place: Snap): number => (arc % 2 === 0 ? place.fraction : 1 - place.fraction);

function drive(graph: RoadGraph, parts: readonly RoutePart[], ms: number): Route {
  const line: LonLat[] = [];
  const atMs: number[] = [];
  const legs: { roadName: string; metres: number; ms: number }[] = [];
  const roadIds: string[] = [];
  let spent = 0;
  let metres = 0;
  for (const part of parts) {
    const road = part.arc >> 1;
    spent += part.turnMs;
    walk(graph, part, spent, line, atMs);
    const alongMs = msOnArc(graph, part.arc, part.to) - msOnArc(graph, part.arc, part.from);
    const partMs = part.turnMs + alongMs;
    const partMetres = graph.metresOf(road) * (part.to - part.from);
    spent += alongMs;
    metres += partMetres;
    if (part.from === part.to && parts.length > 1) continue;
    const { id, name } = graph.roads[road]!;
    roadIds.push(id);
    const leg = legs.at(-1);
    if (leg?.roadName === name) {
      leg.metres += partMetres;
      leg.ms += partMs;
    } else legs.push({ roadName: name, metres: partMetres, ms: partMs });
  }
  atMs[0] = 0;
  if (line.length === 1) {
    line.push(line[0]!);
    atMs.push(ms);
  }
  return { ms, metres, line, atMs, legs, roadIds };
}

const msOnArc = (graph: RoadGraph, arc: number, along: number): number => Math.round(graph.arcMs[arc]! * along);

/** Adds the points of a stretch, without repeating the point that ended the one before. */
function walk(graph: RoadGraph, part: RoutePart, spentMs: number, line: LonLat[], atMs: number[]): void {
  const road = part.arc >> 1;
  const onward = part.arc % 2 === 0;
  const { first, lon, lat, metres } = graph.lines;
  const low = first[road]!;
  const high = first[road + 1]! - 1;
  const length = graph.metresOf(road);
  const start = msOnArc(graph, part.arc, part.from);
  const add = (point: LonLat, along: number): void => {
    const last = line.at(-1);
    const ms = spentMs + msOnArc(graph, part.arc, along) - start;
    if (last && last[0] === point[0] && last[1] === point[1]) {
      atMs[atMs.length - 1] = ms;
      return;
    }
    line.push(point);
    atMs.push(ms);
  };
  add(pointOn(graph, road, onward ? part.from : 1 - part.from), part.from);
  for (let step = 0; step <= high - low; step++) {
    const i = onward ? low + step : high - step;
    const at = length === 0 ? 0 : metres[i]! / length;
    const along = onward ? at : 1 - at;
    if (along > part.from && along < part.to) add([lon[i]!, lat[i]!], along);
  }
  add(pointOn(graph, road, onward ? part.to : 1 - part.to), part.to);
}

/** The point at a fraction (by metres) of a road's line, 0 at its `from`. */
export function pointOn(graph: RoadGraph, road: number, fraction: number): LonLat {
  const { first, lon, lat, metres } = graph.lines;
  const target = fraction * graph.metresOf(road);
  let i = first[road]! + 1;
  while (i < first[road + 1]! - 1 && metres[i]! < target) i++;
  const span = metres[i]! - metres[i - 1]!;
  const part = span === 0 ? 0 : Math.min(1, Math.max(0, (target - metres[i - 1]!) / span));
  if (part === 1) return [lon[i]!, lat[i]!];
  return between([lon[i - 1]!, lat[i - 1]!], [lon[i]!, lat[i]!], part);
}

/** Where one is on a route after `ms` (held at its ends), and the bearing driven in degrees from north. */
export function placeAt(route: Route, ms: number): { readonly point: LonLat; readonly bearingDeg: number } {
  const { line, atMs } = route;
  let low = 1;
  let high = line.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (atMs[middle]! < ms) low = middle + 1;
    else high = middle;
  }
  const a = line[low - 1]!;
  const b = line[low]!;
  const span = atMs[low]! - atMs[low - 1]!;
  const part = span <= 0 ? (ms >= atMs[low]! ? 1 : 0) : Math.min(1, Math.max(0, (ms - atMs[low - 1]!) / span));
  return { point: between(a, b, part), bearingDeg: bearingDeg(a, b) };
}

