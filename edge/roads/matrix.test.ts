import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { randomStream } from "@tocsin/kernel/random.ts";
import { buildGraph } from "./graph.ts";
import { oneToAll, travelMatrix } from "./matrix.ts";
import { gridTable, randomSnap, withRandomRules } from "./test-graphs.ts";
import { Textbook } from "./test-textbook.ts";
import { reachableWithin } from "./travel.ts";
import { DEFAULT_TURN_COSTS, NO_TURN_COSTS } from "./turn-costs.ts";

test("DSP-01: a matrix equals a textbook search cell by cell, more rows than columns or fewer, with places on no road", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 2, max: 7 }), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }), fc.boolean(), (seed, side, rows, columns, turning) => {
      const table = withRandomRules(gridTable(seed, side), seed, 20);
      fc.pre(table.roads.length > 0);
      const turnCosts = turning ? DEFAULT_TURN_COSTS : NO_TURN_COSTS;
      const graph = buildGraph(table, { turnCosts });
      const dice = randomStream(seed, "places");
      const places = (count: number) => Array.from({ length: count }, () => (dice.next() < 0.1 ? null : randomSnap(graph, dice)));
      const [sources, targets] = [places(rows), places(columns)];
      const book = new Textbook(graph, table, turnCosts);
      for (const closed of [null, dice.pick(table.roads)]) {
        if (closed) {
          graph.setClosed(closed.id, true);
          book.closed.add(graph.roadIndex(closed.id));
        }
        const matrix = travelMatrix(graph, sources, targets);
        assert.deepEqual([matrix.rows, matrix.columns, matrix.ms.length], [rows, columns, rows * columns]);
        const found = targets.flatMap((target) => target ?? []);
        for (const [s, source] of sources.entries()) {
          const known = source ? book.times(source, found) : [];
          assert.deepEqual([...matrix.ms.subarray(s * columns, (s + 1) * columns)], targets.map((target) => (source && target ? known[found.indexOf(target)] : -1)));
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("DSP-01: one place to the whole city says of every junction what a search without limit finds", () => {
  fc.assert(
    fc.property(fc.integer(), fc.boolean(), (seed, turning) => {
      const graph = buildGraph(withRandomRules(gridTable(seed, 6), seed, 15), turning ? { turnCosts: DEFAULT_TURN_COSTS } : {});
      const from = randomSnap(graph, randomStream(seed, "from"));
      const expected = new Int32Array(graph.junctions.length).fill(-1);
      reachableWithin(graph, from, 1e9, (junction, ms) => {
        expected[junction] = ms;
      });
      assert.deepEqual(oneToAll(graph, from), expected);
    }),
    { numRuns: 40 },
  );
});
