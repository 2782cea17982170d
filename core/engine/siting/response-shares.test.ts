import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import { demandCells, ordinaryCells } from "./demand-cells.ts";
import { gapsByDemand, serviceByArea, serviceShares, weightedQuantile } from "./response-shares.ts";

const anyPoints = fc.array(fc.tuple(fc.double({ min: 114.2, max: 114.24, noNaN: true }), fc.double({ min: 30.5, max: 30.54, noNaN: true })), { maxLength: 120 });

test("X-12: no cell tells of fewer than five incidents, none is told of twice, and what is suppressed cannot be had by subtraction", () => {
  fc.assert(
    fc.property(anyPoints, (points) => {
      const { cells, suppressed } = demandCells(points);
      for (const { count } of cells) assert.ok(count >= ordinaryCells.k);
      assert.ok(suppressed === 0 || suppressed >= ordinaryCells.k);
      const told = cells.reduce((sum, cell) => sum + cell.count, 0);
      if (cells.length > 0) assert.equal(told + suppressed, points.length);
      else assert.ok(points.length === suppressed || points.length < ordinaryCells.k);
    }),
  );
});

test("X-12: where there are fewer than five incidents in all, there is nothing to tell, not even their number", () => {
  assert.deepEqual(demandCells([[114, 30], [114, 30], [114, 30], [114, 30]]), { cells: [], suppressed: 0 });
  const { cells, suppressed } = demandCells(Array.from({ length: 5 }, (): LonLat => [114, 30]));
  assert.deepEqual([cells.map(({ point, count, edgeM }) => [point, count, edgeM]), suppressed], [[[[114, 30], 5, 200]], 0]);
});

test("DAT-20: demand stays where it is: a cell's middle lies near its incidents", () => {
  const town: LonLat[] = Array.from({ length: 40 }, (_, i) => [114 + (i % 8) * 0.004, 30 + Math.floor(i / 8) * 0.004]);
  const { cells } = demandCells(town.flatMap((point) => [point, point, point, point, point]));
  assert.equal(cells.length, town.length);
  for (const { point } of cells) assert.ok(town.some((other) => distanceM(other, point) < 2));
});

test("DSP-06: shares inside one, three and five minutes; exactly the limit is inside", () => {
  const { within, mean, p90 } = serviceShares([60, 61, 180, 400], [1, 1, 1, 1], [60, 180, 300]);
  assert.deepEqual(within, [0.25, 0.75, 0.75]);
  assert.equal(mean, 175.25);
  assert.equal(p90, 400);
  assert.deepEqual(serviceShares([], [], [60]), { within: [1], mean: 0, p90: 0 });
});

test("DAT-20: an area a fifth worse than the city's p90 is highlighted, even with little demand or none", () => {
  const times = [100, 100, 100, 100, 121, 119, 130];
  const weights = [50, 50, 50, 50, 1, 1, 0];
  const areas = serviceByArea(times, weights, [0, 0, 0, 0, 1, 2, 3], 5, [60, 180]);
  assert.equal(weightedQuantile(times, weights, 0.9), 100);
  assert.deepEqual(areas.map(({ area, gap, leftBehind }) => [area, gap, leftBehind]), [[3, 30, true], [1, 21, true], [2, 19, false], [0, 0, false], [4, -100, false]]);
});

test("DAT-20: gaps are ranked by demand, then by how late they are", () => {
  assert.deepEqual(gapsByDemand([100, 400, 500, 400, 999], [9, 2, 2, 7, 0], 180), [3, 2, 1]);
});
