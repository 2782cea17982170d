import assert from "node:assert/strict";
import { test } from "node:test";
import { HOUR, MINUTE } from "@tocsin/kernel/instant.ts";
import { isPointOpen } from "./rapid-point.ts";

const school = { weekdays: "12345", hours: ["07:00-08:30", "16:30-18:00"] };
/** Monday, 2 March 2026, 00:00 in a city at UTC+8. */
const MONDAY = Date.UTC(2026, 2, 1, 16);
const open = (at: number): boolean => isPointOpen(school, at, 480);

test("DSP-06: a point is manned from its first minute until before its last, in each of its spans", () => {
  assert.deepEqual([7 * HOUR - 1, 7 * HOUR, 8.5 * HOUR - MINUTE, 8.5 * HOUR, 17 * HOUR].map((time) => open(MONDAY + time)), [false, true, true, false, true]);
});

test("DSP-06: a school's point is not manned on Saturday and Sunday; one until 24:00 is manned at 23:59", () => {
  assert.deepEqual([4, 5, 6, 7].map((day) => open(MONDAY + day * 24 * HOUR + 7 * HOUR)), [true, false, false, true]);
  assert.equal(isPointOpen({ weekdays: "1234567", hours: ["22:00-24:00"] }, MONDAY + 24 * HOUR - MINUTE, 480), true);
});
