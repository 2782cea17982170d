/** For tests only: a plain textbook search over arcs to compare answers with. */
import assert from "node:assert/strict";
import { ROAD_CLASSES } from "@tocsin/contract/roads/road-class.ts";
import { bearingDeg } from "@tocsin/kernel/geo.ts";
import { randomStream } from "@tocsin/kernel/random.ts";
import { buildGraph, type RoadGraph } from "./graph.ts";
import { buildHierarchy } from "./hierarchy.ts";
import { travelMatrix } from "./matrix.ts";
import { orderInput } from "./prepare-roads.ts";
import { forgetPrepared, useHierarchy } from "./prepared-roads.ts";
import type { RoadTable } from "./road-table.ts";
import { route } from "./route.ts";
import { msAlong, type Snap } from "./snap.ts";
import { randomSnap } from "./test-graphs.ts";
import { travelTimesFrom, travelTimesTo } from "./travel.ts";
import { NO_TURN_COSTS, turnMs, type TurnCosts } from "./turn-costs.ts";

/** Heap of [ms, arc], the least first. */
class Heap {
  readonly #items: [number, number][] = [];

  push(item: [number, number]): void {
    let i = this.#items.push(item) - 1;
    while (i > 0) {
      const up = (i - 1) >> 1;
      if (this.#items[up]![0] <= item[0]) break;
      this.#items[i] = this.#items[up]!;
      i = up;
    }
    this.#items[i] = item;
  }

  pop(): [number, number] | undefined {
    const top = this.#items[0];
    const last = this.#items.pop();
    if (last === undefined || this.#items.length === 0) return top;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= this.#items.length) break;
      if (child + 1 < this.#items.length && this.#items[child + 1]![0] < this.#items[child]![0]) child++;
      if (this.#items[child]![0] >= last[0]) break;
      this.#items[i] = this.#items[child]!;
      i = child;
    }
    this.#items[i] = last;
    return top;
  }
}

/** Textbook Dijkstra on arcs, straight from the table; it knows nothing of vertices, copies or adjacency arrays. */
export class Textbook {
  readonly #graph: RoadGraph;
  readonly #leaving = new Map<string, number[]>();
  readonly #no = new Set<string>();
  readonly #only = new Map<number, Set<number>>();
  readonly closed = new Set<number>();
  readonly #costs: TurnCosts;
  readonly #roadsAt = new Map<string, Set<number>>();

  constructor(graph: RoadGraph, table: RoadTable, costs: TurnCosts = NO_TURN_COSTS) {
    this.#graph = graph;
    this.#costs = costs;
    for (const [r, road] of table.roads.entries()) for (const end of [road.from, road.to]) this.#roadsAt.set(end, (this.#roadsAt.get(end) ?? new Set()).add(r));
    const index = new Map(table.roads.map((road, r) => [road.id, r]));
    for (let arc = 0; arc < 2 * table.roads.length; arc++) {
      if (!this.#allowed(arc)) continue;
      const list = this.#leaving.get(this.#start(arc)) ?? [];
      list.push(arc);
      this.#leaving.set(this.#start(arc), list);
    }
    for (const turn of table.turns) {
      const from = index.get(turn.fromRoad)!;
      const to = index.get(turn.toRoad)!;
      for (const a of [2 * from, 2 * from + 1]) {
        for (const b of [2 * to, 2 * to + 1]) {
          if (this.#end(a) !== turn.via || this.#start(b) !== turn.via) continue;
          if (turn.kind === "no") this.#no.add(`${a}>${b}`);
          else this.#only.set(a, (this.#only.get(a) ?? new Set()).add(b));
        }
      }
    }
  }

  #allowed(arc: number): boolean {
    return this.#graph.roads[arc >> 1]!.oneway !== (arc % 2 === 0 ? "backward" : "forward");
  }

  #start(arc: number): string {
    const road = this.#graph.roads[arc >> 1]!;
    return arc % 2 === 0 ? road.from : road.to;
  }

  #end(arc: number): string {
    return this.#start(arc % 2 === 0 ? arc + 1 : arc - 1);
  }

  #turns(arc: number): number[] {
    const only = this.#only.get(arc);
    const leaving = this.#leaving.get(this.#end(arc)) ?? [];
    return leaving.filter((next) => (!only || only.has(next)) && !this.#no.has(`${arc}>${next}`));
  }

  #turnMs(arc: number, next: number): number {
    const line = (a: number) => (a % 2 === 0 ? this.#graph.roads[a >> 1]!.line : [...this.#graph.roads[a >> 1]!.line].reverse());
    const roads = this.#roadsAt.get(this.#end(arc))!.size;
    if (arc >> 1 === next >> 1 && arc !== next) return this.#costs.uTurnMs + (roads > 2 ? this.#costs.junctionMs : 0);
    const [a, b] = [line(arc ^ 1), line(next)];
    return turnMs(this.#costs, roads, bearingDeg(a[0]!, a[1]!) + 180, bearingDeg(b[0]!, b[1]!));
  }

  /** Milliseconds from one place to each of the others, -1 where there is no way. */
  times(from: Snap, targets: readonly Snap[]): number[] {
    const graph = this.#graph;
    const best = targets.map((to) => this.#direct(from, to));
    const wanted = new Map<number, number[]>();
    for (const [i, to] of targets.entries()) for (const arc of [2 * to.road, 2 * to.road + 1]) wanted.set(arc, [...(wanted.get(arc) ?? []), i]);
    const heap = new Heap();
    const done = new Set<number>();
    const open = (arc: number): boolean => this.#allowed(arc);
    for (const arc of [2 * from.road, 2 * from.road + 1]) {
      if (open(arc)) heap.push([graph.arcMs[arc]! - msAlong(graph, arc, from.fraction), arc]);
    }
    // The first arcs are only driven in part, so they may be reached again; they are not "done" by the start.
    let starts = open(2 * from.road) && open(2 * from.road + 1) ? 2 : 1;
    const startArcs = new Set<number>();
    for (let item = heap.pop(); item; item = heap.pop()) {
      const [ms, arc] = item;
      const isStart = starts > 0 && arc >> 1 === from.road && !startArcs.has(arc);
      if (isStart) {
        startArcs.add(arc);
        starts -= 1;
      } else if (done.has(arc)) continue;
      else done.add(arc);
      for (const next of this.#turns(arc)) {
        for (const i of wanted.get(next) ?? []) {
          const total = ms + this.#turnMs(arc, next) + msAlong(graph, next, targets[i]!.fraction);
          if (best[i]! < 0 || total < best[i]!) best[i] = total;
        }
        if (!done.has(next) && !this.closed.has(next >> 1)) heap.push([ms + this.#turnMs(arc, next) + graph.arcMs[next]!, next]);
      }
    }
    return best;
  }

  #direct(from: Snap, to: Snap): number {
    if (from.road !== to.road) return -1;
    const ways = [2 * from.road, 2 * from.road + 1].filter((arc) => this.#allowed(arc));
    const times = ways.map((arc) => msAlong(this.#graph, arc, to.fraction) - msAlong(this.#graph, arc, from.fraction));
    const along = times.filter((_, i) => (ways[i]! % 2 === 0 ? to.fraction >= from.fraction : to.fraction <= from.fraction));
    return along.length === 0 ? -1 : Math.min(...along);
  }
}

/** Compares all kinds of answers on one table with the textbook's, by plain searches and by the hierarchy, before and after closures, live speeds and another hour. */
export function compareWithTextbook(table: RoadTable, seed: number, count: number, rounds: number, turnCosts: TurnCosts = NO_TURN_COSTS): void {
  const graph = buildGraph(table, { turnCosts });
  const book = new Textbook(graph, table, turnCosts);
  const dice = randomStream(seed, "pairs");
  const hierarchy = buildHierarchy(orderInput(graph));
  for (let round = 0; round < rounds; round++) {
    const one = randomSnap(graph, dice);
    const many = Array.from({ length: count }, () => randomSnap(graph, dice));
    const expected = book.times(one, many);
    assert.deepEqual([...travelTimesFrom(graph, one, many)], expected);
    for (const [i, place] of many.slice(0, 8).entries()) {
      assert.equal(route(graph, one, place)?.ms ?? -1, expected[i]);
      const [back] = book.times(place, [one]);
      assert.equal(travelTimesTo(graph, one, [many[0]!, place])[1], back);
    }
    const plainly = travelTimesTo(graph, one, many);
    useHierarchy(graph, hierarchy);
    assert.deepEqual([...travelTimesFrom(graph, one, many)], expected);
    assert.deepEqual(travelTimesTo(graph, one, many), plainly);
    assert.deepEqual([...travelMatrix(graph, [one], many).ms], expected);
    forgetPrepared(graph);
    for (let i = 0; i < 5; i++) {
      const road = dice.integer(0, table.roads.length - 1);
      graph.setClosed(table.roads[road]!.id, true);
      book.closed.add(road);
    }
    const reopened = [...book.closed][0]!;
    graph.setClosed(table.roads[reopened]!.id, false);
    book.closed.delete(reopened);
    graph.setSpeed(table.roads[dice.integer(0, table.roads.length - 1)]!.id, dice.integer(1, 120));
    graph.setFactors({ primary: dice.integer(500, 1_500), residential: dice.integer(500, 1_500), [dice.pick(ROAD_CLASSES)]: 700 });
  }
}
