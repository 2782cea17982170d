import { type Flat, nearestOf, squareOf } from "./plane.ts";

const ROUNDS = 25;

/** Places far from each other: the one nearest the middle, then always the one farthest from those taken. */
function farthestFirst(points: readonly Flat[], count: number): Flat[] {
  const middle = mean(points);
  const seeds = [points[nearestOf(middle, points)]!];
  const square = points.map((point) => squareOf(point, seeds[0]!));
  while (seeds.length < count) {
    const at = square.reduce((best, value, i) => (value > square[best]! ? i : best), 0);
    if (square[at] === 0) break;
    const seed = points[at]!;
    seeds.push(seed);
    for (const [i, point] of points.entries()) square[i] = Math.min(square[i]!, squareOf(point, seed));
  }
  return seeds;
}

function mean(points: readonly Flat[]): Flat {
  const sum = points.reduce<[number, number]>((acc, [x, y]) => [acc[0] + x, acc[1] + y], [0, 0]);
  return [sum[0] / points.length, sum[1] / points.length];
}

/**
 * Up to `count` of the points, spread so that the others lie near one of them (k-means from far-apart seeds, each centre
 * moved to its nearest point). Fewer when there are fewer distinct points. The same points give the same answer.
 */
export function spreadOver(points: readonly Flat[], count: number): Flat[] {
  if (points.length === 0 || count <= 0) return [];
  let centres = farthestFirst(points, count);
  for (let round = 0; round < ROUNDS; round++) {
    const groups: Flat[][] = centres.map(() => []);
    for (const point of points) groups[nearestOf(point, centres)]!.push(point);
    const moved = groups.map((group, i) => (group.length === 0 ? centres[i]! : mean(group)));
    const still = moved.every((centre, i) => squareOf(centre, centres[i]!) < 1);
    centres = moved;
    if (still) break;
  }
  const taken = new Map<number, Flat>();
  for (const centre of centres) {
    const at = nearestOf(centre, points);
    taken.set(at, points[at]!);
  }
  return [...taken.values()];
}
