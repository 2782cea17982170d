import type { DemandGrid } from "./demand-grid.ts";

/** Cells merged until none says more about persons than about a place. */
export interface DemandRegions {
  /** Region of every cell. */
  readonly regionOf: Int32Array;
  /** Cells of every region. */
  readonly cells: readonly (readonly number[])[];
}

/** Fewer calls than this in a region are never shown (DAT-06, X-12). */
export const SMALLEST_REGION = 5;

function neighboursOf({ columns, rows }: DemandGrid, cell: number): number[] {
  const [column, row] = [cell % columns, Math.floor(cell / columns)];
  return [
    ...(row > 0 ? [cell - columns] : []), ...(column > 0 ? [cell - 1] : []),
    ...(column + 1 < columns ? [cell + 1] : []), ...(row + 1 < rows ? [cell + columns] : []),
  ];
}

/**
 * Merges cells with fewer than five calls: the region with the fewest goes to its neighbour with the fewest, equal ones by the
 * lowest cell, until every region has enough or one is left. The same counts give the same regions.
 * @param counts calls of each cell over the whole history
 */
export function mergeCells(grid: DemandGrid, counts: ArrayLike<number>, smallest: number = SMALLEST_REGION): DemandRegions {
  const size = grid.columns * grid.rows;
  if (counts.length !== size) throw new RangeError(`mergeCells: counts must have ${size} cells, got ${counts.length}`);
  const regionOf = Int32Array.from({ length: size }, (_, cell) => cell);
  const members = new Map<number, number[]>(Array.from({ length: size }, (_, cell) => [cell, [cell]]));
  const calls = Float64Array.from(counts);
  const beside = new Map<number, Set<number>>(Array.from({ length: size }, (_, cell) => [cell, new Set(neighboursOf(grid, cell))]));
  /** Fewest calls first, then the lowest cell. */
  const before = (a: number, b: number): boolean => calls[a]! < calls[b]! || (calls[a] === calls[b] && a < b);
  const fewest = (regions: Iterable<number>): number => {
    let least = -1;
    for (const region of regions) if (least < 0 || before(region, least)) least = region;
    return least;
  };
  for (let small = fewest(members.keys()); members.size > 1 && calls[small]! < smallest; small = fewest(members.keys())) {
    const into = fewest(beside.get(small)!);
    for (const cell of members.get(small)!) regionOf[cell] = into;
    members.get(into)!.push(...members.get(small)!);
    calls[into]! += calls[small]!;
    for (const other of beside.get(small)!) {
      beside.get(other)!.delete(small);
      if (other === into) continue;
      beside.get(other)!.add(into);
      beside.get(into)!.add(other);
    }
    members.delete(small);
    beside.delete(small);
  }
  const order = [...members.keys()].sort((a, b) => a - b);
  const numberOf = new Map(order.map((region, index) => [region, index]));
  return { regionOf: regionOf.map((region) => numberOf.get(region)!), cells: order.map((region) => members.get(region)!.sort((a, b) => a - b)) };
}
