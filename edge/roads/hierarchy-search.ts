/**
 * Questions to a weighed hierarchy. A shortest way climbs in rank and then descends, so labels are found by climbing from the
 * seeds to the roots of the elimination tree, and from there down to whatever is asked for: to each vertex once, however many
 * share its ancestors (PHAST: Delling, Goldberg, Nowatzyk and Werneck, 2011; for few goals as Strasser and Zeitz, 2021, do it).
 */
import type { Hierarchy } from "./hierarchy.ts";
import type { Ways, WeighedWays } from "./hierarchy-weights.ts";
import { UNREACHED } from "./search.ts";

export class HierarchySearch {
  readonly #hierarchy: Hierarchy;
  #weights: WeighedWays;
  /** By rank, valid where `#run` of the rank is the present one. */
  readonly #label: Int32Array;
  readonly #runOf: Int32Array;
  #run = 0;
  readonly #path: Int32Array;
  #length = 0;
  /** The ways by which labels climb, and those by which they descend. */
  #climbing: Ways;
  #descending: Ways;

  constructor(hierarchy: Hierarchy, weights: WeighedWays) {
    const n = hierarchy.rank.length;
    this.#hierarchy = hierarchy;
    this.#weights = weights;
    this.#label = new Int32Array(n);
    this.#runOf = new Int32Array(n);
    this.#path = new Int32Array(n);
    [this.#climbing, this.#descending] = [weights.up, weights.down];
  }

  weigh(weights: WeighedWays): void {
    this.#weights = weights;
  }

  /** Forgets the last question. `TO`: labels are milliseconds to the seeds, `FROM`: from them. */
  begin(direction: "TO" | "FROM"): void {
    this.#run += 1;
    this.#length = 0;
    const { up, down } = this.#weights;
    [this.#climbing, this.#descending] = direction === "FROM" ? [up, down] : [down, up];
  }

  /** All seeds come before the climb. */
  seed(vertex: number, ms: number): void {
    const { rank, parent } = this.#hierarchy;
    const at = rank[vertex]!;
    for (let r = at; r >= 0 && this.#runOf[r] !== this.#run; r = parent[r]!) {
      this.#runOf[r] = this.#run;
      this.#label[r] = UNREACHED;
      this.#path[this.#length++] = r;
    }
    if (ms < this.#label[at]!) this.#label[at] = ms;
  }

  /** Labels of the seeds' ancestors by climbing alone: enough to meet another climb. Returns these ranks, ascending. */
  climb(): Int32Array {
    const { at, head, ms: wayMs } = this.#climbing;
    const label = this.#label;
    const ranks = this.#path.subarray(0, this.#length).sort();
    for (const r of ranks) {
      const ms = label[r]!;
      if (ms === UNREACHED) continue;
      for (let k = at[r]!, end = at[r + 1]!; k < end; k++) {
        const total = ms + wayMs[k]!;
        if (total < label[head[k]!]!) label[head[k]!] = total;
      }
    }
    return ranks;
  }

  /** After `climb`: makes the labels of the climbed ranks final, so that `msOf` may be asked. */
  settle(): void {
    for (let i = this.#length - 1; i >= 0; i--) this.#descend(this.#path[i]!, this.#label[this.#path[i]!]!);
  }

  /** Milliseconds of a vertex after `settle`; `UNREACHED` if there is no way. */
  msOf(vertex: number): number {
    const { rank, parent } = this.#hierarchy;
    const path = this.#path;
    let length = 0;
    for (let r = rank[vertex]!; r >= 0 && this.#runOf[r] !== this.#run; r = parent[r]!) path[length++] = r;
    while (length > 0) {
      const r = path[--length]!;
      this.#runOf[r] = this.#run;
      this.#descend(r, UNREACHED);
    }
    return this.#label[rank[vertex]!]!;
  }

  rankOf(vertex: number): number {
    return this.#hierarchy.rank[vertex]!;
  }

  /** The label by rank after `climb`, valid for the ranks that it returned. */
  climbedMs(rank: number): number {
    return this.#label[rank]!;
  }

  /** After `climb`: the final labels of all, by the rank of each vertex. */
  settleAll(): { readonly label: Int32Array; readonly rank: Int32Array } {
    const label = this.#label;
    for (let r = label.length - 1; r >= 0; r--) this.#descend(r, this.#runOf[r] === this.#run ? label[r]! : UNREACHED);
    this.#run += 1;
    return { label, rank: this.#hierarchy.rank };
  }

  #descend(r: number, least: number): void {
    const { at, head, ms } = this.#descending;
    const label = this.#label;
    let best = least;
    for (let k = at[r]!, end = at[r + 1]!; k < end; k++) {
      const total = ms[k]! + label[head[k]!]!;
      if (total < best) best = total;
    }
    label[r] = best;
  }
}
