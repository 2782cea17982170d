import { inRing } from "@tocsin/kernel/geo.ts";
import type { RandomStream } from "@tocsin/kernel/random.ts";
import { BLOCK_AREA, settingAt, type Setting } from "./density.ts";
import { areaOf, centroidOf, cross, distance, leftOf, meet, middle, minus, plus, times, unit, type Vec } from "./plane.ts";
import type { PlanarMap } from "./planar-map.ts";
import { RIVER_LINE, type RoadClass, type Skeleton, type Street } from "./skeleton.ts";
import { inWater } from "./water-course.ts";

/** What covers a face of the map. */
export type Cover = Setting | "WATER" | "LAKE" | "HILL" | "PARK" | "VERGE" | "OUTSIDE";

/** Cuts every space between the main streets into blocks, large ones first, until each is as small as its surroundings ask. */
export function cutBlocks(map: PlanarMap, skeleton: Skeleton, random: RandomStream): { readonly streets: Street[]; readonly covers: Cover[] } {
  const streets = [...skeleton.streets];
  const covers: Cover[] = [];
  const waiting = map.edgeOfFace.map((_, face) => face);
  for (let face = waiting.pop(); face !== undefined; face = waiting.pop()) {
    const cover = face === map.outside ? "OUTSIDE" : coverOf(map, skeleton, face);
    covers[face] = cover;
    if (!(cover in BLOCK_AREA)) continue;
    const area = areaOf(map.ring(face));
    if (area < BLOCK_AREA[cover as Setting] * (0.85 + 0.3 * random.next())) continue;
    const fresh = cutFace(map, streets, face, cover as Setting, area, random);
    if (fresh !== null) waiting.push(face, fresh);
  }
  return { streets, covers };
}

function coverOf(map: PlanarMap, skeleton: Skeleton, face: number): Cover {
  const ring = map.ring(face);
  const centre = insideOf(ring);
  if (map.loop(face).some((half) => skeleton.streets[map.street[half >> 1]!]?.name === RIVER_LINE)) return "WATER";
  if (inWater(skeleton.river, centre) || inWater(skeleton.tributary, centre)) return "WATER";
  const open = skeleton.openSpaces.find((space) => inRing(centre, space.ring));
  if (open) return open.kind;
  // What lies between two carriageways or between a road and the water is no building land.
  const length = ring.reduce((sum, point, i) => sum + distance(point, ring[(i + 1) % ring.length]!), 0);
  if (length ** 2 / areaOf(ring) > 60 && (2 * areaOf(ring)) / length < 90) return "VERGE";
  return settingAt(skeleton, centre);
}

/** A point inside a ring: the centre of gravity, or else a point left of its longest edge. */
export function insideOf(ring: readonly Vec[]): Vec {
  const centre = centroidOf(ring);
  if (inRing(centre, ring)) return centre;
  const edges = ring.map((from, i) => ({ from, to: ring[(i + 1) % ring.length]! })).sort((a, b) => distance(b.from, b.to) - distance(a.from, a.to));
  for (const depth of [40, 15, 4, 1]) {
    for (const { from, to } of edges) {
      const point = plus(middle(from, to), times(leftOf(unit(minus(to, from))), depth));
      if (inRing(point, ring)) return point;
    }
  }
  return centre;
}

/** Direction and extent of the narrowest rectangle around a ring. */
function longAxis(ring: readonly Vec[]): { readonly along: Vec; readonly from: number; readonly to: number; readonly width: number } {
  let best = { along: [1, 0] as Vec, from: 0, to: 0, width: Infinity, area: Infinity };
  const step = Math.max(1, Math.floor(ring.length / 40));
  for (let i = 0; i < ring.length; i += step) {
    const along = unit(minus(ring[(i + 1) % ring.length]!, ring[i]!));
    let [low, high, left, right] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const point of ring) {
      const s = point[0] * along[0] + point[1] * along[1];
      const t = -point[0] * along[1] + point[1] * along[0];
      [low, high, left, right] = [Math.min(low, s), Math.max(high, s), Math.min(left, t), Math.max(right, t)];
    }
    const area = (high - low) * (right - left);
    if (area >= best.area) continue;
    best = high - low >= right - left ? { along, from: low, to: high, width: right - left, area } : { along: leftOf(along), from: left, to: right, width: high - low, area };
  }
  return best;
}

interface Hit {
  readonly half: number;
  readonly at: Vec;
  /** Position along the cutting line. */
  readonly s: number;
}

const ROTATION: Readonly<Record<Setting, number>> = { OLD_TOWN: 0.11, CENTRE: 0.035, URBAN: 0.03, TOWN: 0.06, RURAL: 0.16 };

function cutFace(map: PlanarMap, streets: Street[], face: number, setting: Setting, area: number, random: RandomStream): number | null {
  const loop = map.loop(face);
  const ring = loop.map((half) => map.point(half));
  const axis = longAxis(ring);
  for (const spread of [0.1, 0.2, 0.32]) {
    const s = axis.from + (axis.to - axis.from) * (0.5 + (random.next() - 0.5) * 2 * spread);
    const turn = random.normal(0, ROTATION[setting]);
    const across = leftOf(axis.along);
    const direction: Vec = [across[0] * Math.cos(turn) - across[1] * Math.sin(turn), across[0] * Math.sin(turn) + across[1] * Math.cos(turn)];
    const middlePoint = centroidOf(ring);
    const shift = s - (middlePoint[0] * axis.along[0] + middlePoint[1] * axis.along[1]);
    const chord = longestChord(map, loop, plus(middlePoint, times(axis.along, shift)), direction);
    if (chord === null) continue;
    const cut = place(map, loop, chord);
    if (cut === null) continue;
    const street = streetOf(map, streets, cut, setting, area);
    const along = map.splitFace(cut.from, cut.to, street);
    if (setting === "RURAL" || setting === "OLD_TOWN") bend(map, along, ring, random, setting === "RURAL" ? 0.07 : 0.035);
    return map.face[along]!;
  }
  return null;
}

/** The longest part of a line that lies inside the face. */
function longestChord(map: PlanarMap, loop: readonly number[], through: Vec, direction: Vec): readonly [Hit, Hit] | null {
  const [a, b] = [minus(through, times(direction, 30_000)), plus(through, times(direction, 30_000))];
  const hits: Hit[] = [];
  for (const half of loop) {
    const [p, q] = [map.point(half), map.end(half)];
    // Half-open: a line through a corner counts one of the two edges there.
    if (cross(a, b, p) > 0 === cross(a, b, q) > 0) continue;
    const hit = meet(a, b, p, q);
    if (hit !== null) hits.push({ half, at: middle(p, q, hit[1]), s: hit[0] });
  }
  hits.sort((x, y) => x.s - y.s);
  let best: readonly [Hit, Hit] | null = null;
  for (let i = 0; i + 1 < hits.length; i += 2) {
    const [from, to] = [hits[i]!, hits[i + 1]!];
    if (best === null || to.s - from.s > best[1].s - best[0].s) best = [from, to];
  }
  return best;
}

interface Cut {
  /** Half-edges of the face whose origins are the ends of the cut. */
  readonly from: number;
  readonly to: number;
}

/** Puts the chord's ends on corners that are near, so that streets meet in crossings; else into the edges. */
function place(map: PlanarMap, loop: readonly number[], chord: readonly [Hit, Hit]): Cut | null {
  const length = distance(chord[0].at, chord[1].at);
  const near = [snap(map, loop, chord[0], length), snap(map, loop, chord[1], length)] as const;
  for (const [from, to] of [near, [near[0], null], [null, near[1]], [null, null]] as const) {
    if (from === to && (from !== null || chord[0].half === chord[1].half)) continue;
    const a = from === null ? chord[0].at : map.point(from);
    const b = to === null ? chord[1].at : map.point(to);
    if (!isClear(map, loop, a, b, [from ?? chord[0].half, to ?? chord[1].half], [from, to])) continue;
    return { from: from ?? cornerIn(map, chord[0]), to: to ?? cornerIn(map, chord[1]) };
  }
  return null;
}

function cornerIn(map: PlanarMap, hit: Hit): number {
  map.splitEdge(hit.half, hit.at);
  return map.next[hit.half]!;
}

/** A corner of the face near a hit: one where a street arrives from the other side is worth a longer reach. */
function snap(map: PlanarMap, loop: readonly number[], hit: Hit, length: number): number | null {
  const reach = Math.min(75, 0.3 * length);
  let best: number | null = null;
  let least = Infinity;
  for (const half of loop) {
    const d = distance(map.point(half), hit.at);
    if (d > reach) continue;
    // At a corner with two edges only, the twin of the one leads into the twin of the other.
    const joined = map.next[half ^ 1] !== (map.prev[half]! ^ 1);
    const cost = joined ? d * 0.5 : d > 30 ? Infinity : d;
    if (cost < least) [best, least] = [half, cost];
  }
  return best;
}

/** Whether the straight line between two points of the boundary stays inside the face and clear of its edges. */
function isClear(map: PlanarMap, loop: readonly number[], a: Vec, b: Vec, skip: readonly number[], corners: readonly (number | null)[]): boolean {
  if (distance(a, b) < 35) return false;
  const touching = new Set<number>(skip);
  for (const corner of corners) if (corner !== null) touching.add(map.prev[corner]!);
  const ring = loop.map((half) => map.point(half));
  if (![0.06, 0.3, 0.5, 0.7, 0.94].every((t) => inRing(middle(a, b, t), ring))) return false;
  for (const half of loop) {
    if (touching.has(half)) continue;
    if (meet(a, b, map.point(half), map.end(half)) !== null) return false;
  }
  return !corners.some((corner) => corner !== null && isNarrow(map, corner, corner === corners[0] ? b : a));
}

/** Whether a line from a corner runs almost along one of the corner's edges. */
function isNarrow(map: PlanarMap, corner: number, to: Vec): boolean {
  const at = map.point(corner);
  const along = unit(minus(to, at));
  return [map.end(corner), map.point(map.prev[corner]!)].some((other) => {
    const edge = unit(minus(other, at));
    return along[0] * edge[0] + along[1] * edge[1] > 0.88;
  });
}

function classOf(area: number, setting: Setting): RoadClass {
  if (setting === "RURAL") return area > 8e6 ? "secondary" : area > 3e6 ? "tertiary" : "residential";
  return area > 2.2e6 ? "secondary" : area > 0.55e6 ? "tertiary" : "residential";
}

/** The street that a cut continues, when one comes straight towards either of its ends; else a new one. */
function streetOf(map: PlanarMap, streets: Street[], cut: Cut, setting: Setting, area: number): number {
  const ends: readonly (readonly [number, number])[] = [[cut.from, cut.to], [cut.to, cut.from]];
  for (const [near, far] of ends) {
    const ahead = unit(minus(map.point(far), map.point(near)));
    for (let out = map.prev[near]! ^ 1; out !== near; out = map.prev[out]! ^ 1) {
      const back = unit(minus(map.point(near), map.end(out)));
      const street = map.street[out >> 1]!;
      const roadClass = streets[street]!.class;
      const minor = roadClass === "secondary" || roadClass === "tertiary" || roadClass === "residential";
      if (minor && streets[street]!.name === "" && ahead[0] * back[0] + ahead[1] * back[1] > 0.955) return street;
    }
  }
  return streets.push({ class: classOf(area, setting), name: "", split: false }) - 1;
}

/** Gives a straight street one gentle bend, if it stays clear of the block's edges. */
function bend(map: PlanarMap, along: number, ring: readonly Vec[], random: RandomStream, size: number): void {
  const [a, b] = [map.point(along), map.end(along)];
  const length = distance(a, b);
  if (length < 120) return;
  const point = plus(middle(a, b, 0.4 + 0.2 * random.next()), times(leftOf(unit(minus(b, a))), length * random.normal(0, size)));
  const clear = [[a, point], [point, b]].every(([p, q]) => [0.1, 0.35, 0.65, 0.9].every((t) => inRing(middle(p!, q!, t), ring)) && ring.every((c, i) => crossesOnlyEnds(p!, q!, c, ring[(i + 1) % ring.length]!, a, b)));
  if (clear) map.splitEdge(along, point);
}

function crossesOnlyEnds(p: Vec, q: Vec, c: Vec, d: Vec, a: Vec, b: Vec): boolean {
  const hit = meet(p, q, c, d);
  if (hit === null) return true;
  const at = middle(p, q, hit[0]);
  return distance(at, a) < 1 || distance(at, b) < 1;
}
