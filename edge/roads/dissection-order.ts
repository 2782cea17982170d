/**
 * The order in which a hierarchy contracts the vertices of a road graph: nested dissection (George, 1973). The network is cut in
 * two, the vertices at the cut come last, then each half is ordered the same way. Weights do not matter, so closures and
 * speeds leave the order as it is. Cuts go through roads and not through junctions, since two vertices per road cut are fewer
 * than all ways of standing at a junction (Buchhold, Wagner, Zeitz and Zündorf, 2020).
 */
import { JunctionCutter, junctionNet } from "./junction-cut.ts";
import type { StartLists } from "./turn-vertices.ts";

/** What of a road graph makes its order; plain arrays, so that it can be sent to a worker. */
export interface OrderInput {
  readonly points: readonly (readonly [lon: number, lat: number])[];
  readonly arcTail: Int32Array;
  readonly vertexCount: number;
  readonly junctionOf: Int32Array;
  readonly firstOf: Int32Array;
  readonly countOf: Int32Array;
  readonly arcHead: Int32Array;
  readonly starts: StartLists;
}

/** Rank of every vertex, 0 contracted first. */
export function dissectionOrder(input: OrderInput): Int32Array {
  const { points, arcTail, vertexCount, firstOf, countOf } = input;
  const net = junctionNet(points, arcTail);
  const cutter = new JunctionCutter(net);
  const rank = new Int32Array(vertexCount).fill(-1);
  let left = vertexCount;
  let pieces = 0;
  const todo = [Int32Array.from(points.keys())];
  for (let junctions = todo.pop(); junctions !== undefined; junctions = todo.pop()) {
    if (junctions.length < 2) {
      for (const j of junctions) for (let v = firstOf[j]!, end = v + countOf[j]!; v < end; v++) if (rank[v]! < 0) rank[v] = --left;
      continue;
    }
    const second = cutter.split(junctions);
    const [one, other] = [junctions.subarray(0, second), junctions.subarray(second)];
    pieces += 1;
    for (const j of other) cutter.pieceOf[j] = pieces;
    const across: number[] = [];
    for (const j of one) for (let i = net.at[j]!; i < net.at[j + 1]!; i++) if (cutter.pieceOf[arcTail[net.edges[i]! ^ 1]!] === pieces) across.push(net.edges[i]!);
    for (const v of coverOf(input, rank, across)) rank[v] = --left;
    todo.push(one, other);
  }
  return rank;
}

/** Few vertices without rank such that each step across the cut starts or ends at one of them: the one with most steps first. */
function coverOf({ arcHead, starts }: OrderInput, rank: Int32Array, halfEdges: readonly number[]): number[] {
  const steps: [number, number][] = [];
  for (const edge of halfEdges) {
    for (const arc of [edge, edge ^ 1]) {
      const head = arcHead[arc]!;
      if (head < 0 || rank[head]! >= 0) continue;
      for (let i = starts.first[arc]!; i < starts.first[arc + 1]!; i++) if (rank[starts.vertex[i]!]! < 0) steps.push([starts.vertex[i]!, head]);
    }
  }
  const stepsAt = new Map<number, Set<number>>();
  for (const [step, ends] of steps.entries()) for (const v of ends) stepsAt.set(v, (stepsAt.get(v) ?? new Set()).add(step));
  const cover: number[] = [];
  const open = new Set(steps.keys());
  while (open.size > 0) {
    let [best, most] = [-1, 0];
    for (const [v, own] of stepsAt) if (own.size > most) [best, most] = [v, own.size];
    cover.push(best);
    for (const step of stepsAt.get(best)!) {
      open.delete(step);
      for (const v of steps[step]!) if (v !== best) stepsAt.get(v)!.delete(step);
    }
    stepsAt.delete(best);
  }
  return cover;
}
