import { areaOf, distance, type Vec } from "./plane.ts";
import type { PlanarMap } from "./planar-map.ts";

/** Connected groups of blocks around seeds, and their outlines: districts, stations and posts tile without overlap. */

/** One face as a place in a region. */
export interface Cell {
  readonly face: number;
  readonly centre: Vec;
  /** How much it counts when seeds are moved to the middle, such as its residents. */
  readonly weight: number;
  readonly neighbours: readonly { readonly cell: number; readonly cost: number }[];
}

/** The nearest seed of each cell by the way over neighbouring cells; so every region hangs together. */
export function growRegions(cells: readonly Cell[], seeds: readonly number[], allowed: (cell: number) => boolean = () => true): Int32Array {
  const region = new Int32Array(cells.length).fill(-1);
  const cost = new Float64Array(cells.length).fill(Infinity);
  const heap = new CostHeap();
  for (const [index, seed] of seeds.entries()) {
    cost[seed] = 0;
    region[seed] = index;
    heap.push(0, seed);
  }
  for (let top = heap.pop(); top !== null; top = heap.pop()) {
    const [reached, cell] = top;
    if (reached > cost[cell]!) continue;
    for (const { cell: other, cost: step } of cells[cell]!.neighbours) {
      if (!allowed(other) || reached + step >= cost[other]!) continue;
      cost[other] = reached + step;
      region[other] = region[cell]!;
      heap.push(reached + step, other);
    }
  }
  return region;
}

/** `count` seeds among some cells, moved to the middle of their regions a few times (Lloyd's method by weight). */
export function spreadSeeds(cells: readonly Cell[], among: readonly number[], count: number, pick: () => number, rounds = 8): number[] {
  const inside = new Set(among);
  // Farthest-first from a drawn cell: seeds start apart; weight draws them to where people are.
  const seeds = [among[Math.floor(pick() * among.length)]!];
  while (seeds.length < Math.min(count, among.length)) {
    let best = -1;
    let most = -1;
    for (const cell of among) {
      const reach = Math.min(...seeds.map((seed) => distance(cells[seed]!.centre, cells[cell]!.centre)));
      const score = reach * Math.sqrt(cells[cell]!.weight + 1);
      if (reach > 0 && score > most) [best, most] = [cell, score];
    }
    if (best === -1) break;
    seeds.push(best);
  }
  for (let round = 0; round < rounds; round++) {
    const region = growRegions(cells, seeds, (cell) => inside.has(cell));
    for (const index of seeds.keys()) {
      const own = among.filter((cell) => region[cell] === index);
      const total = own.reduce((sum, cell) => sum + cells[cell]!.weight, 0);
      if (total === 0) continue;
      const x = own.reduce((sum, cell) => sum + cells[cell]!.centre[0] * cells[cell]!.weight, 0) / total;
      const y = own.reduce((sum, cell) => sum + cells[cell]!.centre[1] * cells[cell]!.weight, 0) / total;
      seeds[index] = own.reduce((best, cell) => (distance(cells[cell]!.centre, [x, y]) < distance(cells[best]!.centre, [x, y]) ? cell : best), own[0]!);
    }
  }
  return seeds;
}

/** The outline of a group of faces as closed rings of point indices: outer ring first, then holes. */
export function outline(map: PlanarMap, faces: ReadonlySet<number>): number[][] {
  const border: number[] = [];
  for (const face of faces) for (const half of map.loop(face)) if (!faces.has(map.face[half ^ 1]!)) border.push(half);
  const unused = new Set(border);
  const rings: number[][] = [];
  for (const start of border) {
    if (!unused.has(start)) continue;
    const chain: number[] = [];
    for (let half = start; unused.has(half); ) {
      unused.delete(half);
      chain.push(map.origin[half]!);
      half = map.next[half]!;
      while (faces.has(map.face[half ^ 1]!)) half = map.next[half ^ 1]!;
    }
    rings.push(...withoutTouching(chain));
  }
  const area = (ring: readonly number[]): number => areaOf(ring.map((vertex) => map.points[vertex]!));
  return rings.sort((a, b) => area(b) - area(a)).map((ring) => [...ring, ring[0]!]);
}

/** A chain that comes back to a point before its end becomes two rings that touch there. */
function withoutTouching(chain: readonly number[]): number[][] {
  const rings: number[][] = [];
  const path: number[] = [];
  for (const vertex of chain) {
    const seen = path.indexOf(vertex);
    if (seen !== -1) rings.push(path.splice(seen));
    path.push(vertex);
  }
  return [...rings, path];
}

/** A binary heap of (cost, cell), cheapest first. */
class CostHeap {
  readonly #items: (readonly [number, number])[] = [];

  push(cost: number, cell: number): void {
    const items = this.#items;
    items.push([cost, cell]);
    for (let at = items.length - 1; at > 0; ) {
      const above = (at - 1) >> 1;
      if (items[above]![0] <= items[at]![0]) return;
      [items[above], items[at]] = [items[at]!, items[above]!];
      at = above;
    }
  }

  pop(): readonly [number, number] | null {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (top === undefined || last === undefined) return null;
    if (items.length === 0) return top;
    items[0] = last;
    for (let at = 0; ; ) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) if (child < items.length && items[child]![0] < items[least]![0]) least = child;
      if (least === at) return top;
      [items[at], items[least]] = [items[least]!, items[at]!];
      at = least;
    }
  }
}
