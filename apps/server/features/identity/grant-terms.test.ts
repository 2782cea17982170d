import assert from "node:assert/strict";
import { test } from "node:test";
import { momentOf } from "./grant-terms.ts";

test("ORG-13, JNT-04: a term is written in the city's days and minutes; a last day is included, a last minute is not", () => {
  const utc = (text: string): number => Date.parse(`${text}:00Z`);
  assert.deepEqual([momentOf("2026-03-01", false, 480), momentOf("2026-03-01", true, 480)], [utc("2026-02-28T16:00"), utc("2026-03-01T16:00")]);
  assert.deepEqual([momentOf("2026-03-02T08:00", false, 480), momentOf("2026-03-02T20:00", true, 480)], [utc("2026-03-02T00:00"), utc("2026-03-02T12:00")]);
  assert.equal(momentOf("2024-02-29", true, 0), utc("2024-03-01T00:00"));
});
