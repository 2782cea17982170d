import assert from "node:assert/strict";
import { test } from "node:test";
import type { RapidPointRow } from "@tocsin/contract/organisation/rapid-point.ts";
import { indexCity } from "@tocsin/domain/organisation/index-city.ts";
import { HOUR } from "@tocsin/kernel/instant.ts";
import { tinyCity } from "../../../../testing/fixtures/tiny-city.ts";
import { nextHour, standingPosts } from "./standing-posts.ts";

/** Monday, 2 March 2026, 10:00 at UTC+8. */
const MONDAY_TEN = Date.UTC(2026, 2, 2, 2);
const point: RapidPointRow = { id: "K1", nameZh: "校门", nameEn: "Gate", org: "P111", premise: null, weekdays: "1", hours: ["10:00-11:00"], units: ["U1"], equipment: [], lon: 112.01, lat: 30.01 };
const units = tinyCity.units.map((unit, i) => ({ ...unit, lon: 112 + i / 100 }));
const openAt = (at: number) => new Map(standingPosts(indexCity({ ...tinyCity, units, rapidPoints: [point] }), at).map(({ id, open }) => [id, open]));

test("DSP-06: while a unit mans its point its post is empty; before and after it stands at its post", () => {
  const during = openAt(MONDAY_TEN);
  assert.deepEqual([during.get("K1"), during.get("P111"), during.get("P112")], [true, false, true]);
  const after = openAt(MONDAY_TEN + HOUR);
  assert.deepEqual([after.get("K1"), after.get("P111")], [false, true]);
});

test("DSP-04, DSP-06: a post without a valid roster covers nothing", () => {
  const index = indexCity({ ...tinyCity, units, rosters: [{ org: "P112", weekdays: "1234567", from: "00:00", to: "09:00", officers: 2 }] });
  assert.equal(standingPosts(index, MONDAY_TEN).find(({ id }) => id === "P112")?.open, false);
});

test("DSP-06: an hour of the week is its next one, and the present one while it runs", () => {
  assert.equal(nextHour(MONDAY_TEN + 59 * 60_000, { weekday: 1, hour: 10 }, 480), MONDAY_TEN);
  assert.equal(nextHour(MONDAY_TEN + HOUR, { weekday: 1, hour: 10 }, 480), MONDAY_TEN + 168 * HOUR);
  assert.equal(nextHour(MONDAY_TEN, { weekday: 7, hour: 8 }, 480), MONDAY_TEN + 6 * 24 * HOUR - 2 * HOUR);
});
