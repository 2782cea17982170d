import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";

/** Metres of a way through points in this order, in straight lines. */
export function wayM(points: readonly LonLat[]): number {
  return points.reduce((sum, point, index) => (index === 0 ? 0 : sum + distanceM(points[index - 1]!, point)), 0);
}

/** Always on to the nearest one that is left. */
function nearestNext(start: LonLat, points: readonly LonLat[]): number[] {
  const left = new Set(points.keys());
  const order: number[] = [];
  let at = start;
  while (left.size > 0) {
    let best = -1;
    for (const index of left) if (best < 0 || distanceM(at, points[index]!) < distanceM(at, points[best]!)) best = index;
    order.push(best);
    left.delete(best);
    at = points[best]!;
  }
  return order;
}

/** What reversing the stretch from `a` to `b` gains, in metres; the way begins at `start` and ends where it ends. */
function gainOf(start: LonLat, stops: readonly LonLat[], a: number, b: number): number {
  const before = a === 0 ? start : stops[a - 1]!;
  const after = stops[b + 1];
  const now = distanceM(before, stops[a]!) + (after === undefined ? 0 : distanceM(stops[b]!, after));
  const then = distanceM(before, stops[b]!) + (after === undefined ? 0 : distanceM(stops[a]!, after));
  return now - then;
}

/** Gains below this are rounding: stopping there keeps the search from turning in a circle. */
const LEAST_GAIN_M = 1e-6;

/**
 * A short order in which to visit points from where a unit is, as indices of `points`; it need not come back.
 * Nearest neighbour, then 2-opt (Croes, Operations Research 6, 1958) until no reversal shortens it. Straight lines: a
 * proposal that a person looks at, for at most some sixty points, not a route.
 */
export function roundOrder(start: LonLat, points: readonly LonLat[]): readonly number[] {
  const order = nearestNext(start, points);
  for (let better = true; better; ) {
    better = false;
    for (let a = 0; a < order.length - 1; a++) {
      for (let b = a + 1; b < order.length; b++) {
        if (gainOf(start, order.map((index) => points[index]!), a, b) <= LEAST_GAIN_M) continue;
        order.splice(a, b - a + 1, ...order.slice(a, b + 1).reverse());
        better = true;
      }
    }
  }
  return order;
}
