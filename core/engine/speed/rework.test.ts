import assert from "node:assert/strict";
import { test } from "node:test";
import { isReworked, type WorkedPart } from "./rework.ts";

const part = (issuedAt: number, status: WorkedPart["status"], endedAt: number | null): WorkedPart => ({ issuedAt, status, endedAt });

test("DSP-09: what was carried out is reworked when its incident was reopened afterwards and somebody was sent again", () => {
  const done = part(0, "COMPLETED", 10);
  const judge = (later: readonly WorkedPart[], reopenedAt: readonly number[]): boolean => isReworked(done, [done, ...later], reopenedAt);
  assert.equal(judge([part(30, "COMPLETED", 40)], [20]), true);
  assert.equal(judge([part(30, "ISSUED", null)], [10]), true, "reopened in the very moment");
  assert.equal(judge([], [20]), false, "a closure that was taken back");
  assert.equal(judge([part(15, "COMPLETED", 18)], [20]), false, "more units before it was closed are the same work");
  assert.equal(judge([part(30, "COMPLETED", 40)], []), false);
  assert.equal(judge([part(30, "COMPLETED", 40)], [9]), false, "reopened before it was carried out");
  for (const status of ["RECALLED", "SUPERSEDED", "DECLINED"] as const) assert.equal(judge([part(30, status, 31)], [20]), false, status);
  for (const status of ["HANDLING", "RECALLED"] as const) assert.equal(isReworked(part(0, status, status === "HANDLING" ? null : 10), [part(30, "COMPLETED", 40)], [20]), false, `${status} was not carried out`);
});
