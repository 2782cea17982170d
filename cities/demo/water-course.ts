import { leftOf, minus, plus, spline, times, unit, type Vec } from "./plane.ts";

/** A river as a middle line with a half width (and half an island) at every sample. */
export interface WaterCourse {
  readonly name: string;
  readonly line: readonly Vec[];
  /** Metres from the middle to the water's edge. */
  readonly halfWidth: readonly number[];
  /** Metres from the middle to the island's shore; 0 where there is none. */
  readonly island: readonly number[];
  /** Left normal at each sample. */
  readonly normal: readonly Vec[];
}

export function waterCourse(name: string, points: readonly Vec[], step: number, halfWidth: (fraction: number) => number, island: (fraction: number) => number = () => 0): WaterCourse {
  const line = spline(points, step);
  const last = line.length - 1;
  const normal = line.map((_, i) => leftOf(unit(minus(line[Math.min(last, i + 1)]!, line[Math.max(0, i - 1)]!))));
  const islands = line.map((_, i) => island(i / last));
  return { name, line, normal, island: islands, halfWidth: line.map((_, i) => halfWidth(i / last) + islands[i]!) };
}

/** The line that runs beside the course at `offset(i)` metres to the left (negative: right). */
export const beside = (course: WaterCourse, offset: (i: number) => number, from = 0, to = course.line.length - 1): Vec[] =>
  course.line.slice(from, to + 1).map((point, k) => plus(point, times(course.normal[from + k]!, offset(from + k))));

/** First and last sample that has an island, or null. */
export function islandSpan(course: WaterCourse): readonly [number, number] | null {
  const from = course.island.findIndex((width) => width > 0);
  return from === -1 ? null : [from, course.island.findLastIndex((width) => width > 0)];
}

/** Samples between two looks of the first, coarse search. */
const COARSE = 8;

/** Nearest sample of the course and its distance. A course winds gently, so a coarse search finds the neighbourhood. */
export function nearestSample(course: WaterCourse, point: Vec): readonly [number, number] {
  const square = (i: number): number => (course.line[i]![0] - point[0]) ** 2 + (course.line[i]![1] - point[1]) ** 2;
  const search = (from: number, to: number, step: number): number => {
    let best = from;
    for (let i = from; i <= to; i += step) if (square(i) < square(best)) best = i;
    return best;
  };
  const last = course.line.length - 1;
  const near = search(0, last, COARSE);
  const best = search(Math.max(0, near - COARSE), Math.min(last, near + COARSE), 1);
  return [best, Math.sqrt(square(best))];
}

export function inWater(course: WaterCourse, point: Vec): boolean {
  const [i, d] = nearestSample(course, point);
  return d < course.halfWidth[i]! && d > course.island[i]!;
}

/** The water as a polygon: outer ring and, where there is an island, its shore as a hole. */
export function waterRings(course: WaterCourse): Vec[][] {
  const ring = [...beside(course, (i) => -course.halfWidth[i]!), ...beside(course, (i) => course.halfWidth[i]!).reverse()];
  const span = islandSpan(course);
  return span === null ? [ring] : [ring, islandRing(course, 0)];
}

/** The island's shore drawn in by `inset` metres. */
export function islandRing(course: WaterCourse, inset: number): Vec[] {
  const [from, to] = islandSpan(course) ?? [0, 0];
  const wide: number[] = [];
  for (let i = from; i <= to; i++) if (course.island[i]! > inset + 30) wide.push(i);
  const [first, last] = [wide[0] ?? from, wide.at(-1) ?? to];
  const right = beside(course, (i) => -(course.island[i]! - inset), first, last);
  const left = beside(course, (i) => course.island[i]! - inset, first, last);
  return [...right, ...left.reverse()];
}
