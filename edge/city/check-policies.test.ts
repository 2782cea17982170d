import assert from "node:assert/strict";
import { test } from "node:test";
import { brief, changed, faultsOf, loadWith } from "./planted-city.ts";

const P1 = "P1: { policy: CLOSEST }";
const P4 = "P4: { policy: COVER, toleranceS: 120, coverS: 1000, loadS: 4, crewS: 5 }";
const plant = (from: string, to: string): string[] => faultsOf(loadWith(changed("policies.yaml", from, to))).map(brief);

test("DSP-01: policies are data of the city; one of its own stands before the standard's", () => {
  const loaded = loadWith(changed("policies.yaml", P4, "P4: { policy: IN_TIME, targetS: 900 }"));
  assert.ok(loaded.ok);
  assert.deepEqual(loaded.city.policies.rank.P4, { policy: "IN_TIME", targetS: 900 });
});

test("DSP-01: a parameter that is missing, foreign, unknown or out of range is named by file, line and field", () => {
  assert.deepEqual(plant(P4, "P4: { policy: COVER, toleranceS: 120, loadS: 4, crewS: 5 }"), ["policies.yaml:13 rank.P4.coverS FIELD_MISSING"]);
  assert.deepEqual(plant(P4, "P4: { policy: IN_TIME, targetS: 900, loadS: 4 }"), ["policies.yaml:13 rank.P4.loadS FIELD_UNKNOWN"]);
  assert.deepEqual(plant(P4, "P4: { policy: NEAREST }"), ["policies.yaml:13 rank.P4.policy FIELD_CHOICE"]);
  assert.deepEqual(plant("busyFraction: 0.25", "busyFraction: 1"), ["policies.yaml:14 busyFraction FIELD_RANGE"]);
  assert.deepEqual(plant("version: 1\n", ""), ["policies.yaml:1 version FIELD_MISSING"]);
});

test("INC-07: in the queue a lower priority may not be due before a higher one", () => {
  assert.deepEqual(plant("P4: 5400", "P4: 2699"), ["policies.yaml:25 queue.waitS.P4 DEADLINE_ORDER"]);
});

test("DSP-01: a file that lets the top priority wait is refused", () => {
  assert.deepEqual(plant(P1, "P1: { policy: IN_TIME, targetS: 300 }"), ["policies.yaml:10 rank.P1.targetS TOP_PRIORITY_WAITS"]);
  assert.deepEqual(plant(P1, "P1: { policy: COVER, toleranceS: 5, coverS: 1, loadS: 1, crewS: 1 }"), ["policies.yaml:10 rank.P1.toleranceS TOP_PRIORITY_WAITS"]);
  assert.deepEqual(plant(P1, "P1: { policy: COVER, toleranceS: 0, coverS: 1, loadS: 1, crewS: 1 }"), []);
});
