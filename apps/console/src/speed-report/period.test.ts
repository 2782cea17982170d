import assert from "node:assert/strict";
import { test } from "node:test";
import { dayOf, periodOf } from "./period.ts";

const CHINA = 480;
const at = (iso: string): number => Date.parse(iso);

test("DSP-09: today and the last seven days begin at the city's midnight and end now", () => {
  const now = at("2026-11-24T17:30:00Z");
  assert.equal(dayOf(now, CHINA), "2026-11-25", "half past one in the night, there");
  assert.deepEqual(periodOf({ kind: "TODAY" }, now, CHINA), { from: at("2026-11-24T16:00:00Z"), to: now });
  assert.deepEqual(periodOf({ kind: "WEEK" }, now, CHINA), { from: at("2026-11-18T16:00:00Z"), to: now });
  assert.deepEqual(periodOf({ kind: "TODAY" }, now, -480)?.from, at("2026-11-24T08:00:00Z"));
});

test("DSP-09: days from and to, the last one included; what is no period is none", () => {
  const days = (from: string, to: string) => periodOf({ kind: "DAYS", from, to }, 0, CHINA);
  assert.deepEqual(days("2026-11-01", "2026-11-01"), { from: at("2026-10-31T16:00:00Z"), to: at("2026-11-01T16:00:00Z") });
  assert.deepEqual(days("2026-02-28", "2026-03-01"), { from: at("2026-02-27T16:00:00Z"), to: at("2026-03-01T16:00:00Z") });
  for (const [from, to] of [["2026-11-02", "2026-11-01"], ["", "2026-11-01"], ["2026-11-01", ""], ["2026-02-30", "2026-03-01"], ["1.11.2026", "2026-11-02"]] as const) assert.equal(days(from, to), null, `${from} to ${to}`);
});
