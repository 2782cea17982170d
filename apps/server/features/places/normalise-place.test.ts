import assert from "node:assert/strict";
import { test } from "node:test";
import type { Place } from "@tocsin/contract/place.ts";
import { distanceM } from "@tocsin/kernel/geo.ts";
import { fromWgs84 } from "@tocsin/places/datum.ts";
import { normalisePayload, normalisePlace } from "./normalise-place.ts";

const [lon, lat] = fromWgs84([112.0061, 30.0041], "GCJ02");
const given = { addressText: "学府路4号", point: { lon, lat }, datum: "GCJ02" as const };

test("INC-03: a GCJ-02 point becomes WGS-84 and keeps what was given, and doing it twice changes nothing", () => {
  const place = normalisePlace(given);
  assert.ok(distanceM([place.point!.lon, place.point!.lat], [112.0061, 30.0041]) < 0.02);
  assert.deepEqual(place.originalPoint, given.point);
  assert.equal(place.datum, "GCJ02");
  assert.deepEqual(normalisePlace(place), place);
});

test("INC-03: other systems, places without a point and payloads without a place pass untouched", () => {
  for (const place of [{ ...given, datum: "WGS84" as const }, { ...given, datum: "CGCS2000" as const }, { ...given, point: null }]) assert.equal(normalisePlace(place), place);
  const payload = { incidentId: "1" };
  assert.equal(normalisePayload(payload), payload);
  assert.deepEqual(normalisePayload<{ place: Place }>({ place: given }).place.originalPoint, given.point);
});
