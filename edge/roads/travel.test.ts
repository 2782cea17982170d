import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { randomStream } from "@tocsin/kernel/random.ts";
import { buildGraph } from "./graph.ts";
import type { Road, RoadTable } from "./road-table.ts";
import { route } from "./route.ts";
import { snap } from "./snap.ts";
import { gridTable, randomSnap, withRandomRules } from "./test-graphs.ts";
import { compareWithTextbook, Textbook } from "./test-textbook.ts";
import { reachableWithin, travelTimesFrom, travelTimesTo } from "./travel.ts";

const ms = (max: number) => fc.oneof(fc.constant(0), fc.integer({ min: 1, max }));
const turnCosts = fc.record({ leftMs: ms(20_000), rightMs: ms(10_000), uTurnMs: ms(60_000), junctionMs: ms(5_000) });

test("DSP-01: travel times equal a textbook search, with one-ways, turn rules and costs, closures, live speeds and hours", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 2, max: 9 }), fc.integer({ min: 0, max: 60 }), turnCosts, (seed, side, turns, costs) => {
      const grid = gridTable(seed, side);
      fc.pre(grid.roads.length > 0);
      compareWithTextbook(withRandomRules(grid, seed, turns), seed, 12, 3, costs);
    }),
    { numRuns: 60 },
  );
});

const straight = (id: string, from: string, to: string, a: number, b: number, more: Partial<Road> = {}): Road => ({
  id,
  name: `${id}路`,
  class: "primary",
  from,
  to,
  oneway: "no",
  speedKmh: 36,
  level: 0,
  bridge: false,
  line: [
    [106 + a * 0.001, 29],
    [106 + b * 0.001, 29],
  ],
  ...more,
});

test("DSP-01: a closure and its end change the next answer, and what lies on the closed road stays reachable", () => {
  const detour = straight("c", "1", "2", 1, 2, { speedKmh: 4 });
  const table: RoadTable = { roads: [straight("a", "0", "1", 0, 1), straight("b", "1", "2", 1, 2), detour, straight("d", "2", "3", 2, 3)], turns: [] };
  const graph = buildGraph(table);
  const from = snap(graph, [106.0005, 29])!;
  const to = snap(graph, [106.0025, 29])!;
  const onB = { ...to, road: 1, roadId: "b", fraction: 0.5 };
  const times = (): number => travelTimesTo(graph, to, [from])[0]!;
  const open = times();
  const onBOpen = travelTimesTo(graph, onB, [from])[0]!;
  graph.setClosed("b", true);
  assert.equal(graph.revision, 1);
  assert.ok(times() > open + 50_000);
  assert.equal(travelTimesTo(graph, onB, [from])[0], onBOpen);
  assert.ok(travelTimesFrom(graph, onB, [to])[0]! > 0);
  graph.setClosed("c", true);
  assert.equal(times(), -1);
  assert.equal(route(graph, from, to), null);
  graph.setClosed("b", false);
  assert.equal(times(), open);
  graph.setSpeed("b", 18);
  assert.ok(times() > open);
  graph.setSpeed("b", null);
  assert.equal(times(), open);
  assert.throws(() => graph.setSpeed("b", 0), /0 km\/h/);
  assert.throws(() => graph.setClosed("nowhere", true), /no road "nowhere"/);
});

test("DSP-01: two places on one road: with the one-way direct, against it around the block, both ways on a two-way road", () => {
  const roads = [straight("a", "0", "1", 0, 1, { oneway: "forward" }), straight("b", "1", "0", 1, 0, { oneway: "forward" }), straight("c", "1", "2", 1, 2)];
  const graph = buildGraph({ roads, turns: [] });
  const at = (road: number, fraction: number) => ({ road, roadId: roads[road]!.id, fraction, point: [106, 29] as const, distanceM: 0 });
  const length = graph.arcMs[0]!;
  assert.equal(travelTimesTo(graph, at(0, 0.75), [at(0, 0.25)])[0], Math.round(length * 0.75) - Math.round(length * 0.25));
  assert.equal(travelTimesTo(graph, at(0, 0.25), [at(0, 0.75)])[0], length - Math.round(length * 0.75) + graph.arcMs[2]! + Math.round(length * 0.25));
  assert.equal(travelTimesTo(graph, at(2, 0.25), [at(2, 0.75)])[0], travelTimesTo(graph, at(2, 0.75), [at(2, 0.25)])[0]);
  assert.equal(travelTimesTo(graph, at(0, 0.5), [at(0, 0.5)])[0], 0);
});

test("DSP-01: a limit is inclusive, and a unit that is on no road gets -1", () => {
  const graph = buildGraph({ roads: [straight("a", "0", "1", 0, 1), straight("b", "1", "2", 1, 2)], turns: [] });
  const from = snap(graph, [106.0002, 29])!;
  const to = snap(graph, [106.0018, 29])!;
  const [ms] = travelTimesTo(graph, to, [from]);
  assert.deepEqual([...travelTimesTo(graph, to, [from, null], { limitMs: ms! })], [ms, -1]);
  assert.deepEqual([...travelTimesTo(graph, to, [from, null], { limitMs: ms! - 1 })], [-1, -1]);
  assert.deepEqual([...travelTimesFrom(graph, from, [null, to], { limitMs: ms! - 1 })], [-1, -1]);
});

test("DSP-01: the reach of a place holds every junction within the limit once, with its travel time", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 0, max: 300_000 }), (seed, limitMs) => {
      const table = withRandomRules(gridTable(seed, 6), seed, 25);
      const graph = buildGraph(table);
      const from = randomSnap(graph, randomStream(seed, "from"));
      const reached = new Map<number, number>();
      reachableWithin(graph, from, limitMs, (junction, ms) => {
        assert.ok(!reached.has(junction));
        reached.set(junction, ms);
      });
      // Arcs that end at a junction, asked for at their very end, tell the junction's time from the textbook.
      const ends = table.roads.flatMap((road, r) => [
        ...(road.oneway === "backward" ? [] : [{ road: r, roadId: road.id, fraction: 1, point: road.line[0]!, distanceM: 0 }]),
        ...(road.oneway === "forward" ? [] : [{ road: r, roadId: road.id, fraction: 0, point: road.line[0]!, distanceM: 0 }]),
      ]);
      const expected = new Map<number, number>();
      for (const [i, ms] of new Textbook(graph, table).times(from, ends).entries()) {
        const end = ends[i]!;
        const junction = graph.junctions.indexOf(end.fraction === 1 ? table.roads[end.road]!.to : table.roads[end.road]!.from);
        if (ms >= 0 && ms <= limitMs && !(expected.get(junction)! <= ms)) expected.set(junction, ms);
      }
      for (const [junction, ms] of reached) assert.ok(ms <= limitMs && expected.get(junction)! <= ms, `junction ${junction}`);
      // Standing on a one-way at its very start, one is at that junction without having driven to it: not counted.
      const own = [table.roads[from.road]!.from, table.roads[from.road]!.to];
      for (const [junction, ms] of expected) {
        assert.ok(own.includes(graph.junctions[junction]!) || reached.get(junction) === ms, `junction ${junction}: ${ms}`);
      }
    }),
    { numRuns: 40 },
  );
});
