import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Clock } from "@tocsin/contract/dispatch/clock.ts";
import { ageParts, clockState, runningTime, timeOfDay, timeWithDay, urgentClock, wantsAttention } from "./clock-state.ts";

const AT = 1_772_323_200_000;
const clock = (patch: Partial<Clock> = {}): Clock => ({ id: "c1", step: "REACT", startedAt: AT, limitS: 60, doneAt: null, breachedAt: null, voidedAt: null, reason: null, ...patch });

test("DSP-05: at exactly the limit a clock is not over, one second later it is", () => {
  assert.deepEqual(clockState(clock(), AT + 60_000), { tone: "amber", leftS: 0 });
  assert.deepEqual(clockState(clock(), AT + 60_999), { tone: "amber", leftS: 0 });
  assert.deepEqual(clockState(clock(), AT + 61_000), { tone: "over", leftS: -1 });
});

test("a clock turns amber at two thirds of its limit", () => {
  assert.equal(clockState(clock(), AT + 39_999).tone, "calm");
  assert.equal(clockState(clock(), AT + 40_000).tone, "amber");
});

test("DSP-05: done in time is met and stands still, done late stays over, voided is neither", () => {
  assert.deepEqual(clockState(clock({ doneAt: AT + 60_000 }), AT + 900_000), { tone: "met", leftS: 0 });
  assert.deepEqual(clockState(clock({ doneAt: AT + 70_000, breachedAt: AT + 61_000 }), AT + 900_000), { tone: "over", leftS: -10 });
  assert.equal(clockState(clock({ voidedAt: AT + 5_000 }), AT + 900_000).tone, "void");
});

test("a breach wants a person until it is both over and explained", () => {
  const reason = { code: "TRAFFIC" as const, text: "", by: "u1", at: AT };
  assert.equal(wantsAttention(clock(), AT + 61_000), true);
  assert.equal(wantsAttention(clock({ breachedAt: AT + 61_000, reason }), AT + 90_000), true, "explained, but still running");
  assert.equal(wantsAttention(clock({ doneAt: AT + 70_000, breachedAt: AT + 61_000 }), AT + 90_000), true, "done, but not explained");
  assert.equal(wantsAttention(clock({ doneAt: AT + 70_000, breachedAt: AT + 61_000, reason }), AT + 90_000), false);
  assert.equal(wantsAttention(clock({ breachedAt: AT + 61_000, voidedAt: AT + 62_000 }), AT + 90_000), false);
});

test("the urgent clock is the running one that ends first", () => {
  const clocks = [clock({ id: "a", limitS: 300 }), clock({ id: "b", limitS: 180 }), clock({ id: "c", limitS: 60, doneAt: AT })];
  assert.equal(urgentClock(clocks)?.id, "b");
  assert.equal(urgentClock([]), null);
});

test("a running time never changes its width within a minute", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 5_999 }), (seconds) => runningTime(seconds).length === runningTime(seconds - (seconds % 60)).length));
  assert.deepEqual([runningTime(0), runningTime(65), runningTime(-12), runningTime(3_723)], ["0:00", "1:05", "-0:12", "1:02:03"]);
});

test("time of day stands at the city's offset, ages in their greatest unit", () => {
  assert.equal(timeOfDay(Date.UTC(2026, 2, 2, 16, 3, 9), 480), "00:03:09");
  assert.deepEqual([59_999, 60_000, 3_599_999, 3_600_000, 90_000_000, -5].map((ms) => ageParts(ms)), [
    { value: 59, unit: "s" }, { value: 1, unit: "min" }, { value: 59, unit: "min" }, { value: 1, unit: "h" }, { value: 1, unit: "d" }, { value: 0, unit: "s" },
  ]);
});

test("X-05: a moment of another day of the city is written with its day, one of today without", () => {
  const noon = Date.parse("2026-11-26T04:30:00Z");
  const [eight, utc] = [480, 0];
  assert.equal(timeWithDay(noon, noon + 3_600_000, eight), "12:30:00");
  assert.equal(timeWithDay(noon, noon + 86_400_000, eight, false), "11-26 12:30");
  assert.deepEqual([timeWithDay(Date.parse("2026-11-26T15:59:00Z"), Date.parse("2026-11-26T16:01:00Z"), eight, false), timeWithDay(Date.parse("2026-11-26T15:59:00Z"), Date.parse("2026-11-26T16:01:00Z"), utc, false)], ["11-26 23:59", "15:59"], "midnight is the city's");
});
