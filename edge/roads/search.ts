/**
 * The search kernel: Dijkstra over a bucket queue with whole milliseconds, workspace reused between queries.
 *
 * Buckets are `2 ** SHIFT` ms wide. Within one bucket labels may still improve (an improved vertex is scanned again);
 * once a bucket is empty its labels are final, which keeps answers exact for any width. A vertex that moves to an earlier
 * bucket leaves its entry behind, which is passed over when its turn comes; entries are used again, so that those at work
 * stay few and near.
 *
 * Turns: see `turn-vertices.ts` for why most need not be looked at.
 */
import type { RoadGraph } from "./graph.ts";

/** A label that was never reached, and the largest limit: sums of labels and weights must fit 31 bits. */
export const UNREACHED = 0x3fffffff;

const SHIFT = 10;

/** Members of a vertex's record, and how far apart records stand: one record is within one line of the machine's cache. */
const LABEL = 0;
/** Where its valid entry stands; -1 for none. */
const SLOT = 1;
/** First of its goals' links; -1 for none. */
const GOAL = 2;
const RECORD = 4;

export class Search {
  /** Arc by which a vertex got its label in a `run` that keeps the ways, for seeds the arc of the seed. */
  readonly byArc: Int32Array;
  /** Vertex from which it got it, -1 for seeds. */
  readonly byVertex: Int32Array;
  /** Vertices reached by the last run: the first `reached` of them. */
  readonly touched: Int32Array;
  reached = 0;
  /** Best milliseconds per goal number after a run. */
  best: Int32Array<ArrayBuffer> = new Int32Array(64);
  readonly #graph: RoadGraph;
  readonly #records: Int32Array;
  #slots: Int32Array;
  #queued = 0;
  /** Entries of the queue: vertex and next entry. The first `#used` were used, and those from `#free` on are to be had again. */
  #entryVertex = new Int32Array(1_024);
  #entryNext = new Int32Array(1_024);
  #used = 0;
  #free = -1;
  /** By a junction's first vertex, in pairs: the best time seen there, and the way back from it (see `turn-vertices.ts`). */
  readonly #came: Int32Array;
  readonly #seen: Int32Array;
  #seenCount = 0;
  #goalNext = new Int32Array(256);
  #goalNumber = new Int32Array(256);
  #goalMs = new Int32Array(256);
  #goalVertex = new Int32Array(256);
  #links = 0;
  #goals = 0;
  /** Goals without a time so far, and the label from which nothing can improve any more. */
  #open = 0;
  #enough = 0;

  constructor(graph: RoadGraph) {
    const n = graph.turns.vertexCount;
    this.#graph = graph;
    this.#records = new Int32Array(RECORD * n);
    for (let v = 0; v < n; v++) this.#records.set([UNREACHED, -1, -1], RECORD * v);
    this.byArc = new Int32Array(n);
    this.byVertex = new Int32Array(n);
    this.touched = new Int32Array(n);
    this.#slots = new Int32Array(0);
    this.#came = new Int32Array(2 * n).fill(UNREACHED);
    this.#seen = new Int32Array(n);
  }

  /** Milliseconds of a vertex after a run; `UNREACHED` where the search did not come. */
  labelOf(vertex: number): number {
    return this.#records[RECORD * vertex + LABEL]!;
  }

  /** Forgets the last run; `goals` numbers from 0 may follow by `addGoal`. */
  begin(goals: number): void {
    const records = this.#records;
    for (let i = 0; i < this.reached; i++) {
      records[RECORD * this.touched[i]! + LABEL] = UNREACHED;
      records[RECORD * this.touched[i]! + SLOT] = -1;
    }
    this.reached = 0;
    [this.#used, this.#free] = [0, -1];
    for (let i = 0; i < this.#seenCount; i++) this.#came[2 * this.#seen[i]!] = UNREACHED;
    this.#seenCount = 0;
    for (let i = 0; i < this.#links; i++) records[RECORD * this.#goalVertex[i]! + GOAL] = -1;
    this.#links = 0;
    this.#goals = goals;
    if (this.best.length < goals) this.best = new Int32Array(2 * goals);
    this.best.fill(UNREACHED, 0, goals);
    const needed = (this.#graph.longestMs >> SHIFT) + 2;
    if (this.#slots.length < needed) this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(needed))).fill(-1);
  }

  /** The goal can be reached from `vertex` in `ms` more; a goal may have several such vertices. */
  addGoal(goal: number, vertex: number, ms: number): void {
    if (this.#links === this.#goalNext.length) this.#growLinks();
    const link = this.#links++;
    this.#goalNumber[link] = goal;
    this.#goalMs[link] = ms;
    this.#goalVertex[link] = vertex;
    this.#goalNext[link] = this.#records[RECORD * vertex + GOAL]!;
    this.#records[RECORD * vertex + GOAL] = link;
  }

  /** A goal known to be reached in `ms` without any vertex; a better way may still be found. */
  bound(goal: number, ms: number): void {
    if (ms < this.best[goal]!) this.best[goal] = ms;
  }

  /** Starts at `vertex` with `ms` already spent on `arc`. */
  seed(vertex: number, ms: number, arc: number): void {
    if (ms >= this.labelOf(vertex)) return;
    this.byArc[vertex] = arc;
    this.byVertex[vertex] = -1;
    this.#improve(vertex, ms);
  }

  /** Searches along the traffic until all goals are final or everything within `limitMs` (inclusive) is labelled; with `keepWays` it notes by which arcs. */
  run(limitMs: number, keepWays = false): void {
    const { onward, onwardAt } = this.#graph.turns;
    const weight = this.#graph.arcWeight;
    const records = this.#records;
    const came = this.#came;
    const limit = Math.min(limitMs, UNREACHED - 1);
    this.#start();
    for (let bucket = 0; this.#queued > 0 && bucket << SHIFT < this.#enough; bucket++) {
      const slot = bucket & (this.#slots.length - 1);
      for (let v = this.#take(slot); v >= 0; v = this.#take(slot)) {
        const ms = records[RECORD * v + LABEL]!;
        let i = onwardAt[v]!;
        const at = onward[i]!;
        let only = -1;
        // A junction of one vertex (-1) has no others whose turns could be spared.
        if (at < 0) only = -1;
        else if (ms < came[2 * at]!) this.#cameFirst(at, ms, onward[i + 2]!);
        else if (ms >= came[2 * at]! + onward[i + 1]!) {
          // Whoever came first was here early enough for all ways on but the one back.
          only = came[2 * at + 1]!;
          if (only < 0) continue;
        }
        const end = onwardAt[v + 1]!;
        for (i += 3; i < end; i += 3) {
          const along = onward[i]!;
          if (only >= 0 && along !== only) continue;
          // Subtracted, not added: a barred weight plus anything would leave 31 bits.
          const turned = ms + onward[i + 2]!;
          const step = weight[along]!;
          if (step > limit - turned) continue;
          const other = onward[i + 1]!;
          if (turned + step >= records[RECORD * other + LABEL]!) continue;
          if (keepWays) {
            this.byArc[other] = along;
            this.byVertex[other] = v;
          }
          this.#improve(other, turned + step);
        }
      }
    }
    this.#drain();
  }

  /** As `run`, against the traffic; it does not keep by which arcs. */
  runBack(limitMs: number): void {
    const { backward, backwardAt } = this.#graph.turns;
    const weight = this.#graph.arcWeight;
    const records = this.#records;
    const came = this.#came;
    const limit = Math.min(limitMs, UNREACHED - 1);
    this.#start();
    for (let bucket = 0; this.#queued > 0 && bucket << SHIFT < this.#enough; bucket++) {
      const slot = bucket & (this.#slots.length - 1);
      for (let v = this.#take(slot); v >= 0; v = this.#take(slot)) {
        const ms = records[RECORD * v + LABEL]!;
        const last = backwardAt[v + 1]!;
        for (let i = backwardAt[v]!; i < last; ) {
          const end = i + 5 + 2 * backward[i + 4]!;
          const step = weight[backward[i]!]!;
          const block = i;
          i = end;
          if (step > limit - ms) continue;
          const started = ms + step;
          let only = -1;
          if (end - block > 7) {
            const at = backward[block + 1]!;
            if (started < came[2 * at]!) this.#cameFirst(at, started, backward[block + 3]!);
            else if (started >= came[2 * at]! + backward[block + 2]!) {
              only = came[2 * at + 1]!;
              if (only < 0) continue;
            }
          }
          for (let k = block + 5; k < end; k += 2) {
            const other = backward[k]!;
            if (only >= 0 && other !== only) continue;
            const total = started + backward[k + 1]!;
            if (total < records[RECORD * other + LABEL]! && total <= limit) this.#improve(other, total);
          }
        }
      }
    }
    this.#drain();
  }

  #cameFirst(at: number, ms: number, back: number): void {
    if (this.#came[2 * at] === UNREACHED) this.#seen[this.#seenCount++] = at;
    this.#came[2 * at] = ms;
    this.#came[2 * at + 1] = back;
  }

  #start(): void {
    this.#open = this.#unreachedGoals();
    this.#enough = this.#goals > 0 && this.#open === 0 ? this.#worstGoal() : UNREACHED;
  }

  /** The next vertex of a bucket, its goals judged; -1 when the bucket is empty. */
  #take(slot: number): number {
    const records = this.#records;
    for (let entry = this.#slots[slot]!; entry >= 0; entry = this.#slots[slot]!) {
      this.#slots[slot] = this.#entryNext[entry]!;
      this.#entryNext[entry] = this.#free;
      this.#free = entry;
      this.#queued -= 1;
      const vertex = this.#entryVertex[entry]!;
      if (records[RECORD * vertex + SLOT] !== slot) continue;
      records[RECORD * vertex + SLOT] = -1;
      if (records[RECORD * vertex + GOAL]! >= 0) this.#judge(vertex);
      return vertex;
    }
    return -1;
  }

  #judge(vertex: number): void {
    const ms = this.labelOf(vertex);
    for (let link = this.#records[RECORD * vertex + GOAL]!; link >= 0; link = this.#goalNext[link]!) {
      const goal = this.#goalNumber[link]!;
      const total = ms + this.#goalMs[link]!;
      if (total >= this.best[goal]!) continue;
      if (this.best[goal] === UNREACHED) this.#open -= 1;
      this.best[goal] = total;
      if (this.#open === 0) this.#enough = this.#worstGoal();
    }
  }

  #improve(vertex: number, ms: number): void {
    const records = this.#records;
    const at = RECORD * vertex;
    if (records[at + LABEL] === UNREACHED) this.touched[this.reached++] = vertex;
    records[at + LABEL] = ms;
    const slot = (ms >> SHIFT) & (this.#slots.length - 1);
    if (records[at + SLOT] === slot) return;
    let entry = this.#free;
    if (entry >= 0) this.#free = this.#entryNext[entry]!;
    else {
      entry = this.#used++;
      if (entry === this.#entryNext.length) [this.#entryVertex, this.#entryNext] = [grown(this.#entryVertex), grown(this.#entryNext)];
    }
    this.#entryVertex[entry] = vertex;
    this.#entryNext[entry] = this.#slots[slot]!;
    this.#slots[slot] = entry;
    records[at + SLOT] = slot;
    this.#queued += 1;
  }

  /** Empties the queue after an early stop. */
  #drain(): void {
    if (this.#queued > 0) this.#slots.fill(-1);
    this.#queued = 0;
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
    this.#goalNext = grown(this.#goalNext);
    this.#goalNumber = grown(this.#goalNumber);
    this.#goalMs = grown(this.#goalMs);
    this.#goalVertex = grown(this.#goalVertex);
  }
}

function grown(old: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * old.length);
  larger.set(old);
  return larger;
}

const searches = new WeakMap<RoadGraph, Search>();

/** The graph's own workspace; queries are synchronous and end before another can begin. */
export function searchOf(graph: RoadGraph): Search {
  let search = searches.get(graph);
  if (!search) searches.set(graph, (search = new Search(graph)));
  return search;
}
