/** The best few of many hits, one per owner, without sorting them all. */
import type { MatchKind } from "./place.ts";

export interface Hit {
  /** Number of the thing that has the name. */
  readonly owner: number;
  /** 0 to 1. */
  readonly score: number;
  readonly how: MatchKind;
  /** The name or alias that matched, as written. */
  readonly matched: string;
}

export class BestHits {
  readonly #most: number;
  readonly #bonus: (owner: number) => number;
  #hits: Hit[] = [];

  /** Keeps `most` hits; `bonus` (0 to 0.03) prefers some owners among equals. */
  constructor(most: number, bonus: (owner: number) => number) {
    this.#most = most;
    this.#bonus = bonus;
  }

  get best(): number {
    return this.#hits[0]?.score ?? 0;
  }

  get list(): readonly Hit[] {
    return this.#hits;
  }

  add(owner: number, base: number, how: MatchKind, matched: string): void {
    const worst = this.#hits.length === this.#most ? this.#hits[this.#most - 1]!.score : 0;
    if (base + 0.03 <= worst) return;
    const score = Math.min(1, base + this.#bonus(owner));
    if (score <= worst) return;
    const known = this.#hits.findIndex((hit) => hit.owner === owner);
    if (known >= 0) {
      if (this.#hits[known]!.score >= score) return;
      this.#hits.splice(known, 1);
    }
    let at = this.#hits.length;
    while (at > 0 && this.#hits[at - 1]!.score < score) at--;
    this.#hits.splice(at, 0, { owner, score, how, matched });
    if (this.#hits.length > this.#most) this.#hits.pop();
  }
}
