/**
 * Demand from past incidents, in cells of which none tells of fewer than k incidents.
 * Cells part the city: what is published never overlaps, so that nothing small can be had by subtraction.
 */
import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import { SMALLEST_CELL } from "../suppression/small-cells.ts";

export interface DemandCell {
  /** Middle of the incidents in the cell, to five decimals (about a metre). */
  readonly point: LonLat;
  /** At least k. */
  readonly count: number;
  /** Edge of the square in metres: the finest, or one in which calls had to be gathered from further apart. */
  readonly edgeM: number;
  /** West, south, east, north, degrees. */
  readonly bounds: readonly [number, number, number, number];
}

export interface DemandCells {
  readonly cells: readonly DemandCell[];
  /** Incidents too far from others to be told of; 0, or at least k. */
  readonly suppressed: number;
}

export interface CellOptions {
  /** Edge of the finest cell in metres. */
  readonly sizeM: number;
  /** The least count that may be told, at least 1. */
  readonly k: number;
  /** How often a cell may double its edge in order to gather k incidents. */
  readonly doublings: number;
}

export const ordinaryCells: CellOptions = { sizeM: 200, k: SMALLEST_CELL, doublings: 3 };

const METRES_PER_DEGREE = 111_195;

/**
 * Squares of `sizeM`; incidents of a square with fewer than k are gathered in a square of twice the edge, and so on.
 * What is still alone is suppressed, or, when even all of that is fewer than k, counted at the nearest cell.
 */
export function demandCells(points: readonly LonLat[], { sizeM, k, doublings }: CellOptions = ordinaryCells): DemandCells {
  const middle = points.reduce((sum, point) => sum + point[1], 0) / Math.max(1, points.length);
  const scaleX = METRES_PER_DEGREE * Math.cos((middle * Math.PI) / 180);
  const cells: (DemandCell & { count: number })[] = [];
  let left = points;
  for (let level = 0, edge = sizeM; level <= doublings && left.length > 0; level++, edge *= 2) {
    const squares = new Map<string, { readonly x: number; readonly y: number; readonly points: LonLat[] }>();
    for (const point of left) {
      const [x, y] = [Math.floor((point[0] * scaleX) / edge), Math.floor((point[1] * METRES_PER_DEGREE) / edge)];
      const square = squares.get(`${x} ${y}`) ?? { x, y, points: [] };
      squares.set(`${x} ${y}`, square);
      square.points.push(point);
    }
    const alone: LonLat[] = [];
    for (const { x, y, points: list } of squares.values()) {
      const bounds = [(x * edge) / scaleX, (y * edge) / METRES_PER_DEGREE, ((x + 1) * edge) / scaleX, ((y + 1) * edge) / METRES_PER_DEGREE] as const;
      if (list.length >= k) cells.push({ point: middleOf(list), count: list.length, edgeM: edge, bounds });
      else alone.push(...list);
    }
    left = alone;
  }
  if (left.length >= k || cells.length === 0) return { cells, suppressed: left.length < k ? 0 : left.length };
  for (const point of left) nearest(cells, point).count += 1;
  return { cells, suppressed: 0 };
}

function middleOf(points: readonly LonLat[]): LonLat {
  const mean = (axis: 0 | 1): number => Number((points.reduce((sum, point) => sum + point[axis], 0) / points.length).toFixed(5));
  return [mean(0), mean(1)];
}

function nearest<C extends { readonly point: LonLat }>(cells: readonly C[], point: LonLat): C {
  return cells.reduce((best, cell) => (distanceM(cell.point, point) < distanceM(best.point, point) ? cell : best));
}
