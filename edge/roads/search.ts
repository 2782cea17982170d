/**
 * The search kernel: Dijkstra over a bucket queue with whole milliseconds, workspace reused between queries.
 *
 * Buckets are `2 ** SHIFT` ms wide and linked through the vertices themselves, so nothing is allocated while
 * searching. Within one bucket labels may still improve (an improved vertex is scanned again); once a bucket is
 * empty its labels are final, which keeps answers exact for any width.
 */
import type { Adjacency, RoadGraph } from "./graph.ts";

/** A label that was never reached, and the largest limit: sums of labels and weights must fit 31 bits. */
export const UNREACHED = 0x3fffffff;

const SHIFT = 10;

export class Search {
  /** Milliseconds by vertex after a run; `UNREACHED` where the search did not come. */
  readonly label: Int32Array;
  /** Arc by which a vertex got its label, for seeds the arc of the seed. */
  readonly byArc: Int32Array;
  /** Vertex from which it got it, -1 for seeds. */
  readonly byVertex: Int32Array;
  /** Vertices reached by the last run: the first `reached` of them. */
  readonly touched: Int32Array;
  reached = 0;
  /** Best milliseconds per goal number after a run. */
  best: Int32Array<ArrayBuffer> = new Int32Array(64);
  readonly #graph: RoadGraph;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #bucketOf: Int32Array;
  #buckets: Int32Array;
  #queued = 0;
  readonly #goalAt: Int32Array;
  #goalNext = new Int32Array(256);
  #goalNumber = new Int32Array(256);
  #goalMs = new Int32Array(256);
  #goalVertex = new Int32Array(256);
  #links = 0;
  #goals = 0;

  constructor(graph: RoadGraph) {
    const n = graph.vertexCount;
    this.#graph = graph;
    this.label = new Int32Array(n).fill(UNREACHED);
    this.byArc = new Int32Array(n);
    this.byVertex = new Int32Array(n);
    this.touched = new Int32Array(n);
    this.#next = new Int32Array(n);
    this.#previous = new Int32Array(n);
    this.#bucketOf = new Int32Array(n).fill(-1);
    this.#buckets = new Int32Array(0);
    this.#goalAt = new Int32Array(n).fill(-1);
  }

  /** Forgets the last run; `goals` numbers from 0 may follow by `addGoal`. */
  begin(goals: number): void {
    for (let i = 0; i < this.reached; i++) this.label[this.touched[i]!] = UNREACHED;
    this.reached = 0;
    for (let i = 0; i < this.#links; i++) this.#goalAt[this.#goalVertex[i]!] = -1;
    this.#links = 0;
    this.#goals = goals;
    if (this.best.length < goals) this.best = new Int32Array(2 * goals);
    this.best.fill(UNREACHED, 0, goals);
    const needed = (this.#graph.longestMs >> SHIFT) + 2;
    if (this.#buckets.length < needed) this.#buckets = new Int32Array(2 ** Math.ceil(Math.log2(needed))).fill(-1);
  }

  /** The goal can be reached from `vertex` in `ms` more; a goal may have several such vertices. */
  addGoal(goal: number, vertex: number, ms: number): void {
    if (this.#links === this.#goalNext.length) this.#growLinks();
    const link = this.#links++;
    this.#goalNumber[link] = goal;
    this.#goalMs[link] = ms;
    this.#goalVertex[link] = vertex;
    this.#goalNext[link] = this.#goalAt[vertex]!;
    this.#goalAt[vertex] = link;
  }

  /** A goal known to be reached in `ms` without any vertex; a better way may still be found. */
  bound(goal: number, ms: number): void {
    if (ms < this.best[goal]!) this.best[goal] = ms;
  }

  /** Starts at `vertex` with `ms` already spent on `arc`. */
  seed(vertex: number, ms: number, arc: number): void {
    if (ms < this.label[vertex]!) this.#improve(vertex, ms, arc, -1);
  }

  /** Searches until all goals are final or everything within `limitMs` (inclusive) is labelled. */
  run(adjacency: Adjacency, limitMs: number): void {
    const { first, arc, vertex } = adjacency;
    const weight = this.#graph.arcWeight;
    const label = this.label;
    const buckets = this.#buckets;
    const mask = buckets.length - 1;
    const limit = Math.min(limitMs, UNREACHED - 1);
    let open = this.#unreachedGoals();
    let enough = this.#goals > 0 && open === 0 ? this.#worstGoal() : UNREACHED;
    for (let bucket = 0; this.#queued > 0 && bucket << SHIFT < enough; bucket++) {
      const slot = bucket & mask;
      for (let v = buckets[slot]!; v >= 0; v = buckets[slot]!) {
        this.#unlink(v, slot);
        const ms = label[v]!;
        for (let link = this.#goalAt[v]!; link >= 0; link = this.#goalNext[link]!) {
          const goal = this.#goalNumber[link]!;
          const total = ms + this.#goalMs[link]!;
          if (total >= this.best[goal]!) continue;
          if (this.best[goal] === UNREACHED) open -= 1;
          this.best[goal] = total;
          if (open === 0) enough = this.#worstGoal();
        }
        for (let i = first[v]!, end = first[v + 1]!; i < end; i++) {
          const along = arc[i]!;
          const step = weight[along]!;
          if (step > limit - ms) continue;
          const other = vertex[i]!;
          if (ms + step < label[other]!) this.#improve(other, ms + step, along, v);
        }
      }
    }
    this.#drain();
  }

  #improve(vertex: number, ms: number, arc: number, from: number): void {
    if (this.label[vertex] === UNREACHED) this.touched[this.reached++] = vertex;
    this.label[vertex] = ms;
    this.byArc[vertex] = arc;
    this.byVertex[vertex] = from;
    const slot = (ms >> SHIFT) & (this.#buckets.length - 1);
    const current = this.#bucketOf[vertex]!;
    if (current === slot) return;
    if (current >= 0) this.#unlink(vertex, current);
    const head = this.#buckets[slot]!;
    this.#next[vertex] = head;
    this.#previous[vertex] = -1;
    if (head >= 0) this.#previous[head] = vertex;
    this.#buckets[slot] = vertex;
    this.#bucketOf[vertex] = slot;
    this.#queued += 1;
  }

  #unlink(vertex: number, slot: number): void {
    const next = this.#next[vertex]!;
    const previous = this.#previous[vertex]!;
    if (previous >= 0) this.#next[previous] = next;
    else this.#buckets[slot] = next;
    if (next >= 0) this.#previous[next] = previous;
    this.#bucketOf[vertex] = -1;
    this.#queued -= 1;
  }

  /** Empties the queue after an early stop; only reached vertices can be in it. */
  #drain(): void {
    for (let i = 0; this.#queued > 0 && i < this.reached; i++) {
      const vertex = this.touched[i]!;
      const slot = this.#bucketOf[vertex]!;
      if (slot >= 0) this.#unlink(vertex, slot);
    }
  }

  #unreachedGoals(): number {
    let open = 0;
    for (let goal = 0; goal < this.#goals; goal++) if (this.best[goal] === UNREACHED) open += 1;
    return open;
  }

  #worstGoal(): number {
    let worst = 0;
    for (let goal = 0; goal < this.#goals; goal++) worst = Math.max(worst, this.best[goal]!);
    return worst;
  }

  #growLinks(): void {
    const grown = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const larger = new Int32Array(2 * old.length);
      larger.set(old);
      return larger;
    };
    this.#goalNext = grown(this.#goalNext);
    this.#goalNumber = grown(this.#goalNumber);
    this.#goalMs = grown(this.#goalMs);
    this.#goalVertex = grown(this.#goalVertex);
  }
}

const searches = new WeakMap<RoadGraph, Search>();

/** The graph's own workspace; queries are synchronous and end before another can begin. */
export function searchOf(graph: RoadGraph): Search {
  let search = searches.get(graph);
  if (!search) searches.set(graph, (search = new Search(graph)));
  return search;
}
