/**
 * The segments of all roads in the cells of a grid that they pass, for questions about a small box. A segment stands only in
 * cells that it truly passes, so long ones do not fill the grid.
 */
import type { RoadLines } from "./graph.ts";

/** About a hundred metres; wider where that would make many more cells than segments. */
const CELL_DEGREES = 0.0009;
const CELLS_PER_SEGMENT = 4;

export class SegmentGrid {
  /** Road and first point of every segment, in the order of the roads. */
  readonly road: Int32Array;
  readonly point: Int32Array;
  readonly #west: number;
  readonly #south: number;
  readonly #width: number;
  readonly #height: number;
  readonly #columns: number;
  readonly #rows: number;
  /** The segments of cell `c`: `at[c]` to `at[c + 1] - 1` of `segments`. */
  readonly #at: Int32Array;
  readonly #segments: Int32Array;
  #found = new Int32Array(256);

  constructor(lines: RoadLines) {
    const { first, lon, lat } = lines;
    const count = lon.length - (first.length - 1);
    this.road = new Int32Array(count);
    this.point = new Int32Array(count);
    let segment = 0;
    for (let road = 0; road + 1 < first.length; road++) {
      for (let i = first[road]!; i < first[road + 1]! - 1; i++) {
        this.road[segment] = road;
        this.point[segment++] = i;
      }
    }
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < lon.length; i++) [west, south, east, north] = [Math.min(west, lon[i]!), Math.min(south, lat[i]!), Math.max(east, lon[i]!), Math.max(north, lat[i]!)];
    const widest = Math.sqrt(((east - west) * (north - south)) / (CELLS_PER_SEGMENT * count));
    [this.#west, this.#south] = [west, south];
    this.#height = Math.max(CELL_DEGREES, widest);
    this.#width = Math.max(CELL_DEGREES / Math.cos((south * Math.PI) / 180), widest);
    this.#columns = Math.floor((east - west) / this.#width) + 1;
    this.#rows = Math.floor((north - south) / this.#height) + 1;
    this.#at = new Int32Array(this.#columns * this.#rows + 1);
    this.#eachCell(lines, (cell) => (this.#at[cell + 1]! += 1));
    for (let cell = 0; cell + 1 < this.#at.length; cell++) this.#at[cell + 1]! += this.#at[cell]!;
    const next = this.#at.slice(0, -1);
    this.#segments = new Int32Array(this.#at.at(-1)!);
    this.#eachCell(lines, (cell, passing) => (this.#segments[next[cell]!++] = passing));
  }

  /** Segments among which are all that touch the box, some more than once; valid until the next search. */
  search(west: number, south: number, east: number, north: number): Int32Array {
    const [x0, x1] = [this.#column(west), this.#column(east)];
    let count = 0;
    for (let y = this.#row(south), y1 = this.#row(north); y <= y1; y++) {
      const from = this.#at[y * this.#columns + x0]!;
      const to = this.#at[y * this.#columns + x1 + 1]!;
      while (count + to - from > this.#found.length) this.#found = enlarged(this.#found);
      for (let i = from; i < to; i++) this.#found[count++] = this.#segments[i]!;
    }
    return this.#found.subarray(0, count);
  }

  #column(lon: number): number {
    return Math.max(0, Math.min(this.#columns - 1, Math.floor((lon - this.#west) / this.#width)));
  }

  #row(lat: number): number {
    return Math.max(0, Math.min(this.#rows - 1, Math.floor((lat - this.#south) / this.#height)));
  }

  #eachCell({ lon, lat }: RoadLines, visit: (cell: number, segment: number) => void): void {
    for (let segment = 0; segment < this.point.length; segment++) {
      const i = this.point[segment]!;
      const [low, high] = lat[i]! <= lat[i + 1]! ? [i, i + 1] : [i + 1, i];
      const [y0, y1] = [this.#row(lat[low]!), this.#row(lat[high]!)];
      const slope = lat[high]! > lat[low]! ? (lon[high]! - lon[low]!) / (lat[high]! - lat[low]!) : 0;
      for (let y = y0; y <= y1; y++) {
        // Where it enters the row and leaves it; a sliver more, so that rounding loses no cell.
        const enters = y === y0 ? lon[low]! : lon[low]! + slope * (this.#south + y * this.#height - lat[low]!);
        const leaves = y === y1 ? lon[high]! : lon[low]! + slope * (this.#south + (y + 1) * this.#height - lat[low]!);
        const [x0, x1] = [this.#column(Math.min(enters, leaves) - 1e-9), this.#column(Math.max(enters, leaves) + 1e-9)];
        for (let x = x0; x <= x1; x++) visit(y * this.#columns + x, segment);
      }
    }
  }
}

function enlarged(old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * old.length);
  larger.set(old);
  return larger;
}
