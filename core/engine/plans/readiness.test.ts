import assert from "node:assert/strict";
import { test } from "node:test";
import { readinessOf, type ReadinessInput } from "./readiness.ts";
import { SAMPLE_PLAN } from "./sample-plan.ts";

const unit = (capabilities: readonly string[], inService = true) => ({ capabilities, inService });
const units = new Map([["U1", unit([])], ["U2", unit(["EVACUATION"])], ["U3", unit(["EVACUATION"])]]);
const input: ReadinessInput = { at: 0, today: "2026-11-20", units };
const state = (plan: Partial<typeof SAMPLE_PLAN>, change: Partial<ReadinessInput> = {}) => {
  const { state: word, items } = readinessOf({ ...SAMPLE_PLAN, ...plan }, { ...input, ...change });
  return [word, ...items.map(({ code, path }) => `${code} ${path}`)];
};

test("CMD-09: a plan with tried contacts, its resources in service and a recent exercise is READY", () => assert.deepEqual(state({}), ["READY"]));

test("CMD-06: one exercised longer ago than its interval is DUE, from the day after; never exercised as well", () => {
  assert.deepEqual(state({ lastExercise: "2025-11-20" }), ["READY"]);
  assert.deepEqual(state({ lastExercise: "2025-11-19" }), ["DUE", "EXERCISE_DUE lastExercise"]);
  assert.deepEqual(state({ lastExercise: null }), ["DUE", "NEVER_EXERCISED lastExercise"]);
});

test("CMD-09: a contact that failed, or a resource out of service, makes it DEGRADED, with every item", () => {
  assert.deepEqual(state({ contacts: [{ ...SAMPLE_PLAN.contacts[0]!, failedAt: "2026-11-10" }] }), ["DEGRADED", "CONTACT_FAILED contacts.0"]);
  assert.deepEqual(state({ contacts: [{ ...SAMPLE_PLAN.contacts[0]!, verifiedAt: "2026-09-10" }] }), ["DEGRADED", "CONTACT_UNVERIFIED contacts.0"]);
  const out = new Map([...units, ["U1", unit([], false)], ["U3", unit(["EVACUATION"], false)]] as const);
  assert.deepEqual(state({ lastExercise: null }, { units: out }), ["DEGRADED", "RESOURCE_SHORT resources.0", "UNIT_OUT_OF_SERVICE resources.1", "NEVER_EXERCISED lastExercise"]);
});
