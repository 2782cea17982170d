import { type Instant } from "@tocsin/kernel/instant.ts";

/** The next thing that happens. */
export interface SimEvent {
  readonly at: Instant;
  /** Of two at the same millisecond the lower kind comes first … */
  readonly kind: number;
  readonly subject: number;
}

/**
 * Binary heap of events in one total order: time, then kind, then the order in which they were put in. So the same run gives
 * the same order on every machine, whatever the heap's shape.
 */
export class EventHeap {
  #at = new Float64Array(64);
  #kind = new Uint8Array(64);
  #subject = new Int32Array(64);
  #number = new Float64Array(64);
  #size = 0;
  #pushed = 0;

  get size(): number {
    return this.#size;
  }

  push(at: Instant, kind: number, subject: number): void {
    if (this.#size === this.#at.length) this.#grow();
    let hole = this.#size++;
    const number = this.#pushed++;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (this.#before(parent, at, kind, number)) break;
      this.#copy(parent, hole);
      hole = parent;
    }
    this.#at[hole] = at;
    this.#kind[hole] = kind;
    this.#subject[hole] = subject;
    this.#number[hole] = number;
  }

  /** Undefined when nothing is left. */
  pop(): SimEvent | undefined {
    if (this.#size === 0) return undefined;
    const event: SimEvent = { at: this.#at[0]!, kind: this.#kind[0]!, subject: this.#subject[0]! };
    const last = --this.#size;
    const [at, kind, number] = [this.#at[last]!, this.#kind[last]!, this.#number[last]!];
    let hole = 0;
    for (let child = 1; child < last; child = 2 * hole + 1) {
      if (child + 1 < last && this.#before(child + 1, this.#at[child]!, this.#kind[child]!, this.#number[child]!)) child += 1;
      if (!this.#before(child, at, kind, number)) break;
      this.#copy(child, hole);
      hole = child;
    }
    if (last > 0) this.#copy(last, hole);
    return event;
  }

  #before(slot: number, at: number, kind: number, number: number): boolean {
    if (this.#at[slot] !== at) return this.#at[slot]! < at;
    if (this.#kind[slot] !== kind) return this.#kind[slot]! < kind;
    return this.#number[slot]! < number;
  }

  #copy(from: number, to: number): void {
    this.#at[to] = this.#at[from]!;
    this.#kind[to] = this.#kind[from]!;
    this.#subject[to] = this.#subject[from]!;
    this.#number[to] = this.#number[from]!;
  }

  #grow(): void {
    const larger = <A extends Float64Array | Int32Array | Uint8Array>(old: A, fresh: A): A => {
      fresh.set(old);
      return fresh;
    };
    const size = 2 * this.#at.length;
    this.#at = larger(this.#at, new Float64Array(size));
    this.#kind = larger(this.#kind, new Uint8Array(size));
    this.#subject = larger(this.#subject, new Int32Array(size));
    this.#number = larger(this.#number, new Float64Array(size));
  }
}
