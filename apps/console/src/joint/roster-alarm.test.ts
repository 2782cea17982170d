import assert from "node:assert/strict";
import { test } from "node:test";
import { rosterAlarm } from "./roster-alarm.ts";

test("JNT-02: a hole in the roster is one warning a day, by the city's day; it names the first and counts the others, and is gone with the last", () => {
  const hole = (from: number) => ({ from, until: from + 3_600_000 });
  const at = (text: string) => Date.parse(text);
  const ids = (now: string) => rosterAlarm([hole(1), hole(9)], at(now), 480).map(({ id }) => id);
  assert.deepEqual(ids("2026-03-02T15:59:59Z"), ["roster/2026-03-02"]);
  assert.deepEqual(ids("2026-03-02T16:00:00Z"), ["roster/2026-03-03"]);
  assert.deepEqual(rosterAlarm([hole(1), hole(9), hole(20)], at("2026-03-02T00:00:00Z"), 480).map((alarm) => alarm.kind === "roster" && [alarm.from, alarm.more]), [[1, 2]]);
  assert.deepEqual(rosterAlarm([], at("2026-03-02T00:00:00Z"), 480), []);
});
