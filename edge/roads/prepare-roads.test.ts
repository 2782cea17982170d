import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { randomStream } from "@tocsin/kernel/random.ts";
import { buildGraph, type RoadGraph } from "./graph.ts";
import { buildHierarchy } from "./hierarchy.ts";
import { oneToAll, travelMatrix } from "./matrix.ts";
import { orderInput, prepareRoads } from "./prepare-roads.ts";
import { forgetPrepared, preparedSearch, useHierarchy } from "./prepared-roads.ts";
import { gridTable, randomSnap, withRandomRules } from "./test-graphs.ts";
import { travelTimesTo } from "./travel.ts";
import { DEFAULT_TURN_COSTS } from "./turn-costs.ts";

const town = (seed: number, side: number): RoadGraph => buildGraph(withRandomRules(gridTable(seed, side), seed, side * side), { turnCosts: DEFAULT_TURN_COSTS });

test("DSP-01: a hierarchy answers as plain searches do: one to many within a limit, one to all and a matrix wider than a block", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 2, max: 8 }), fc.integer({ min: 0, max: 400_000 }), (seed, side, limitMs) => {
      const graph = town(seed, side);
      fc.pre(graph.roads.length > 0);
      const dice = randomStream(seed, "places");
      const places = (count: number) => Array.from({ length: count }, () => (dice.next() < 0.1 ? null : randomSnap(graph, dice)));
      const [one, few, many] = [randomSnap(graph, dice), places(4), places(140)];
      const answers = () => [travelTimesTo(graph, one, many, { limitMs }), oneToAll(graph, one), travelMatrix(graph, few, many).ms, travelMatrix(graph, many, few).ms];
      const plainly = answers();
      const hierarchy = buildHierarchy(orderInput(graph));
      assert.deepEqual([...hierarchy.rank].sort((a, b) => a - b), [...hierarchy.rank.keys()]);
      useHierarchy(graph, hierarchy);
      assert.deepEqual(answers(), plainly);
      const closed = dice.pick(graph.roads).id;
      graph.setClosed(closed, true);
      const after = answers();
      forgetPrepared(graph);
      assert.deepEqual(after, answers());
    }),
    { numRuns: 60 },
  );
});

test("DSP-01: roads are prepared aside; a closure counts in the very next answer, before the hierarchy has followed and after", async () => {
  const graph = town(3, 64);
  const twin = town(3, 64);
  const failures: unknown[] = [];
  const preparation = prepareRoads(graph, (error) => failures.push(error));
  try {
    const dice = randomStream(3, "places");
    const [one, many] = [randomSnap(graph, dice), Array.from({ length: 50 }, () => randomSnap(graph, dice))];
    const answers = (): Int32Array => travelTimesTo(graph, one, many);
    const open = travelTimesTo(twin, one, many);
    assert.deepEqual(answers(), open);
    await preparation.caughtUp();
    assert.ok(preparedSearch(graph) !== null);
    assert.deepEqual(answers(), open);
    for (const { id } of graph.roads.filter((_, r) => r % 20 === 0)) for (const both of [graph, twin]) both.setClosed(id, true);
    const closed = travelTimesTo(twin, one, many);
    assert.notDeepEqual(closed, open);
    assert.equal(preparedSearch(graph), null);
    assert.deepEqual(answers(), closed);
    await preparation.caughtUp();
    assert.ok(preparedSearch(graph) !== null);
    assert.deepEqual(answers(), closed);
    assert.deepEqual(failures, []);
  } finally {
    await preparation.close();
  }
  assert.equal(preparedSearch(graph), null);
});
