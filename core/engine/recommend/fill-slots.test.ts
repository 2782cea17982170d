import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fillSlots } from "./fill-slots.ts";

/** Every set of units that can sit at once, found by trying all seatings. */
function seatings(slots: number, fits: readonly (readonly number[])[]): number[][] {
  const found: number[][] = [];
  const go = (unit: number, taken: number, seated: number[]): void => {
    if (unit === fits.length) return void found.push(seated);
    go(unit + 1, taken, seated);
    for (const slot of fits[unit]!) if (!(taken & (1 << slot))) go(unit + 1, taken | (1 << slot), [...seated, unit]);
  };
  go(0, 0, []);
  return found.filter((set) => set.length <= slots);
}

const anyFits = fc.integer({ min: 1, max: 4 }).chain((slots) => fc.tuple(fc.constant(slots), fc.array(fc.uniqueArray(fc.nat(slots - 1), { maxLength: slots }).map((own) => own.toSorted()), { maxLength: 6 })));

test("DSP-05: a unit moves to its other slot so that one more is filled", () => {
  assert.deepEqual(fillSlots(2, [[0, 1], [0]]), [1, 0]);
  assert.deepEqual(fillSlots(2, [[0], [0], [0, 1]]), [0, 2]);
  assert.deepEqual(fillSlots(1, [[], []]), [null]);
});

test("DSP-05: as many slots are filled as can be, each by a unit that fits, and of all such teams it is the one from the list's head", () => {
  fc.assert(
    fc.property(anyFits, ([slots, fits]) => {
      const filled = fillSlots(slots, fits);
      const team = filled.flatMap((unit) => (unit === null ? [] : [unit])).toSorted((a, b) => a - b);
      assert.equal(new Set(team).size, team.length);
      filled.forEach((unit, slot) => assert.ok(unit === null || fits[unit]!.includes(slot)));
      const all = seatings(slots, fits);
      const most = Math.max(...all.map((set) => set.length));
      const sum = (set: readonly number[]): number => set.reduce((total, unit) => total + 10 ** unit, 0);
      assert.equal(team.length, most);
      assert.equal(sum(team), Math.min(...all.filter((set) => set.length === most).map(sum)));
    }),
    { numRuns: 400 },
  );
});
