import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { cellsWithin, isCell, type Convex } from "./convex-cells.ts";
import { nearestOf, type Flat } from "./plane.ts";
import { spreadOver } from "./spread.ts";

const SQUARE: Convex = [[0, 0], [1000, 0], [1000, 1000], [0, 1000]];
const areaOf = (polygon: Convex): number =>
  polygon.reduce((sum, a, i) => sum + a[0] * polygon[(i + 1) % polygon.length]![1] - polygon[(i + 1) % polygon.length]![0] * a[1], 0) / 2;
const points = (most: number) => fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999 })), { minLength: 1, maxLength: most, selector: String });

const holds = (polygon: Convex, [x, y]: Flat, by: number): boolean =>
  polygon.length >= 3 && polygon.every((a, i) => {
    const b = polygon[(i + 1) % polygon.length]!;
    return (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]) >= by;
  });

test("ORG-02: cells fill the whole, do not overlap, and each holds its own seed", () => {
  fc.assert(
    fc.property(points(12), points(20), (seeds, probes) => {
      const cells = cellsWithin(SQUARE, seeds);
      assert.ok(Math.abs(cells.reduce((sum, cell) => sum + areaOf(cell), 0) - 1_000_000) < 1e-3);
      for (const [i, seed] of seeds.entries()) assert.ok(holds(cells[i]!, seed, 0));
      for (const probe of probes) {
        const inside = cells.flatMap((cell, i) => (holds(cell, probe, 1e-6) ? [i] : []));
        assert.ok(inside.length <= 1);
        if (inside.length === 1) assert.equal(Math.hypot(probe[0] - seeds[inside[0]!]![0], probe[1] - seeds[inside[0]!]![1]), Math.min(...seeds.map((s) => Math.hypot(probe[0] - s[0], probe[1] - s[1]))));
      }
    }),
    { numRuns: 200 },
  );
});

test("ORG-02: a sliver is no cell", () => {
  assert.equal(isCell([[0, 0], [10, 0], [10, 1]]), false);
  assert.equal(isCell(SQUARE), true);
});

test("City as data: places spread over points are points themselves, distinct, and never more than there are", () => {
  fc.assert(
    fc.property(points(40), fc.integer({ min: 0, max: 50 }), (all, count) => {
      const spread = spreadOver(all, count);
      assert.ok(spread.length <= Math.min(count, all.length));
      assert.equal(count > 0, spread.length > 0);
      for (const place of spread) assert.ok(all.includes(place as [number, number]));
      assert.equal(new Set(spread.map(String)).size, spread.length);
      assert.deepEqual(spreadOver(all, count), spread);
    }),
    { numRuns: 200 },
  );
  const corners: Flat[] = [[0, 0], [1, 0], [900, 900], [901, 900]];
  assert.deepEqual(new Set(spreadOver(corners, 2).map((point) => nearestOf(point, [[0, 0], [900, 900]]))), new Set([0, 1]));
});
