/**
 * Cuts a piece of the road network in two where few roads lead across: inertial flow (Schild and Sommer, 2015). Along each of
 * four directions the first quarter of the junctions is the source and the last the sink of a flow with one unit per road;
 * of the four least cuts the one best for its balance is taken. Flows by Dinic (1970).
 */

/** Roads between junctions without regard to direction: half edge `e` starts at `tail[e]` and ends at `tail[e ^ 1]`. */
export interface JunctionNet {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly tail: Int32Array;
  /** Half edges that start at junction `j`: `at[j]` to `at[j + 1] - 1` of `edges`. */
  readonly at: Int32Array;
  readonly edges: Int32Array;
}

export function junctionNet(points: readonly (readonly [lon: number, lat: number])[], tail: Int32Array): JunctionNet {
  const n = points.length;
  const narrow = Math.cos(((points[0]?.[1] ?? 0) * Math.PI) / 180);
  const at = new Int32Array(n + 1);
  for (const j of tail) at[j + 1]! += 1;
  for (let j = 0; j < n; j++) at[j + 1]! += at[j]!;
  const next = at.slice(0, n);
  const edges = new Int32Array(tail.length);
  for (let e = 0; e < tail.length; e++) edges[next[tail[e]!]!++] = e;
  return { x: Float64Array.from(points, ([lon]) => lon * narrow), y: Float64Array.from(points, ([, lat]) => lat), tail, at, edges };
}

const DIRECTIONS = [[1, 0], [0, 1], [1, 1], [1, -1]] as const;
const TERMINAL_SHARE = 0.25;
const FREE = 0;
const SOURCE = 1;
const SINK = 2;

export class JunctionCutter {
  readonly #net: JunctionNet;
  /** Number of the piece that a junction lies in; the caller's to change between cuts. */
  readonly pieceOf: Int32Array;
  readonly #flow: Int8Array;
  readonly #level: Int32Array;
  readonly #next: Int32Array;
  readonly #end: Uint8Array;
  readonly #queue: Int32Array;
  readonly #path: Int32Array;
  readonly #best: Uint8Array;
  readonly #key: Float64Array;
  readonly #sorted: Float64Array;

  constructor(net: JunctionNet) {
    const n = net.x.length;
    this.#net = net;
    this.pieceOf = new Int32Array(n);
    this.#flow = new Int8Array(net.tail.length >> 1);
    this.#level = new Int32Array(n);
    this.#next = new Int32Array(n);
    this.#end = new Uint8Array(n);
    this.#queue = new Int32Array(n);
    this.#path = new Int32Array(n + 1);
    this.#best = new Uint8Array(n);
    this.#key = new Float64Array(n);
    this.#sorted = new Float64Array(n);
  }

  /** Orders the junctions of a piece, two at least, such that one side of the cut stands before the other; says where the other begins. */
  split(junctions: Int32Array): number {
    const count = junctions.length;
    let [bestScore, bestSize] = [Infinity, 0];
    for (const direction of DIRECTIONS) {
      this.#setEnds(junctions, direction);
      const most = (bestScore * count) / 2;
      const flow = this.#maxFlow(junctions, most);
      if (flow >= most) continue;
      let size = 0;
      for (const j of junctions) if (this.#level[j]! >= 0) size += 1;
      const score = flow / Math.min(size, count - size);
      if (score >= bestScore) continue;
      [bestScore, bestSize] = [score, size];
      for (const j of junctions) this.#best[j] = this.#level[j]! >= 0 ? 1 : 0;
      if (flow === 0) break;
    }
    const copy = junctions.slice();
    let [first, second] = [0, bestSize];
    for (const j of copy) junctions[this.#best[j] === 1 ? first++ : second++] = j;
    return bestSize;
  }

  /** The first quarter along a direction is the source, the last the sink; equal places are told apart by their order. */
  #setEnds(junctions: Int32Array, [dx, dy]: readonly [number, number]): void {
    const { x, y } = this.#net;
    const count = junctions.length;
    const key = this.#key.subarray(0, count);
    for (let i = 0; i < count; i++) key[i] = dx * x[junctions[i]!]! + dy * y[junctions[i]!]!;
    const sorted = this.#sorted.subarray(0, count);
    sorted.set(key);
    sorted.sort();
    const share = Math.max(1, Math.floor(count * TERMINAL_SHARE));
    const [low, high] = [sorted[share - 1]!, sorted[count - share]!];
    let [sourcesAtLow, sinksAtHigh] = [0, 0];
    for (let i = 0; i < share; i++) {
      if (sorted[i] === low) sourcesAtLow += 1;
      if (sorted[count - 1 - i] === high) sinksAtHigh += 1;
    }
    for (let i = 0; i < count; i++) {
      const at = key[i]!;
      let end = at < low ? SOURCE : at > high ? SINK : FREE;
      if (end === FREE && at === low && sourcesAtLow > 0) [end, sourcesAtLow] = [SOURCE, sourcesAtLow - 1];
      else if (end === FREE && at === high && sinksAtHigh > 0) [end, sinksAtHigh] = [SINK, sinksAtHigh - 1];
      this.#end[junctions[i]!] = end;
    }
  }

  /** Flow from the sources to the sinks, given up at `most`; afterwards the source's side has levels of 0 and more. */
  #maxFlow(junctions: Int32Array, most: number): number {
    const { at, edges } = this.#net;
    for (const j of junctions) for (let i = at[j]!; i < at[j + 1]!; i++) this.#flow[edges[i]! >> 1] = 0;
    let flow = 0;
    while (this.#setLevels(junctions)) {
      for (const j of junctions) this.#next[j] = at[j]!;
      for (const j of junctions) {
        if (this.#end[j] !== SOURCE) continue;
        while (this.#augment(j)) flow += 1;
        if (flow >= most) return flow;
      }
    }
    return flow;
  }

  #residual(edge: number): boolean {
    return (edge & 1 ? -this.#flow[edge >> 1]! : this.#flow[edge >> 1]!) < 1;
  }

  /** Levels by steps from the sources; whether a sink was met. */
  #setLevels(junctions: Int32Array): boolean {
    const { tail, at, edges } = this.#net;
    const queue = this.#queue;
    const piece = this.pieceOf[junctions[0]!]!;
    let [head, end] = [0, 0];
    for (const j of junctions) {
      this.#level[j] = this.#end[j] === SOURCE ? 0 : -1;
      if (this.#end[j] === SOURCE) queue[end++] = j;
    }
    let met = false;
    while (head < end) {
      const j = queue[head++]!;
      if (met && this.#level[j]! >= this.#level[queue[end - 1]!]!) break;
      for (let i = at[j]!; i < at[j + 1]!; i++) {
        const edge = edges[i]!;
        const other = tail[edge ^ 1]!;
        if (this.pieceOf[other] !== piece || this.#level[other]! >= 0 || !this.#residual(edge)) continue;
        this.#level[other] = this.#level[j]! + 1;
        queue[end++] = other;
        if (this.#end[other] === SINK) met = true;
      }
    }
    return met;
  }

  /** One unit more along the levels, if there is a way. */
  #augment(source: number): boolean {
    const { tail, at, edges } = this.#net;
    const path = this.#path;
    const piece = this.pieceOf[source]!;
    let [depth, j] = [0, source];
    for (;;) {
      if (this.#end[j] === SINK) {
        for (let i = 0; i < depth; i++) this.#flow[path[i]! >> 1]! += path[i]! & 1 ? -1 : 1;
        return true;
      }
      let found = -1;
      for (; this.#next[j]! < at[j + 1]!; this.#next[j]! += 1) {
        const edge = edges[this.#next[j]!]!;
        const other = tail[edge ^ 1]!;
        if (this.pieceOf[other] === piece && this.#level[other] === this.#level[j]! + 1 && this.#residual(edge)) {
          found = edge;
          break;
        }
      }
      if (found >= 0) {
        path[depth++] = found;
        j = tail[found ^ 1]!;
      } else if (depth === 0) return false;
      else {
        j = tail[path[--depth]!]!;
        this.#next[j]! += 1;
      }
    }
  }
}
