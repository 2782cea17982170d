import assert from "node:assert/strict";
import { test } from "node:test";
import type { AgencyDuty } from "@tocsin/domain/joint/duty-catalogue.ts";
import { readinessOf, type ReadinessInput } from "./readiness.ts";
import { SAMPLE_PLAN } from "./sample-plan.ts";

const unit = (capabilities: readonly string[], inService = true) => ({ capabilities, inService });
const units = new Map([["U1", unit([])], ["U2", unit(["EVACUATION"])], ["U3", unit(["EVACUATION"])]]);
const input: ReadinessInput = { at: 0, today: "2026-11-20", units, dutyOf: null };
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

test("CMD-09, LNK-09: a partner that has not confirmed its entry in the duty catalogue, or has none, makes it DEGRADED: each once, at the contact, the role or the notice that names it first", () => {
  const says = (states: Readonly<Record<string, AgencyDuty["state"]>>): Partial<ReadinessInput> => ({ dutyOf: (agency) => (states[agency] === undefined ? null : { state: states[agency], nameZh: agency, nameEn: agency }) });
  assert.deepEqual(state({}, says({ GAS: "VERIFIED" })), ["READY"]);
  assert.deepEqual(state({}, says({ GAS: "UNVERIFIED" })), ["DEGRADED", "DUTY_UNVERIFIED roles.1"]);
  assert.deepEqual(state({ contacts: [{ ...SAMPLE_PLAN.contacts[0]!, agency: "GAS" }] }, says({ GAS: "UNLISTED" })), ["DEGRADED", "DUTY_UNLISTED contacts.0"]);
  const told = [...SAMPLE_PLAN.notices!, { ...SAMPLE_PLAN.notices![0]!, id: "DESKS", to: "AGENCIES" as const, agencies: ["GAS", "FIRE"] }];
  assert.deepEqual(state({ notices: told }, says({ GAS: "VERIFIED", FIRE: "UNLISTED" })), ["DEGRADED", "DUTY_UNLISTED notices.1"]);
  assert.deepEqual(state({ roles: [SAMPLE_PLAN.roles[0]!] }, says({ GAS: "UNLISTED" })), ["READY"], "no partner, nothing asked");
});
