import type { LonLat } from "@tocsin/kernel/geo.ts";

/** The drawing plane of the demo city: metres east and north of its centre. */
export type Vec = readonly [number, number];

/** Where the fictional city lies: a bend of an invented river in the plains of central China. */
export const CENTRE: LonLat = [112.42, 30.86];

const METRES_PER_DEGREE = 111_195;
const LON_SCALE = METRES_PER_DEGREE * Math.cos((CENTRE[1] * Math.PI) / 180);
const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** WGS-84 degrees of a point of the plane, to the decimetre. */
export const toLonLat = ([x, y]: Vec): LonLat => [rounded(CENTRE[0] + x / LON_SCALE), rounded(CENTRE[1] + y / METRES_PER_DEGREE)];

export const plus = (a: Vec, b: Vec): Vec => [a[0] + b[0], a[1] + b[1]];
export const minus = (a: Vec, b: Vec): Vec => [a[0] - b[0], a[1] - b[1]];
export const times = (a: Vec, k: number): Vec => [a[0] * k, a[1] * k];
export const lengthOf = (a: Vec): number => Math.hypot(a[0], a[1]);
export const distance = (a: Vec, b: Vec): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
export const middle = (a: Vec, b: Vec, fraction = 0.5): Vec => [a[0] + (b[0] - a[0]) * fraction, a[1] + (b[1] - a[1]) * fraction];
/** The unit vector of a; east when a has no length. */
export function unit(a: Vec): Vec {
  const length = lengthOf(a);
  return length === 0 ? [1, 0] : [a[0] / length, a[1] / length];
}
/** A quarter turn to the left. */
export const leftOf = (a: Vec): Vec => [-a[1], a[0]];
/** Positive when c lies left of a → b. */
export const cross = (a: Vec, b: Vec, c: Vec): number => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

/** Area of a ring, positive when it runs counter-clockwise. */
export function areaOf(ring: readonly Vec[]): number {
  let twice = 0;
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i]!;
    const b = ring[(i + 1) % ring.length]!;
    twice += a[0] * b[1] - b[0] * a[1];
  }
  return twice / 2;
}

/** Centre of gravity of a ring. */
export function centroidOf(ring: readonly Vec[]): Vec {
  let [x, y, twice] = [0, 0, 0];
  const origin = ring[0]!;
  for (let i = 0; i < ring.length; i++) {
    const a = minus(ring[i]!, origin);
    const b = minus(ring[(i + 1) % ring.length]!, origin);
    const w = a[0] * b[1] - b[0] * a[1];
    twice += w;
    x += (a[0] + b[0]) * w;
    y += (a[1] + b[1]) * w;
  }
  return twice === 0 ? origin : plus(origin, [x / (3 * twice), y / (3 * twice)]);
}

/** Where the segments a–b and c–d meet: their fractions, or null when they do not. */
export function meet(a: Vec, b: Vec, c: Vec, d: Vec): readonly [number, number] | null {
  const r = minus(b, a);
  const s = minus(d, c);
  const denominator = r[0] * s[1] - r[1] * s[0];
  if (Math.abs(denominator) < 1e-9) return null;
  const q = minus(c, a);
  const t = (q[0] * s[1] - q[1] * s[0]) / denominator;
  const u = (q[0] * r[1] - q[1] * r[0]) / denominator;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? [t, u] : null;
}

/** A smooth line through the points (Catmull-Rom), one point about every `step` metres. */
export function spline(points: readonly Vec[], step: number, closed = false): Vec[] {
  const count = points.length;
  const at = (i: number): Vec => (closed ? points[(i + count) % count]! : points[Math.max(0, Math.min(count - 1, i))]!);
  const line: Vec[] = [];
  const spans = closed ? count : count - 1;
  for (let i = 0; i < spans; i++) {
    const [p0, p1, p2, p3] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const pieces = Math.max(1, Math.round(distance(p1, p2) / step));
    for (let k = 0; k < pieces; k++) {
      const t = k / pieces;
      const part = (axis: 0 | 1): number =>
        0.5 * (2 * p1[axis] + (p2[axis] - p0[axis]) * t + (2 * p0[axis] - 5 * p1[axis] + 4 * p2[axis] - p3[axis]) * t * t + (3 * p1[axis] - p0[axis] - 3 * p2[axis] + p3[axis]) * t ** 3);
      line.push([part(0), part(1)]);
    }
  }
  line.push(closed ? line[0]! : points[count - 1]!);
  return line;
}
