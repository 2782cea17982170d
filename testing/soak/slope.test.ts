import assert from "node:assert/strict";
import { test } from "node:test";
import { held, slopeOf } from "./slope.ts";

test("R12: a line through growing memory has its slope, and noise around it widens what is not known", () => {
  assert.deepEqual(slopeOf([[0, 5], [1, 7], [2, 9]]), { perUnit: 2, plusMinus: 0 });
  const noisy = slopeOf([[0, 5], [1, 9], [2, 7], [3, 11]]);
  assert.ok(Math.abs(noisy.perUnit - 1.6) < 1e-9 && noisy.plusMinus > 1);
  assert.equal(slopeOf([[0, 1], [1, 2]]).plusMinus, Infinity);
  assert.throws(() => slopeOf([[1, 1], [1, 2]]), RangeError);
});

test("R12: a leak is told from a flat line and from a run that is too short", () => {
  assert.equal(held({ perUnit: 0.2, plusMinus: 0.3 }, 1), "kept");
  assert.equal(held({ perUnit: 40, plusMinus: 5 }, 1), "missed");
  assert.equal(held({ perUnit: 0.2, plusMinus: 30 }, 1), "too short to tell");
});
