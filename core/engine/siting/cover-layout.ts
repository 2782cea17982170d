import type { CoverTable } from "./cover-table.ts";
import type { Layout } from "./layout.ts";

/** Worth of covered rows (`CoverTable`), with the covering posts kept for every row. */
export class CoverLayout implements Layout {
  readonly sites: number;
  value = 0;
  /** How many open posts cover each row. */
  readonly count: Int32Array;
  readonly #table: CoverTable;
  readonly #open = new Set<number>();
  /** The open posts of each row as a linked list of entries of `table.row`; -1 ends it. */
  readonly #head: Int32Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #siteOf: Int32Array;
  /** Worth of the next post, and of the last one, for every row. */
  readonly #up: Float64Array;
  readonly #down: Float64Array;
  readonly #losses: Float64Array;
  #stale = true;

  constructor(table: CoverTable) {
    this.#table = table;
    this.sites = table.sites;
    this.count = new Int32Array(table.rows);
    this.#losses = new Float64Array(table.sites);
    this.#down = new Float64Array(table.rows);
    this.#up = Float64Array.from(table.weights, (weight, r) => weight * (table.steps[table.kind[r]!]![0] ?? 0));
    this.#head = new Int32Array(table.rows).fill(-1);
    this.#next = new Int32Array(table.row.length);
    this.#previous = new Int32Array(table.row.length);
    this.#siteOf = new Int32Array(table.row.length);
    for (let site = 0; site < table.sites; site++) this.#siteOf.fill(site, table.first[site]!, table.first[site + 1]!);
  }

  gain(site: number): number {
    const { first, row } = this.#table;
    let gain = 0;
    for (let i = first[site]!; i < first[site + 1]!; i++) gain += this.#up[row[i]!]!;
    return gain;
  }

  loss(site: number): number {
    if (this.#stale) {
      const { first, row } = this.#table;
      for (const post of this.#open) {
        let loss = 0;
        for (let i = first[post]!; i < first[post + 1]!; i++) loss += this.#down[row[i]!]!;
        this.#losses[post] = loss;
      }
      this.#stale = false;
    }
    return this.#losses[site]!;
  }

  exchange(site: number, extra: Float64Array): number {
    const { first, row } = this.#table;
    let gain = 0;
    for (let i = first[site]!; i < first[site + 1]!; i++) {
      const r = row[i]!;
      const up = this.#up[r]!;
      gain += up;
      const kept = this.#down[r]! - up;
      if (kept <= 0) continue;
      for (let entry = this.#head[r]!; entry >= 0; entry = this.#next[entry]!) extra[this.#siteOf[entry]!]! += kept;
    }
    return gain;
  }

  add(site: number): void {
    const { first, row } = this.#table;
    this.#open.add(site);
    for (let i = first[site]!; i < first[site + 1]!; i++) {
      const r = row[i]!;
      const head = this.#head[r]!;
      this.#next[i] = head;
      this.#previous[i] = -1;
      if (head >= 0) this.#previous[head] = i;
      this.#head[r] = i;
      this.value += this.#up[r]!;
      this.#recount(r, this.count[r]! + 1);
    }
  }

  remove(site: number): void {
    const { first, row } = this.#table;
    this.#open.delete(site);
    for (let i = first[site]!; i < first[site + 1]!; i++) {
      const r = row[i]!;
      const next = this.#next[i]!;
      const previous = this.#previous[i]!;
      if (previous >= 0) this.#next[previous] = next;
      else this.#head[r] = next;
      if (next >= 0) this.#previous[next] = previous;
      this.value -= this.#down[r]!;
      this.#recount(r, this.count[r]! - 1);
    }
  }

  #recount(r: number, count: number): void {
    const { weights, kind, steps } = this.#table;
    const list = steps[kind[r]!]!;
    this.count[r] = count;
    this.#up[r] = count < list.length ? weights[r]! * list[count]! : 0;
    this.#down[r] = count > 0 && count <= list.length ? weights[r]! * list[count - 1]! : 0;
    this.#stale = true;
  }
}
