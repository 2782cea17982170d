import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { HOUR, civil, startOfDay } from "./instant.ts";

test("a day begins at midnight of its zone: startOfDay undoes civil, leap days and centuries included", () => {
  assert.equal(startOfDay("1970-01-01", 0), 0);
  assert.equal(startOfDay("2026-03-02"), Date.UTC(2026, 2, 1, 16));
  const far = Date.UTC(2400, 0, 1);
  fc.assert(
    fc.property(fc.integer({ min: -far, max: far }), fc.integer({ min: -12, max: 14 }), (at, zone) => {
      const { year, month, day } = civil(at, zone * HOUR);
      const begin = startOfDay(`${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`, zone * HOUR);
      assert.deepEqual(civil(begin, zone * HOUR), { ...civil(at, zone * HOUR), hour: 0, minute: 0, second: 0 });
      assert.ok(begin <= at && at - begin < 24 * HOUR);
    }),
  );
});
