import type { DemandGrid } from "./demand-grid.ts";
import { SMALLEST_CELL } from "../suppression/small-cells.ts";

/** Cells merged until none says more about persons than about a place. */
export interface DemandRegions {
  /** Region of every cell. */
  readonly regionOf: Int32Array;
  /** Cells of every region. */
  readonly cells: readonly (readonly number[])[];
}

function neighboursOf({ columns, rows }: DemandGrid, cell: number): number[] {
  const [column, row] = [cell % columns, Math.floor(cell / columns)];
  return [
    ...(row > 0 ? [cell - columns] : []), ...(column > 0 ? [cell - 1] : []),
    ...(column + 1 < columns ? [cell + 1] : []), ...(row + 1 < rows ? [cell + columns] : []),
  ];
}

/** Regions in a total order, least first; one whose calls have grown is put in again, and its older entry counts no more. */
class FewestFirst {
  readonly #entries: { readonly calls: number; readonly region: number }[] = [];

  static before(a: { readonly calls: number; readonly region: number }, b: { readonly calls: number; readonly region: number }): boolean {
    return a.calls < b.calls || (a.calls === b.calls && a.region < b.region);
  }

  push(calls: number, region: number): void {
    const [entries, entry] = [this.#entries, { calls, region }];
    let hole = entries.push(entry) - 1;
    for (let parent = (hole - 1) >> 1; hole > 0 && FewestFirst.before(entry, entries[parent]!); parent = (hole - 1) >> 1) {
      entries[hole] = entries[parent]!;
      hole = parent;
    }
    entries[hole] = entry;
  }

  pop(): { readonly calls: number; readonly region: number } | undefined {
    const entries = this.#entries;
    const [least, last] = [entries[0], entries.pop()];
    if (last === undefined || entries.length === 0) return least;
    let hole = 0;
    for (let child = 1; child < entries.length; child = 2 * hole + 1) {
      if (child + 1 < entries.length && FewestFirst.before(entries[child + 1]!, entries[child]!)) child += 1;
      if (!FewestFirst.before(entries[child]!, last)) break;
      entries[hole] = entries[child]!;
      hole = child;
    }
    entries[hole] = last;
    return least;
  }
}

/** Sets of cells that grow together (union by number of cells, paths halved: Tarjan 1975), each with its neighbours and members. */
class GrowingRegions {
  readonly #parent: Int32Array;
  readonly #seen: Int32Array;
  #looks = 0;
  readonly members: number[][];
  readonly #beside: number[][];

  constructor(grid: DemandGrid) {
    const size = grid.columns * grid.rows;
    this.#parent = Int32Array.from({ length: size }, (_, cell) => cell);
    this.#seen = new Int32Array(size);
    this.members = Array.from({ length: size }, (_, cell) => [cell]);
    this.#beside = this.members.map(([cell]) => neighboursOf(grid, cell!));
  }

  rootOf(cell: number): number {
    const parent = this.#parent;
    let root = cell;
    while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!;
    return root;
  }

  /** Roots of the regions beside one, each once; what has been merged meanwhile is put in order. */
  neighbours(root: number): readonly number[] {
    this.#looks += 1;
    this.#seen[root] = this.#looks;
    const roots: number[] = [];
    for (const cell of this.#beside[root]!) {
      const other = this.rootOf(cell);
      if (this.#seen[other] === this.#looks) continue;
      this.#seen[other] = this.#looks;
      roots.push(other);
    }
    return (this.#beside[root] = roots);
  }

  /** The larger set takes in the smaller. Answers the root of both. */
  join(a: number, b: number): number {
    const [into, from] = this.members[a]!.length >= this.members[b]!.length ? [a, b] : [b, a];
    this.#parent[from] = into;
    for (const cell of this.members[from]!) this.members[into]!.push(cell);
    for (const cell of this.#beside[from]!) this.#beside[into]!.push(cell);
    return into;
  }
}

/**
 * Merges cells with fewer than five calls: the region with the fewest goes to its neighbour with the fewest, equal ones by the
 * lowest cell, until every region has enough or one is left. The same counts give the same regions. Some milliseconds for
 * 3,000 cells, so that it may run where commands do.
 * @param counts calls of each cell over the whole history
 */
export function mergeCells(grid: DemandGrid, counts: ArrayLike<number>, smallest: number = SMALLEST_CELL): DemandRegions {
  const size = grid.columns * grid.rows;
  if (counts.length !== size) throw new RangeError(`mergeCells: counts must have ${size} cells, got ${counts.length}`);
  const regions = new GrowingRegions(grid);
  /** By number of a region: its calls; a region that was taken in has none (NaN). */
  const calls = Float64Array.from(counts);
  /** By root, the number of its region: that of the cell into which the others went. */
  const numberOf = Int32Array.from({ length: size }, (_, cell) => cell);
  const before = (a: number, b: number): boolean => calls[a]! < calls[b]! || (calls[a] === calls[b] && a < b);
  const tooSmall = new FewestFirst();
  for (let cell = 0; cell < size; cell++) if (calls[cell]! < smallest) tooSmall.push(calls[cell]!, cell);
  for (let least = tooSmall.pop(); least !== undefined; least = tooSmall.pop()) {
    const { region } = least;
    if (calls[region] !== least.calls) continue;
    const root = regions.rootOf(region);
    const beside = regions.neighbours(root);
    if (beside.length === 0) break;
    const other = beside.reduce((best, next) => (before(numberOf[next]!, numberOf[best]!) ? next : best));
    const into = numberOf[other]!;
    numberOf[regions.join(root, other)] = into;
    const grown = calls[into]! + least.calls;
    calls[region] = NaN;
    // A region that gained no call is in the heap as it is.
    if (grown !== calls[into] && grown < smallest) tooSmall.push(grown, into);
    calls[into] = grown;
  }
  const cells = Array.from(calls.keys()).filter((region) => !Number.isNaN(calls[region])).map((region) => regions.members[regions.rootOf(region)]!.sort((a, b) => a - b));
  const regionOf = new Int32Array(size);
  for (const [index, own] of cells.entries()) for (const cell of own) regionOf[cell] = index;
  return { regionOf, cells };
}
