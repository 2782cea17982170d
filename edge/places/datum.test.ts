import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import { fromWgs84, toWgs84 } from "./datum.ts";

test("INC-03: GCJ-02 and back is the same place to a centimetre, and the input is left alone", () => {
  fc.assert(
    fc.property(fc.double({ min: 80, max: 125, noNaN: true }), fc.double({ min: 21, max: 47, noNaN: true }), (lon, lat) => {
      const point = Object.freeze([lon, lat] as const);
      const there = fromWgs84(point, "GCJ02");
      assert.ok(distanceM(point, there) < 1200);
      assert.ok(distanceM(toWgs84(there, "GCJ02"), point) < 0.01);
      assert.deepEqual(point, [lon, lat]);
    }),
  );
});

test("INC-03: the shift is that of the published algorithm at Tiananmen, none abroad, none for CGCS2000", () => {
  const tiananmen: LonLat = [116.391265, 39.907359];
  const there = fromWgs84(tiananmen, "GCJ02");
  assert.ok(distanceM(there, [116.397508, 39.908762]) < 2, String(there));
  assert.deepEqual(fromWgs84([-122.42, 37.77], "GCJ02"), [-122.42, 37.77]);
  assert.deepEqual(toWgs84([-122.42, 37.77], "GCJ02"), [-122.42, 37.77]);
  assert.equal(toWgs84(tiananmen, "CGCS2000"), tiananmen);
  assert.equal(fromWgs84(tiananmen, "CGCS2000"), tiananmen);
});
