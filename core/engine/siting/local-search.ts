/**
 * Greedy, interchange and iterated restarts over any `Layout`. Everything is counted in rounds, not in seconds:
 * the same seed gives the same posts.
 */
import type { RandomStream } from "@tocsin/kernel/random.ts";
import type { Layout } from "./layout.ts";
import type { Selection } from "./selection.ts";

export interface SearchEffort {
  /** How often the best answer is shaken and searched again. */
  readonly rounds: number;
  /** Asked before each round; a caller with a clock may end early. */
  readonly enough?: () => boolean;
}

const EPSILON = 1e-9;

export class LocalSearch {
  readonly layout: Layout;
  readonly selection: Selection;
  readonly #random: RandomStream;
  readonly #extra: Float64Array;
  readonly #tolerance: number;
  readonly #order: Int32Array;

  /** `scale` is the size of a value, for telling a gain from rounding. The selection's posts are opened in the layout. */
  constructor(layout: Layout, selection: Selection, random: RandomStream, scale: number) {
    this.layout = layout;
    this.selection = selection;
    this.#random = random;
    this.#extra = new Float64Array(layout.sites);
    this.#tolerance = EPSILON * Math.max(1, scale);
    this.#order = Int32Array.from({ length: layout.sites }, (_, site) => site);
    for (const site of selection.open) layout.add(site);
  }

  open(site: number): void {
    this.selection.add(site);
    this.layout.add(site);
  }

  close(site: number): void {
    this.selection.remove(site);
    this.layout.remove(site);
  }

  /**
   * Opens the site of greatest gain (divided by `price`, where given) until none gains or none is allowed.
   * Gains only fall, so an old gain is an upper bound and few are computed anew (lazy greedy; Minoux 1978).
   */
  greedy(price?: ArrayLike<number>): void {
    const bound = new Float64Array(this.layout.sites).fill(Infinity);
    const rate = (site: number): number => this.layout.gain(site) / Math.max(price?.[site] ?? 1, EPSILON);
    for (;;) {
      let best = -1;
      let bestRate = -1;
      for (;;) {
        let top = -1;
        for (let site = 0; site < bound.length; site++) if (bound[site]! > (top < 0 ? bestRate : bound[top]!) && this.selection.mayAdd(site)) top = site;
        if (top < 0) break;
        const fresh = rate(top);
        bound[top] = fresh;
        if (fresh <= bestRate) continue;
        best = top;
        bestRate = fresh;
      }
      if (best < 0) return;
      if (bestRate <= 0 && !this.selection.incomplete) return;
      this.open(best);
      bound[best] = -1;
    }
  }

  /** Exchanges posts while that gains, and opens what limits still allow. Each closed site is tried with its best partner. */
  interchange(): void {
    const { layout, selection } = this;
    this.#shuffle();
    const sites = this.#order;
    for (let still = 0, at = 0; still < sites.length; still++, at = at + 1 === sites.length ? 0 : at + 1) {
      const site = sites[at]!;
      if (!selection.mayEverOpen(site)) continue;
      for (const post of selection.open) this.#extra[post] = 0;
      const gain = layout.exchange(site, this.#extra);
      if (gain <= this.#tolerance) continue;
      if (selection.mayAdd(site)) {
        this.open(site);
        still = 0;
        continue;
      }
      let out = -1;
      let best = this.#tolerance;
      for (const post of selection.open) {
        const profit = gain - layout.loss(post) + this.#extra[post]!;
        if (profit > best && selection.maySwap(site, post)) {
          best = profit;
          out = post;
        }
      }
      if (out < 0) continue;
      this.close(out);
      this.open(site);
      still = 0;
    }
  }

  /** Iterated local search: a few random exchanges, then `interchange`; what is worse is undone. */
  improve({ rounds, enough }: SearchEffort): void {
    let best = [...this.selection.open];
    let bestValue = this.layout.value;
    for (let round = 0; round < rounds && !enough?.(); round++) {
      if (!this.#shake(1 + (round % 4))) return;
      this.interchange();
      const value = this.layout.value;
      if (value < bestValue - this.#tolerance) this.become(best);
      else {
        best = [...this.selection.open];
        bestValue = value;
      }
    }
  }

  /** Opens exactly these posts, which must be within the limits. */
  become(posts: readonly number[]): void {
    const wanted = new Set(posts);
    for (const post of [...this.selection.open]) if (!wanted.has(post)) this.close(post);
    for (const post of posts) if (this.selection.isOpen[post] === 0) this.open(post);
  }

  /** Some random exchanges within the limits; false when not one is found. */
  #shake(strength: number): boolean {
    const { selection } = this;
    let done = 0;
    for (let tries = 0; selection.open.length > 0 && tries < 50 && done < strength; tries++) {
      const out = this.#random.pick(selection.open);
      const site = this.#random.integer(0, this.layout.sites - 1);
      if (!selection.maySwap(site, out)) continue;
      this.close(out);
      this.open(site);
      done += 1;
    }
    return done > 0;
  }

  #shuffle(): void {
    const order = this.#order;
    for (let i = order.length - 1; i > 0; i--) {
      const j = this.#random.integer(0, i);
      const held = order[i]!;
      order[i] = order[j]!;
      order[j] = held;
    }
  }
}
