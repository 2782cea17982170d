import assert from "node:assert/strict";
import { test } from "node:test";
import { deviceTimeOf } from "./device-time.ts";

const AT = 1_000_000_000;
const MINUTE = 60_000;

test("SCN-03: what a device sent late keeps its own time beside the server's; one that is more than five minutes ahead has a wrong clock, and is marked", () => {
  const of = (deviceAt: unknown) => deviceTimeOf({ at: AT, data: { unitId: "U1", deviceAt } });
  assert.deepEqual(of(AT - 20 * MINUTE), { at: AT - 20 * MINUTE, isSkewed: false });
  assert.deepEqual(of(AT - MINUTE), { at: AT - MINUTE, isSkewed: false });
  for (const one of [AT - MINUTE + 1, AT, AT + 5 * MINUTE, null, "x", undefined]) assert.equal(of(one), null);
  assert.deepEqual(of(AT + 5 * MINUTE + 1), { at: AT + 5 * MINUTE + 1, isSkewed: true });
});

test("SCN-03: of a report its own time counts; what has no time of a device has none", () => {
  assert.deepEqual(deviceTimeOf({ at: AT, data: { feedback: { text: "x", deviceAt: AT - 3 * MINUTE } } }), { at: AT - 3 * MINUTE, isSkewed: false });
  for (const data of [null, undefined, {}, { feedback: null }, "x"]) assert.equal(deviceTimeOf({ at: AT, data }), null);
});
