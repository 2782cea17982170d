import assert from "node:assert/strict";
import { test } from "node:test";
import { conditionCompiler, type Judgement } from "./condition.ts";
import { SAMPLE_VOCABULARY, sampleNames } from "./sample-plan.ts";
import type { PlanNames } from "./vocabulary.ts";

const { compile } = conditionCompiler(SAMPLE_VOCABULARY.facts);
const judge = (text: string, facts: PlanNames["facts"] = {}): Judgement => {
  const made = compile(text, "when");
  assert.ok(made.ok, made.ok ? "" : made.error.en);
  return made.value.judge(sampleNames(facts));
};
const code = (text: string): string => {
  const made = compile(text, "trigger.when");
  assert.ok(!made.ok, `${text} compiled`);
  assert.equal(made.error.path, "trigger.when");
  assert.ok(made.error.zh !== "" && made.error.en !== "");
  return made.error.code;
};

test("CMD-06: a condition is judged over typed names; what nobody has said leaves it unknown, unless it does not matter", () => {
  assert.equal(judge(`incident.type in ["FR-01", "FR-02"] && facts.trapped >= 3`, { trapped: 3 }), "YES");
  assert.equal(judge("facts.trapped >= 3", { trapped: 2 }), "NO");
  assert.equal(judge("facts.trapped >= 3"), "UNKNOWN");
  assert.equal(judge("facts.trapped >= 3 || facts.gasSmell", { gasSmell: true }), "YES");
  assert.equal(judge("facts.trapped >= 3 && facts.gasSmell", { gasSmell: false }), "NO");
  assert.equal(judge("!has(facts.trapped) || facts.trapped > 0"), "YES");
  assert.equal(judge(`time.hour >= 7 && time.weekday in [1, 2, 3, 4, 5] && facts.substance.contains("氨")`, { substance: "液氨" }), "YES");
  assert.equal(judge(`weather.warning == "RED"`), "UNKNOWN");
});

test("CMD-06, X-08: what cannot be worked out for an incident does not hold, and breaks nothing: past the end of a list, divided by nought, beyond what a whole number can be", () => {
  for (const text of [`incident.flags[7] == "SURGE"`, "incident.reports / (incident.reports - incident.reports) > 1", "incident.reports % (incident.reports - incident.reports) == 0", "incident.reports * 9223372036854775807 * 3 < 0", "[1][incident.reports + 5] == 1"]) assert.equal(judge(text), "UNKNOWN", text);
  assert.equal(judge(`time.hour > 30 && incident.flags[7] == "SURGE"`), "NO", "where it does not matter");
});

test("CMD-06: what a condition hangs on can be asked for", () => {
  const made = compile("facts.trapped > 1 || (facts.gasSmell && incident.reports > 3)", "");
  assert.ok(made.ok);
  assert.deepEqual(made.value.asks, ["facts.gasSmell", "facts.trapped", "incident.reports"]);
});

test("CMD-06: unknown names, unlike things, what is no question and what is no CEL do not compile", () => {
  for (const text of ["facts.colour == 1", "city.mood > 3", `facts.trapped > "three"`, "facts.gasSmell > 1", "incident.type", "1 +", "", `facts["trapped"] > 1 ? 1 : 2`]) assert.equal(code(text), "CONDITION_INVALID", text);
});

test("CMD-06: nothing that can run away, and nothing that hangs on clock or locale", () => {
  for (const text of [`facts.substance.matches("(a+)+$")`, `timestamp("2026-01-01T00:00:00Z").getHours() > 3`, `[${"1,".repeat(60)}1].exists(x, x > 1)`, `${"size([".repeat(30)}1${"])".repeat(30)} > 1`, `{"a": 1}.a == 1`, `dyn(facts.trapped) == 1`]) {
    assert.equal(code(text), "CONDITION_INVALID", text);
  }
});

test("SCN-04, X-10: a rule that names a person does not compile", () => {
  for (const text of [`suspect.name == "x"`, `resident == "x"`, `incident.callerAge > 60`, `facts.idCardNo == "1"`, `facts.personRiskScore > 3`, `facts.plateNumber == "x"`, `has(facts.faceTemplate)`, `["a"].exists(person, person == "a")`, `"watchlist" in incident.flags`, `facts.clothing == "red"`, `facts["身份证号"] == "1"`]) {
    assert.equal(code(text), "PROHIBITED_FIELD", text);
  }
});
