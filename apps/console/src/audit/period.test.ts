import assert from "node:assert/strict";
import { test } from "node:test";
import { dayOf, periodOf } from "./period.ts";

const CHINA = 480;
const at = (iso: string): number => Date.parse(iso);

test("GOV-02, X-14: a day is the city's; days from and to, the last one included; what is no period is none", () => {
  assert.equal(dayOf(at("2026-11-24T17:30:00Z"), CHINA), "2026-11-25", "half past one in the night, there");
  const days = (from: string, to: string) => periodOf(from, to, CHINA);
  assert.deepEqual(days("2026-11-01", "2026-11-01"), { from: at("2026-10-31T16:00:00Z"), to: at("2026-11-01T16:00:00Z") });
  assert.deepEqual(days("2026-02-28", "2026-03-01"), { from: at("2026-02-27T16:00:00Z"), to: at("2026-03-01T16:00:00Z") });
  for (const [from, to] of [["2026-11-02", "2026-11-01"], ["", "2026-11-01"], ["2026-11-01", ""], ["2026-02-30", "2026-03-01"], ["1.11.2026", "2026-11-02"]] as const) assert.equal(days(from, to), null, `${from} to ${to}`);
});
