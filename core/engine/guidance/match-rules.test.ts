import assert from "node:assert/strict";
import { test } from "node:test";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { PlanHead } from "@tocsin/contract/command/plan-version.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { MATCH_RULES, matchIncident, type MatchInput, ruleFault } from "./match-rules.ts";

/** 2025-11-03, noon in Shanghai. */
const EARLIER = 1_762_142_400_000;
const gas = tinyCity.types.find(({ code }) => code === "FR-02")!;
const incident = (more: Partial<Incident>): Incident => ({ id: "I", text: "有异味", typeCode: "PO-05", reports: [], facts: [], feedback: [], notes: [], ...more }) as unknown as Incident;
const input = (more: Partial<MatchInput> = {}): MatchInput => ({
  incident: incident({}), types: tinyCity.types, plans: [], hazards: [], earlier: [], today: "2026-03-02", dayOf: (at) => (at === EARLIER ? "2025-11-03" : "1970-01-01"), unanswered: [], ...more,
});

test("SCN-04: on-scene words propose another type and its plan, with the earlier incidents and the hazards of the premise; each says rule and reason", () => {
  const plan = { id: "P", what: "PLAN", status: "PUBLISHED", nameZh: "燃气泄漏预案", nameEn: "Gas leak", types: ["FR-02"] } as unknown as PlanHead;
  const hazards = [{ premise: "X1", hazardZh: "液化气瓶", hazardEn: "LPG", source: "消防", verifiedAt: "2025-01-01", reviewBy: "2026-01-31" }];
  const earlier = [{ id: "A", no: "1", typeCode: "FR-02", receivedAt: EARLIER }, { id: "I", no: "2", typeCode: null, receivedAt: 0 }];
  const none = matchIncident(input({ plans: [plan] }));
  assert.deepEqual(none, [], "nothing is made up");
  const found = matchIncident(input({ plans: [plan], hazards, earlier, unanswered: [{ zh: "有人被困吗", en: "Trapped?" }], incident: incident({ feedback: [{ text: `现场确认${gas.nameZh}` }] as unknown as Incident["feedback"] }) }));
  assert.deepEqual(found.map(({ ruleId, key, typeCode, planVersionId, unverified }) => [ruleId, key, typeCode ?? planVersionId ?? unverified]), [
    ["TYPE_BY_WORDS", "INCIDENT", "FR-02"], ["SAME_PREMISE_12M", "PLACE", undefined], ["PREMISE_HAZARD", "ASSET", true], ["PLAN_OF_TYPE", "PLAN", "P"], ["FACT_MISSING", "INCIDENT", undefined],
  ]);
  assert.ok(found.every(({ reasonZh, reasonEn, zh, en }) => [reasonZh, reasonEn, zh, en].every((words) => words !== "")));
  assert.match(found[1]!.zh, /2025-11-03/);
  assert.equal(matchIncident(input({ incident: incident({ typeCode: "FR-02", text: gas.nameZh }) })).length, 0, "its own type is no news");
});

test("SCN-04, X-10, X-11: a rule that compares by a person, a number or a plate is refused and finds nothing", () => {
  for (const key of ["PERSON", "CALLER", "PHONE", "PLATE", "ADDRESS_OF_PERSON", ""]) {
    assert.equal(ruleFault({ key }), "KEY_NOT_ALLOWED", key);
    assert.deepEqual(matchIncident(input(), [{ id: "X", key: key as "PLACE", find: () => [{ zh: "a", en: "a", reasonZh: "a", reasonEn: "a" }] }]), []);
  }
  assert.ok(MATCH_RULES.every((rule) => ruleFault(rule) === null));
});
