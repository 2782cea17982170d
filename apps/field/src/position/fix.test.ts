import assert from "node:assert/strict";
import { test } from "node:test";
import { AGE_MOST_MS, batchOf, withFix, type Fix } from "./fix.ts";

const fix = (at: number, more: Partial<Fix> = {}): Fix => ({ lon: 114, lat: 30, at, accuracyM: 8, speedKmh: null, heading: null, ...more });

test("SCN-03: an imprecise or repeated reading is not held", () => {
  assert.equal(withFix([], fix(1, { accuracyM: 501 })).length, 0);
  assert.equal(withFix([fix(5)], fix(5)).length, 1);
  assert.equal(withFix([fix(5)], fix(6)).length, 2);
});

test("SCN-03: after a long time without network only the present is sent, in server time", () => {
  const batch = batchOf([fix(1_000), fix(200_000, { speedKmh: 400, heading: Number.NaN })], "U1", 1_001 + AGE_MOST_MS, -500);
  assert.deepEqual(batch, [{ unitId: "U1", lon: 114, lat: 30, at: 199_500, accuracyM: 8, speedKmh: 300 }]);
});
