import assert from "node:assert/strict";
import { test } from "node:test";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { PlanHead } from "@tocsin/contract/command/plan-version.ts";
import { lineDistanceM } from "@tocsin/kernel/geo.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { compileRules, MATCH_RULES, matchIncident, type MatchInput } from "./match-rules.ts";

/** 2025-11-03, noon in Shanghai. */
const EARLIER = 1_762_142_400_000;
const gas = tinyCity.types.find(({ code }) => code === "FR-02")!;
const incident = (more: Partial<Incident>): Incident => ({ id: "I", text: "有异味", typeCode: "PO-05", reports: [], facts: [], feedback: [], notes: [], ...more }) as unknown as Incident;
const input = (more: Partial<MatchInput> = {}): MatchInput => ({
  incident: incident({}), types: tinyCity.types, plans: [], hazards: [], earlier: [], alike: [], elsewhere: { open: [], earlier: [] }, advisories: [], closures: [], today: "2026-03-02", dayOf: (at) => (at === EARLIER ? "2025-11-03" : "1970-01-01"), unanswered: [], ...more,
});

test("SCN-04: on-scene words propose another type and its plan, with the earlier incidents and the hazards of the premise; each says rule and reason", () => {
  const plan = { id: "P", code: "GAS-LEAK", what: "PLAN", status: "PUBLISHED", nameZh: "燃气泄漏预案", nameEn: "Gas leak", types: ["FR-02"] } as unknown as PlanHead;
  const hazards = [{ premise: "X1", hazardZh: "液化气瓶", hazardEn: "LPG", source: "消防", verifiedAt: "2025-01-01", reviewBy: "2026-01-31" }];
  const earlier = [{ id: "A", no: "1", typeCode: "FR-02", receivedAt: EARLIER }];
  const none = matchIncident(input({ plans: [plan] }));
  assert.deepEqual(none, [], "nothing is made up");
  const found = matchIncident(input({ plans: [plan], hazards, earlier, unanswered: [{ key: "trapped", zh: "有人被困吗", en: "Trapped?" }], incident: incident({ feedback: [{ text: `现场确认${gas.nameZh}` }] as unknown as Incident["feedback"] }) }));
  assert.deepEqual(found.map(({ ruleId, key, typeCode, planVersionId, unverified }) => [ruleId, key, typeCode ?? planVersionId ?? unverified]), [
    ["TYPE_BY_WORDS", "INCIDENT", "FR-02"], ["SAME_PREMISE_12M", "PLACE", undefined], ["PREMISE_HAZARD", "ASSET", true], ["PLAN_OF_TYPE", "PLAN", "P"], ["FACT_MISSING", "INCIDENT", undefined],
  ]);
  assert.ok(found.every(({ reasonZh, reasonEn, zh, en }) => [reasonZh, reasonEn, zh, en].every((words) => words !== "")));
  assert.match(found[1]!.zh, /2025-11-03/);
  assert.equal(matchIncident(input({ incident: incident({ typeCode: "FR-02", text: gas.nameZh }) })).length, 0, "its own type is no news");
});

test("SCN-04: open incidents that may be the same, advisories over the place and roads shut nearby are found; what the officer said of one stands with it", () => {
  const alike = [{ id: "B", no: "7", typeCode: "FR-02", receivedAt: 1, metres: 80.4 }, { id: "C", no: "8", typeCode: null, receivedAt: 1, metres: null }];
  const advisories = [{ id: "A", headline: "暴雨", level: "RED" as const, sender: "市气象台", confirmedBy: null }];
  const closures = [{ id: "R", effect: "CLOSED" as const, roads: [{ id: "1", name: "学府路", line: [] }, { id: "2", name: "学府路", line: [] }], until: null, metres: 120 }];
  const answer = { ruleId: "ROAD_NEAR" as const, subject: "R", reason: "SEEN" as const, unitId: "U1", at: 5, deviceAt: 4 };
  const found = matchIncident(input({ alike, advisories, closures, incident: incident({ matches: [answer, { ...answer, subject: "elsewhere" }] }) }));
  assert.deepEqual(found.map(({ ruleId, key, subject, zh, reasonZh, unverified }) => [ruleId, key, subject, zh, reasonZh, unverified]), [
    ["OPEN_DUPLICATE", "INCIDENT", "B", `可能与 7（${gas.nameZh}）是同一起`, "在办警情，相距 80 米，时间、类别或内容相近", undefined],
    ["OPEN_DUPLICATE", "INCIDENT", "C", "可能与 8（未定类别）是同一起", "在办警情，地点不明，时间、类别或内容相近", undefined],
    ["ADVISORY_HERE", "PLACE", "A", "红色预警：暴雨", "覆盖本警情地点，市气象台", true],
    ["ROAD_NEAR", "PLACE", "R", "学府路封闭", "距现场 120 米", undefined],
  ]);
  assert.deepEqual(found.map((match) => match.answer), [undefined, undefined, undefined, answer]);
});

test("SCN-04, X-05: of what lies beyond the asker's border only the desk is named that knows", () => {
  const desk = { id: "S21", nameZh: "东湖派出所", nameEn: "Donghu Station" };
  const found = matchIncident(input({ elsewhere: { open: [desk], earlier: [desk] } }));
  assert.deepEqual(found.map(({ ruleId, subject, zh, en }) => [ruleId, subject, zh, en]), [
    ["OPEN_DUPLICATE", "S21", "东湖派出所辖区有一起在办警情可能是同一起，请向其值班席核实", "Donghu Station has an open incident that may be the same event: ask its desk"],
    ["SAME_PREMISE_12M", "S21", "东湖派出所辖区十二个月内在这一场所有过警情，请向其值班席核实", "Donghu Station has had incidents at this premise within twelve months: ask its desk"],
  ]);
});

test("SCN-04: a road is as far as its nearest stretch, not its nearest corner", () => {
  const line = [[112, 30], [112.02, 30]] as const;
  for (const [lat, metres] of [[30.001, 111.2], [30, 0]] as const) assert.ok(Math.abs(lineDistanceM([112.01, lat], line) - metres) < 0.5);
  assert.ok(Math.abs(lineDistanceM([112.03, 30], line) - 963) < 3, "beyond its end");
  assert.equal(lineDistanceM([112, 30], [[112, 30]]), 0);
});

test("SCN-04, X-10, X-11: the compiler refuses a rule that compares by a person, a number or a plate, naming rule and key; only compiled rules run", () => {
  for (const key of ["PERSON", "CALLER", "PHONE", "PLATE", "ADDRESS_OF_PERSON", ""]) {
    const refused = compileRules([{ id: "GOOD", key: "PLACE" }, { id: "X", key }]);
    assert.deepEqual(refused.ok ? null : refused.error, [{ code: "KEY_NOT_ALLOWED", ruleId: "X", key }]);
  }
  // @ts-expect-error rules that the compiler has not seen
  const uncompiled: Parameters<typeof matchIncident>[1] = [...MATCH_RULES];
  assert.deepEqual(matchIncident(input(), uncompiled), []);
});
