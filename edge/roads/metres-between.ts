/** Driven metres from one place to a few places near it, as map matching asks them: a Dijkstra search that ends at a limit. */
import type { RoadGraph } from "./graph.ts";

interface OnRoad {
  readonly road: number;
  readonly fraction: number;
}

/** Rolling back so far on a road is the receiver's error, not a way driven, also against a one-way. */
const BACK_M = 30;

class MetresSearch {
  readonly #graph: RoadGraph;
  readonly #length: Float64Array;
  readonly #label: Float64Array;
  readonly #stamp: Int32Array;
  #run = 0;
  /** Number of the target on a road, plus one; 0 where there is none. */
  readonly #targetOn: Uint8Array;
  readonly #heap: number[] = [];
  readonly #keys: number[] = [];

  constructor(graph: RoadGraph) {
    this.#graph = graph;
    this.#length = Float64Array.from(graph.roads, (_, road) => graph.metresOf(road));
    this.#label = new Float64Array(graph.turns.vertexCount);
    this.#stamp = new Int32Array(graph.turns.vertexCount);
    this.#targetOn = new Uint8Array(graph.roads.length);
  }

  /** Writes the metres to every target into `out`; infinity where the way is longer than the limit. Targets lie on different roads. */
  run(from: OnRoad, targets: readonly OnRoad[], limitM: number, out: Float64Array): void {
    const { arcAllowed, turns: { arcHead } } = this.#graph;
    this.#run += 1;
    for (const [index, { road, fraction }] of targets.entries()) {
      this.#targetOn[road] = index + 1;
      out[index] = road === from.road ? this.#onOneRoad(from, fraction) : Infinity;
    }
    for (let arc = 2 * from.road; arc <= 2 * from.road + 1; arc++) {
      const left = this.#length[from.road]! * (arc % 2 === 0 ? 1 - from.fraction : from.fraction);
      if (arcAllowed[arc] === 1 && left <= limitM) this.#reach(arcHead[arc]!, left);
    }
    this.#spread(targets, limitM, out);
    for (const { road } of targets) this.#targetOn[road] = 0;
  }

  #onOneRoad(from: OnRoad, fraction: number): number {
    const metres = this.#length[from.road]! * Math.abs(fraction - from.fraction);
    const onward = fraction >= from.fraction ? 0 : 1;
    return this.#graph.arcAllowed[2 * from.road + onward] === 1 || metres <= BACK_M ? metres : Infinity;
  }

  #spread(targets: readonly OnRoad[], limitM: number, out: Float64Array): void {
    const { onward, onwardAt } = this.#graph.turns;
    while (this.#heap.length > 0) {
      const metres = this.#keys[0]!;
      const v = this.#pop();
      if (metres > this.#label[v]!) continue;
      for (let i = onwardAt[v]! + 3, end = onwardAt[v + 1]!; i < end; i += 3) {
        const along = onward[i]!;
        const road = along >> 1;
        const length = this.#length[road]!;
        const target = this.#targetOn[road]! - 1;
        if (target >= 0) {
          const { fraction } = targets[target]!;
          const total = metres + length * (along % 2 === 0 ? fraction : 1 - fraction);
          if (total < out[target]!) out[target] = total;
        }
        if (metres + length <= limitM) this.#reach(onward[i + 1]!, metres + length);
      }
    }
  }

  #reach(vertex: number, metres: number): void {
    if (this.#stamp[vertex] === this.#run && this.#label[vertex]! <= metres) return;
    this.#stamp[vertex] = this.#run;
    this.#label[vertex] = metres;
    const [heap, keys] = [this.#heap, this.#keys];
    let i = heap.length;
    for (let up = (i - 1) >> 1; i > 0 && keys[up]! > metres; i = up, up = (i - 1) >> 1) {
      heap[i] = heap[up]!;
      keys[i] = keys[up]!;
    }
    heap[i] = vertex;
    keys[i] = metres;
  }

  #pop(): number {
    const [heap, keys] = [this.#heap, this.#keys];
    const top = heap[0]!;
    const [lastVertex, lastKey] = [heap.pop()!, keys.pop()!];
    const size = heap.length;
    if (size === 0) return top;
    let i = 0;
    for (let down = 1; down < size; down = 2 * i + 1) {
      if (down + 1 < size && keys[down + 1]! < keys[down]!) down += 1;
      if (keys[down]! >= lastKey) break;
      heap[i] = heap[down]!;
      keys[i] = keys[down]!;
      i = down;
    }
    heap[i] = lastVertex;
    keys[i] = lastKey;
    return top;
  }
}

const searches = new WeakMap<RoadGraph, MetresSearch>();

/** Driven metres by the graph's own workspace. Closed roads count as open: who drives on one was let through. */
export function metresBetween(graph: RoadGraph, from: OnRoad, targets: readonly OnRoad[], limitM: number, out: Float64Array): void {
  let search = searches.get(graph);
  if (search === undefined) searches.set(graph, (search = new MetresSearch(graph)));
  search.run(from, targets, limitM, out);
}
