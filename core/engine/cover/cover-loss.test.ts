import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type CoverInput, coverLoss } from "./cover-loss.ts";

/** The definition itself, cell by cell, without the counts that the fast way keeps. */
function coverByDefinition({ weights, reached, busyFraction }: CoverInput, without: number | null): number {
  let covered = 0;
  let total = 0;
  for (let cell = 0; cell < weights.length; cell++) {
    const k = reached.filter((list, unit) => unit !== without && Array.from(list).includes(cell)).length;
    covered += weights[cell]! * (1 - busyFraction ** k);
    total += weights[cell]!;
  }
  return total === 0 ? 0 : covered / total;
}

const anyCover = fc.integer({ min: 1, max: 30 }).chain((cells) =>
  fc.record({
    weights: fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: cells, maxLength: cells }),
    reached: fc.array(fc.array(fc.nat(cells - 1), { maxLength: cells * 2 }), { maxLength: 12 }),
    busyFraction: fc.constantFrom(0, 0.1, 0.5, 0.9),
  }),
);

test("cover left behind: the only unit of a cell takes its demand along, one of two does not", () => {
  const { covered, losses } = coverLoss({ weights: [4, 3, 1], reached: [[0, 1], [1], []], busyFraction: 0 });
  assert.equal(covered, 0.875);
  assert.deepEqual([...losses], [0.5, 0, 0]);
});

test("with busy units the second one in reach counts too (MEXCLP)", () => {
  const { losses } = coverLoss({ weights: [1], reached: [[0], [0]], busyFraction: 0.5 });
  assert.deepEqual([...losses], [0.25, 0.25]);
});

test("each loss equals what is missing when cover is computed anew without the unit, and lies in 0 to 1", () => {
  fc.assert(
    fc.property(anyCover, (given) => {
      const { covered, losses } = coverLoss(given);
      const all = coverByDefinition(given, null);
      assert.ok(Math.abs(covered - all) < 1e-9);
      losses.forEach((loss, unit) => {
        assert.ok(loss >= 0 && loss <= 1);
        assert.ok(Math.abs(loss - (all - coverByDefinition(given, unit))) < 1e-9);
      });
    }),
  );
});

test("the losses together never exceed what is covered; without busy units they are what hangs on one unit alone", () => {
  fc.assert(
    fc.property(anyCover, (given) => {
      const sum = ({ losses }: { losses: Float64Array }): number => losses.reduce((a, b) => a + b, 0);
      const plain = coverLoss({ ...given, busyFraction: 0 });
      assert.ok(sum(plain) <= plain.covered + 1e-9);
      const busy = coverLoss(given);
      assert.ok(sum(busy) <= busy.covered + 1e-9);
    }),
  );
});

test("a further unit never makes another's loss larger", () => {
  fc.assert(
    fc.property(anyCover, (given) => {
      const fewer = coverLoss({ ...given, reached: given.reached.slice(0, -1) });
      const more = coverLoss(given);
      fewer.losses.forEach((loss, unit) => assert.ok(more.losses[unit]! <= loss + 1e-9));
    }),
  );
});

test("no demand loses nothing; bad numbers are refused by name", () => {
  assert.deepEqual(coverLoss({ weights: [0, 0], reached: [[0]], busyFraction: 0 }), { covered: 0, losses: new Float64Array(1) });
  assert.throws(() => coverLoss({ weights: [1], reached: [[0], [1]], busyFraction: 0 }), /reached\[1\]\[0\]/);
  assert.throws(() => coverLoss({ weights: [1, -1], reached: [], busyFraction: 0 }), /weights\[1\]/);
  assert.throws(() => coverLoss({ weights: [1], reached: [], busyFraction: 1 }), /busyFraction/);
});
