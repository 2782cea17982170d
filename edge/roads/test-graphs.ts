/** For tests only: made-up road tables, and where the real data is. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROAD_CLASSES } from "@tocsin/contract/roads/road-class.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import { randomStream } from "@tocsin/kernel/random.ts";
import type { RoadGraph } from "./graph.ts";
import { ONEWAYS, type Road, type RoadTable, type Turn } from "./road-table.ts";
import type { Snap } from "./snap.ts";

/** The folder of real data, or `null` where it is not at hand. */
export function sharedFolder(): string | null {
  const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
  const folder = process.env.TOCSIN_SHARED ?? join(root, "../shared");
  return existsSync(join(folder, "data/roads")) ? folder : null;
}

/** A bent grid of streets with random classes, one-ways, gaps, parallel and loop roads. */
export function gridTable(seed: number, side: number): RoadTable {
  const dice = randomStream(seed, "grid");
  const points: LonLat[] = [];
  for (let i = 0; i < side * side; i++) {
    points.push([106 + (i % side) * 0.002 + dice.next() * 0.001, 29 + Math.floor(i / side) * 0.002 + dice.next() * 0.001]);
  }
  const roads: Road[] = [];
  const add = (a: number, b: number): void => {
    const bend: LonLat = [(points[a]![0] + points[b]![0]) / 2 + 0.0002 * dice.next(), (points[a]![1] + points[b]![1]) / 2 + 0.0002];
    roads.push({
      id: `r${roads.length}`,
      name: dice.pick(["滨江大道", "解放路", "人民路", ""]),
      class: dice.pick(ROAD_CLASSES),
      from: `j${a}`,
      to: `j${b}`,
      oneway: dice.next() < 0.7 ? "no" : dice.pick(ONEWAYS),
      speedKmh: dice.next() < 0.5 ? null : dice.integer(5, 120),
      level: dice.integer(-1, 2),
      bridge: dice.next() < 0.1,
      line: [points[a]!, bend, points[b]!],
    });
  };
  for (let i = 0; i < side * side; i++) {
    if ((i + 1) % side !== 0 && dice.next() < 0.92) add(i, i + 1);
    if (i + side < side * side && dice.next() < 0.92) add(i, i + side);
    if (i + side < side * side && dice.next() < 0.05) add(i, i + side);
    if (dice.next() < 0.03) add(i, i);
  }
  return { roads, turns: [] };
}

/** The table with some roads made one-way and with turn restrictions at random junctions. */
export function withRandomRules(table: RoadTable, seed: number, turnCount: number): RoadTable {
  const dice = randomStream(seed, "rules");
  const roads = table.roads.map((road) => (dice.next() < 0.1 ? { ...road, oneway: dice.pick(ONEWAYS) } : road));
  const at = new Map<string, string[]>();
  for (const road of roads) for (const end of [road.from, road.to]) at.set(end, [...(at.get(end) ?? []), road.id]);
  const turns: Turn[] = [...table.turns];
  for (let i = 0; i < turnCount; i++) {
    const fromRoad = dice.pick(roads);
    const via = dice.pick([fromRoad.from, fromRoad.to]);
    turns.push({ fromRoad: fromRoad.id, via, toRoad: dice.pick(at.get(via)!), kind: dice.next() < 0.7 ? "no" : "only" });
  }
  return { roads, turns };
}

export function randomSnap(graph: RoadGraph, dice: { next(): number; integer(a: number, b: number): number }): Snap {
  const road = dice.integer(0, graph.roads.length - 1);
  const fraction = dice.next() < 0.1 ? dice.integer(0, 1) : dice.next();
  return { road, roadId: graph.roads[road]!.id, fraction, point: graph.roads[road]!.line[0]!, distanceM: 0 };
}
