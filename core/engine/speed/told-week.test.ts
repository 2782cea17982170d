import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { DAY, HOUR } from "@tocsin/kernel/instant.ts";
import { isMonday, newestToldWeek, toldWeek, weeksBefore } from "./told-week.ts";

const CHINA = 8 * HOUR;
const at = (iso: string): number => Date.parse(iso);

test("DSP-09, X-12: a week begins on Monday at the city's midnight, is told a day after its end, and weeks follow each other without a gap or an overlap", () => {
  assert.deepEqual(toldWeek("2026-11-16", CHINA), { from: at("2026-11-15T16:00:00Z"), to: at("2026-11-22T16:00:00Z"), asAt: at("2026-11-23T16:00:00Z") });
  assert.deepEqual(["2026-11-16", "2026-11-17", "2026-11-31", "16.11.2026", ""].map(isMonday), [true, false, false, false, false]);
  assert.deepEqual([at("2026-11-23T15:59:59.999Z"), at("2026-11-23T16:00:00Z")].map((now) => newestToldWeek(now, CHINA)), ["2026-11-09", "2026-11-16"]);
  fc.assert(fc.property(fc.integer({ min: at("2020-01-01T00:00:00Z"), max: at("2040-01-01T00:00:00Z") }), fc.integer({ min: -12, max: 14 }), (now, hours) => {
    const newest = newestToldWeek(now, hours * HOUR);
    const week = toldWeek(newest, hours * HOUR);
    assert.ok(isMonday(newest) && week.asAt <= now && now < week.asAt + 7 * DAY, "told, and the next is not");
    assert.equal(toldWeek(weeksBefore(newest, 1), hours * HOUR).to, week.from);
  }));
});
