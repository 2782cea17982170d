import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";

const METRES_PER_DEGREE = 111_195;

/**
 * Places of which no two lie nearer than `spacingM` to each other; `first` are kept in any case, the rest in their order.
 * Answers the indices into `rest` that are kept. Time proportional to the number of places.
 */
export function thinSites(first: readonly LonLat[], rest: readonly LonLat[], spacingM: number): number[] {
  const stepLat = spacingM / METRES_PER_DEGREE;
  const stepLon = stepLat / Math.max(0.01, Math.cos(((rest[0] ?? first[0] ?? [0, 0])[1] * Math.PI) / 180));
  const squares = new Map<string, LonLat[]>();
  const at = (point: LonLat): readonly [number, number] => [Math.floor(point[0] / stepLon), Math.floor(point[1] / stepLat)];
  const put = (point: LonLat): void => {
    const key = at(point).join(" ");
    const list = squares.get(key);
    if (list) list.push(point);
    else squares.set(key, [point]);
  };
  const crowded = (point: LonLat): boolean => {
    const [x, y] = at(point);
    // Two squares to each side: a degree of longitude is shorter at the far end of a tall city.
    for (let dx = -2; dx <= 2; dx++) for (let dy = -2; dy <= 2; dy++) if (squares.get(`${x + dx} ${y + dy}`)?.some((other) => distanceM(point, other) < spacingM)) return true;
    return false;
  };
  for (const point of first) put(point);
  const kept: number[] = [];
  for (const [i, point] of rest.entries()) {
    if (crowded(point)) continue;
    put(point);
    kept.push(i);
  }
  return kept;
}
