import type { LonLat } from "./geo.ts";

/** What is wrong with a polygon's ring: open, fewer than three corners, or crossing itself. */
export type RingFault = "RING_OPEN" | "RING_TOO_SHORT" | "RING_SELF_INTERSECTING";

export function ringFault(ring: readonly LonLat[]): RingFault | null {
  const first = ring[0];
  const last = ring.at(-1);
  if (first === undefined || last === undefined || ring.length < 2) return "RING_TOO_SHORT";
  if (first[0] !== last[0] || first[1] !== last[1]) return "RING_OPEN";
  if (ring.length < 4 || new Set(ring.map(([lon, lat]) => `${lon} ${lat}`)).size < 3) return "RING_TOO_SHORT";
  return crossesItself(ring) ? "RING_SELF_INTERSECTING" : null;
}

/** Sweeps edges by their western ends, so that only edges side by side in longitude are compared. */
function crossesItself(ring: readonly LonLat[]): boolean {
  const edges = ring.slice(1).map((to, index) => {
    const from = ring[index]!;
    return { index, from, to, west: Math.min(from[0], to[0]), east: Math.max(from[0], to[0]) };
  });
  const sorted = [...edges].sort((a, b) => a.west - b.west || a.index - b.index);
  for (const [at, edge] of sorted.entries()) {
    for (let next = at + 1; next < sorted.length && sorted[next]!.west <= edge.east; next++) {
      const other = sorted[next]!;
      const gap = Math.abs(edge.index - other.index);
      if (gap === 1 || gap === edges.length - 1 ? foldsBack(edge, other) : cross(edge.from, edge.to, other.from, other.to)) return true;
    }
  }
  return false;
}

/** Whether the edges of two closed rings cross or overlap anywhere. Rings that only touch in a point, or of which one lies in the other, do not meet. */
export function ringsMeet(a: readonly LonLat[], b: readonly LonLat[]): boolean {
  const [west, east] = [Math.min(...b.map(([lon]) => lon)), Math.max(...b.map(([lon]) => lon))];
  const [south, north] = [Math.min(...b.map(([, lat]) => lat)), Math.max(...b.map(([, lat]) => lat))];
  for (let i = 1; i < a.length; i++) {
    const [from, to] = [a[i - 1]!, a[i]!];
    if (Math.max(from[0], to[0]) < west || Math.min(from[0], to[0]) > east || Math.max(from[1], to[1]) < south || Math.min(from[1], to[1]) > north) continue;
    for (let j = 1; j < b.length; j++) if (cross(from, to, b[j - 1]!, b[j]!)) return true;
  }
  return false;
}

interface Edge {
  readonly from: LonLat;
  readonly to: LonLat;
}

/** Twice the area of a triangle, signed; positive when c lies left of a → b. */
const turn = (a: LonLat, b: LonLat, c: LonLat): number => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

const same = (a: LonLat, b: LonLat): boolean => a[0] === b[0] && a[1] === b[1];

/** Two neighbouring edges share a corner; they are at fault when the second runs back over the first. */
function foldsBack(a: Edge, b: Edge): boolean {
  const [before, corner, after] = same(a.to, b.from) ? [a.from, a.to, b.to] : [b.from, b.to, a.to];
  return turn(before, corner, after) === 0 && (corner[0] - before[0]) * (after[0] - corner[0]) + (corner[1] - before[1]) * (after[1] - corner[1]) < 0;
}

/** Whether two edges cross or overlap. Edges that only touch in one point do not cross. */
function cross(a: LonLat, b: LonLat, c: LonLat, d: LonLat): boolean {
  const [abc, abd, cda, cdb] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (abc * abd < 0 && cda * cdb < 0) return true;
  if (abc !== 0 || abd !== 0) return false;
  const axis = a[0] === b[0] ? 1 : 0;
  return Math.min(Math.max(a[axis], b[axis]), Math.max(c[axis], d[axis])) > Math.max(Math.min(a[axis], b[axis]), Math.min(c[axis], d[axis]));
}
