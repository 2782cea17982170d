import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { coverLoss } from "./cover-loss.ts";
import { placeUnits } from "./place-units.ts";

test("DSP-06: units are placed so that no move of one of them would cover more, computed anew", () => {
  const anyTown = fc.record({
    weights: fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 8, maxLength: 8 }),
    posts: fc.array(fc.uniqueArray(fc.nat(7), { minLength: 1 }), { minLength: 1, maxLength: 5 }),
    units: fc.integer({ min: 1, max: 5 }),
    busyFraction: fc.constantFrom(0, 0.4, 0.8),
  });
  fc.assert(
    fc.property(anyTown, ({ weights, posts, units, busyFraction }) => {
      const chosen = placeUnits(weights, busyFraction, posts, units);
      const covered = (at: readonly number[]): number => coverLoss({ weights, busyFraction, reached: at.map((post) => posts[post]!) }).covered;
      assert.equal(chosen.length, units);
      for (let unit = 0; unit < units; unit++) for (let post = 0; post < posts.length; post++) assert.ok(covered(chosen.map((old, i) => (i === unit ? post : old))) <= covered(chosen) + 1e-7);
    }),
  );
});
