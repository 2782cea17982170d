import type { Layout } from "./layout.ts";

/** Travel times from sites to cells, in any unit. */
export interface TimeTable {
  readonly cells: number;
  /** One list of `cells` times for each site; a cell that it does not reach has `unserved`. */
  readonly rows: readonly (Int32Array | Float64Array)[];
  /** Counts for a cell that no post reaches; larger than every time. */
  readonly unserved: number;
}

/**
 * Minus the weighted sum of times to the nearest post, with the nearest and the second nearest kept for every cell
 * (Whitaker 1983; Resende & Werneck, A fast swap-based local search procedure for location problems, 2007).
 * It also answers what a further or a closed post changes, cell by cell, without looking at the other posts again.
 */
export class NearestLayout implements Layout {
  readonly sites: number;
  /** The nearest and the second nearest open post of every cell; -1 for none. */
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** Their times; `unserved` for none. */
  readonly best: Float64Array;
  readonly next: Float64Array;
  readonly #table: TimeTable;
  readonly #weights: ArrayLike<number>;
  readonly #open: number[] = [];
  readonly #losses: Float64Array;
  #stale = true;

  constructor(table: TimeTable, weights: ArrayLike<number>) {
    this.#table = table;
    this.#weights = weights;
    this.sites = table.rows.length;
    this.first = new Int32Array(table.cells).fill(-1);
    this.second = new Int32Array(table.cells).fill(-1);
    this.best = new Float64Array(table.cells).fill(table.unserved);
    this.next = new Float64Array(table.cells).fill(table.unserved);
    this.#losses = new Float64Array(table.rows.length);
  }

  get value(): number {
    let sum = 0;
    for (let cell = 0; cell < this.best.length; cell++) sum += this.#weights[cell]! * this.best[cell]!;
    return -sum;
  }

  gain(site: number): number {
    const { cells, rows } = this.#table;
    const row = rows[site]!;
    let gain = 0;
    for (let cell = 0; cell < cells; cell++) {
      const saved = this.best[cell]! - row[cell]!;
      if (saved > 0) gain += this.#weights[cell]! * saved;
    }
    return gain;
  }

  loss(site: number): number {
    if (this.#stale) {
      this.#losses.fill(0);
      for (let cell = 0; cell < this.best.length; cell++) {
        const post = this.first[cell]!;
        if (post >= 0) this.#losses[post]! += this.#weights[cell]! * (this.next[cell]! - this.best[cell]!);
      }
      this.#stale = false;
    }
    return this.#losses[site]!;
  }

  exchange(site: number, extra: Float64Array): number {
    const { cells, rows } = this.#table;
    const { best, next, first } = this;
    const weights = this.#weights;
    const row = rows[site]!;
    let gain = 0;
    for (let cell = 0; cell < cells; cell++) {
      const time = row[cell]!;
      const second = next[cell]!;
      if (time >= second) continue;
      const nearest = best[cell]!;
      const weight = weights[cell]!;
      if (time < nearest) gain += weight * (nearest - time);
      const post = first[cell]!;
      if (post >= 0) extra[post]! += weight * (second - (time < nearest ? nearest : time));
    }
    return gain;
  }

  add(site: number): void {
    const { cells, rows } = this.#table;
    const row = rows[site]!;
    this.#open.push(site);
    this.#stale = true;
    for (let cell = 0; cell < cells; cell++) {
      const time = row[cell]!;
      if (time < this.best[cell]!) {
        this.second[cell] = this.first[cell]!;
        this.next[cell] = this.best[cell]!;
        this.first[cell] = site;
        this.best[cell] = time;
      } else if (time < this.next[cell]!) {
        this.second[cell] = site;
        this.next[cell] = time;
      }
    }
  }

  remove(site: number): void {
    this.#open.splice(this.#open.indexOf(site), 1);
    this.#stale = true;
    for (let cell = 0; cell < this.best.length; cell++) {
      if (this.first[cell] === site) {
        this.first[cell] = this.second[cell]!;
        this.best[cell] = this.next[cell]!;
      } else if (this.second[cell] !== site) continue;
      this.#findSecond(cell);
    }
  }

  /**
   * Best time of every cell if these posts closed and posts with these times opened; nothing is changed here.
   * One look per cell, and a further one at all posts only where both the nearest and the second nearest close.
   */
  bestAfter(closed: ReadonlySet<number>, added: readonly ArrayLike<number>[]): Float64Array {
    const times = this.best.slice();
    if (closed.size > 0) {
      const left = this.#open.filter((post) => !closed.has(post));
      for (let cell = 0; cell < times.length; cell++) {
        if (!closed.has(this.first[cell]!)) continue;
        times[cell] = closed.has(this.second[cell]!) ? left.reduce((best, post) => Math.min(best, this.#table.rows[post]![cell]!), this.#table.unserved) : this.next[cell]!;
      }
    }
    for (const row of added) for (let cell = 0; cell < times.length; cell++) if (row[cell]! < times[cell]!) times[cell] = row[cell]!;
    return times;
  }

  #findSecond(cell: number): void {
    const { rows, unserved } = this.#table;
    const nearest = this.first[cell]!;
    let post = -1;
    let best = unserved;
    for (const other of this.#open) {
      const time = rows[other]![cell]!;
      if (time >= best || other === nearest) continue;
      best = time;
      post = other;
    }
    this.second[cell] = post;
    this.next[cell] = best;
  }
}
