import type { Flat } from "./plane.ts";

/** Corners of a convex polygon, anticlockwise, not closed. */
export type Convex = readonly Flat[];

/** The part of a polygon that is nearer to `own` than to `other`. */
function nearerPart(polygon: Convex, own: Flat, other: Flat): Convex {
  const [nx, ny] = [other[0] - own[0], other[1] - own[1]];
  const limit = (other[0] ** 2 + other[1] ** 2 - own[0] ** 2 - own[1] ** 2) / 2;
  const beyond = (point: Flat): number => point[0] * nx + point[1] * ny - limit;
  const kept: Flat[] = [];
  for (const [i, from] of polygon.entries()) {
    const to = polygon[(i + 1) % polygon.length]!;
    const [a, b] = [beyond(from), beyond(to)];
    if (a <= 0) kept.push(from);
    if (a < 0 !== b < 0 && a !== b && a !== 0 && b !== 0) {
      const part = a / (a - b);
      kept.push([from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part]);
    }
  }
  return kept;
}

/** The Voronoi cells of the seeds inside a convex polygon: they fill it and do not overlap. Seeds must differ. */
export function cellsWithin(polygon: Convex, seeds: readonly Flat[]): Convex[] {
  return seeds.map((own, i) => seeds.reduce<Convex>((cell, other, j) => (i === j ? cell : nearerPart(cell, own, other)), polygon));
}

/** Twice the area, for telling a cell from a sliver. */
export function isCell(polygon: Convex): boolean {
  let doubled = 0;
  for (const [i, a] of polygon.entries()) {
    const b = polygon[(i + 1) % polygon.length]!;
    doubled += a[0] * b[1] - b[0] * a[1];
  }
  return polygon.length >= 3 && doubled > 200;
}
