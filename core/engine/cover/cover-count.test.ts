import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { coverLoss } from "./cover-loss.ts";
import { createCoverCount } from "./cover-count.ts";

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

/** A city, lists that name each cell once, and who comes (list number) and goes (~list number) in turn. */
const anyShift = fc.integer({ min: 1, max: 25 }).chain((cells) =>
  fc.record({
    weights: fc.array(fc.integer({ min: 0, max: 500 }), { minLength: cells, maxLength: cells }),
    lists: fc.array(fc.uniqueArray(fc.nat(cells - 1)), { minLength: 1, maxLength: 8 }),
    steps: fc.array(fc.tuple(fc.boolean(), fc.nat(7)), { maxLength: 40 }),
    busyFraction: fc.constantFrom(0, 0.25, 0.6, 0.95),
  }),
);

test("cover kept through any coming and going equals cover computed anew, for gains and losses alike", () => {
  fc.assert(
    fc.property(anyShift, ({ weights, lists, steps, busyFraction }) => {
      const count = createCoverCount(weights, busyFraction);
      const here: number[][] = [];
      for (const [comes, which] of steps) {
        const list = lists[which % lists.length]!;
        if (comes) {
          here.push(list);
          count.add(list);
        } else if (here.length > 0) count.remove(here.splice(which % here.length, 1)[0]!);
      }
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const covered = (reached: readonly number[][]): number => coverLoss({ weights, reached, busyFraction }).covered * total;
      for (const list of lists) assert.ok(near(count.gainOf(list), covered([...here, list]) - covered(here)));
      here.forEach((list, i) => assert.ok(near(count.lossOf(list), covered(here) - covered(here.filter((_, other) => other !== i)))));
    }),
  );
});

test("cover that nobody gives cannot be taken away, and a busy share of one is none", () => {
  const count = createCoverCount([1, 2], 0.5);
  assert.throws(() => count.remove([1]), /nobody is counted at cell 1/);
  assert.throws(() => createCoverCount([1], 1), /busyFraction/);
  assert.throws(() => createCoverCount([1, -1], 0), /weights\[1\]/);
});
