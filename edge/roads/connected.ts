/** The part of a road network in which every road can be reached from every other. */
import { buildGraph, type RoadGraph } from "./graph.ts";
import type { Road, RoadTable } from "./road-table.ts";

export interface DroppedRoads {
  readonly roads: number;
  readonly metres: number;
  /** Rules on turns that concerned a dropped road. */
  readonly turns: number;
  /** Ids of the dropped roads. */
  readonly ids: readonly string[];
}

/** Keeps the largest strongly connected part (one-ways and turn rules count), by metres of road. */
export function keepLargestComponent(table: RoadTable): { readonly table: RoadTable; readonly dropped: DroppedRoads } {
  const graph = buildGraph(table);
  const component = components(graph);
  const metresOf = new Map<number, number>();
  const componentOfRoad = table.roads.map((_, r) => {
    const own = roadComponent(graph, component, r);
    if (own >= 0) metresOf.set(own, (metresOf.get(own) ?? 0) + graph.metresOf(r));
    return own;
  });
  let largest = -1;
  for (const [candidate, metres] of metresOf) if (largest < 0 || metres > metresOf.get(largest)!) largest = candidate;
  const roads: Road[] = [];
  const ids: string[] = [];
  let metres = 0;
  for (const [r, road] of table.roads.entries()) {
    if (componentOfRoad[r] === largest && largest >= 0) roads.push(road);
    else {
      ids.push(road.id);
      metres += graph.metresOf(r);
    }
  }
  const kept = new Set(roads.map((road) => road.id));
  const turns = table.turns.filter((turn) => kept.has(turn.fromRoad) && kept.has(turn.toRoad));
  return { table: { roads, turns }, dropped: { roads: ids.length, metres, turns: table.turns.length - turns.length, ids } };
}

/** The component in which a road can be driven from its start to its end; -1 if none. */
function roadComponent(graph: RoadGraph, component: Int32Array, road: number): number {
  const { first, vertex } = graph.turns.starts;
  for (const arc of [2 * road, 2 * road + 1]) {
    if (graph.arcAllowed[arc] === 0) continue;
    const head = graph.turns.arcHead[arc]!;
    for (let i = first[arc]!; i < first[arc + 1]!; i++) if (component[vertex[i]!] === component[head]) return component[head]!;
  }
  return -1;
}

/** Number of the strongly connected component of every vertex (Tarjan 1972, without recursion). */
function components(graph: RoadGraph): Int32Array {
  const { onward, onwardAt, vertexCount: n } = graph.turns;
  const component = new Int32Array(n).fill(-1);
  const order = new Int32Array(n).fill(-1);
  const low = new Int32Array(n);
  const next = Int32Array.from({ length: n }, (_, v) => onwardAt[v]! + 3);
  const stack: number[] = [];
  let counter = 0;
  let count = 0;
  for (let root = 0; root < n; root++) {
    if (order[root] !== -1) continue;
    const path = [root];
    order[root] = low[root] = counter++;
    stack.push(root);
    while (path.length > 0) {
      const v = path[path.length - 1]!;
      const entry = next[v]!;
      if (entry < onwardAt[v + 1]!) {
        next[v] = entry + 3;
        const w = onward[entry + 1]!;
        if (order[w] === -1) {
          order[w] = low[w] = counter++;
          stack.push(w);
          path.push(w);
        } else if (component[w] === -1) low[v] = Math.min(low[v]!, order[w]!);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[v]!);
      if (low[v] !== order[v]) continue;
      for (let w = stack.pop()!; ; w = stack.pop()!) {
        component[w] = count;
        if (w === v) break;
      }
      count += 1;
    }
  }
  return component;
}
