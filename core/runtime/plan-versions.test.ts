import assert from "node:assert/strict";
import { test } from "node:test";
import type { PlanFinding } from "@tocsin/contract/command/plan-finding.ts";
import { planHeadOf, presentPlan, type PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import type { PlanContent } from "@tocsin/contract/command/plan.ts";
import type { CommandName, CommandPayload } from "@tocsin/contract/commands.ts";
import type { Refusal, RefusalCode } from "@tocsin/contract/refusal.ts";
import { filedPlans } from "@tocsin/domain/command/plans/register-plans.ts";
import { SAMPLE_MODULE, SAMPLE_PLAN } from "@tocsin/engine/plans/sample-plan.ts";
import type { Result } from "@tocsin/kernel/result.ts";
import { replay, stateHash } from "@tocsin/runtime/replay.ts";
import { tinyCity } from "../../testing/fixtures/tiny-city.ts";
import { actor, cityModel, type CityModel } from "../../testing/model/city-model.ts";

const author = actor({ userId: "author", role: "PLAN_AUTHOR" });
const approver = actor({ userId: "approver", role: "PLAN_APPROVER" });
const files = { ...tinyCity, plans: [SAMPLE_PLAN], planModules: [SAMPLE_MODULE] };

/** A city whose files have one plan and one module, in force; and the ids of these versions. */
function opened(): { city: CityModel; planVersionId: string; moduleId: string } {
  const city = cityModel(files);
  const entries = filedPlans(files).map(({ source }) => ({ planVersionId: city.newId(), source, follows: null }));
  city.registerPlans(entries);
  return { city, moduleId: entries[0]!.planVersionId, planVersionId: entries[1]!.planVersionId };
}

const refusedAs = (result: Result<unknown, Refusal>, code: RefusalCode): Refusal => {
  assert.ok(!result.ok, "was accepted");
  assert.equal(result.error.code, code);
  return result.error;
};
function must<Name extends CommandName>(city: CityModel, name: Name, payload: CommandPayload[Name], who = author): void {
  const result = city.send(name, payload, who);
  assert.ok(result.ok, result.ok ? "" : `${name}: ${result.error.code}`);
}
const at = (city: CityModel, id: string): PlanVersion => city.plans.get(id)!;

/** From draft to published. */
function through(city: CityModel, planVersionId: string): void {
  must(city, "plans.submit", { planVersionId });
  must(city, "plans.approve", { planVersionId }, approver);
  must(city, "plans.publish", { planVersionId }, approver);
}

test("CMD-06: the city's files are the first versions, modules before the plans that call them", () => {
  const { city, planVersionId, moduleId } = opened();
  assert.deepEqual([at(city, planVersionId).status, at(city, planVersionId).no, at(city, moduleId).no], ["PUBLISHED", 1, 2]);
  assert.deepEqual(at(city, planVersionId).uses, [{ module: "CORDON", version: 2 }]);
  assert.deepEqual(replay(city.log).stateHash, stateHash(city));
  assert.equal("plan" in planHeadOf(at(city, planVersionId)), false);
});

test("CMD-06: draft, review, approval and publication; the author cannot approve, and the version before is superseded", () => {
  const { city, planVersionId: first } = opened();
  const planVersionId = city.newId();
  refusedAs(city.send("plans.edit", { planVersionId: first, content: SAMPLE_PLAN }, author), "STATE_CONFLICT");
  must(city, "plans.draft", { planVersionId, follows: first });
  const content: PlanContent = { ...SAMPLE_PLAN, nameZh: "燃气泄漏(修订)" };
  refusedAs(city.send("plans.edit", { planVersionId, expectedVersion: 9, content }, author), "VERSION_CONFLICT");
  refusedAs(city.send("plans.edit", { planVersionId, content: { ...content, id: "OTHER" } }, author), "VALIDATION_FAILED");
  must(city, "plans.edit", { planVersionId, expectedVersion: 1, content });
  refusedAs(city.send("plans.publish", { planVersionId }, approver), "STATE_CONFLICT");
  must(city, "plans.submit", { planVersionId });
  const own = city.send("plans.approve", { planVersionId }, author);
  refusedAs(own, "PLAN_OWN_WORK");
  must(city, "plans.sendBack", { planVersionId, reason: "三级条件与省里不一致" }, approver);
  assert.deepEqual([at(city, planVersionId).status, at(city, planVersionId).reason], ["DRAFT", "三级条件与省里不一致"]);
  through(city, planVersionId);
  assert.deepEqual([at(city, planVersionId).no, at(city, planVersionId).status, at(city, first).status, at(city, first).succeededBy], [2, "PUBLISHED", "SUPERSEDED", planVersionId]);
  assert.equal(at(city, first).plan!.nameZh, "燃气泄漏", "what was published stays as it was");
  assert.deepEqual(replay(city.log).stateHash, stateHash(city));
});

test("CMD-06: a draft with gaps is not submitted, and every gap is in the answer; a rule over a person is refused as such (SCN-04)", () => {
  const { city, planVersionId: first } = opened();
  const planVersionId = city.newId();
  must(city, "plans.draft", { planVersionId, follows: first });
  const gaps: PlanFinding[] = [{ code: "MISSING_TRIGGER", path: "trigger", zh: "缺少启动条件", en: "x" }, { code: "LEVEL_WITHOUT_TASK", path: "levels.I", zh: "没有任务", en: "x" }];
  city.findGaps(gaps);
  assert.deepEqual(refusedAs(city.send("plans.submit", { planVersionId }, author), "PLAN_FAULTY").params, { count: 2, findings: gaps });
  city.findGaps([{ code: "PROHIBITED_FIELD", path: "levels.I.when", zh: "x", en: "x" }]);
  assert.equal(refusedAs(city.send("plans.edit", { planVersionId, content: SAMPLE_PLAN }, author), "PROHIBITED_FIELD").params["field"], "levels.I.when");
});

test("CMD-06: of two drafts that follow one version one is published", () => {
  const { city, planVersionId: first } = opened();
  const [one, two] = [city.newId(), city.newId()];
  for (const planVersionId of [one, two]) {
    must(city, "plans.draft", { planVersionId, follows: first });
    must(city, "plans.submit", { planVersionId });
    must(city, "plans.approve", { planVersionId }, approver);
  }
  must(city, "plans.publish", { planVersionId: one }, approver);
  assert.equal(refusedAs(city.send("plans.publish", { planVersionId: two }, approver), "PLAN_BASE_OUTDATED").params["planVersionId"], one);
});

test("CMD-07: when a module's version 3 is published a plan keeps 2 until its owner accepts, and then until that is published", () => {
  const { city, planVersionId: first, moduleId } = opened();
  const third = city.newId();
  must(city, "plans.draft", { planVersionId: third, follows: moduleId });
  must(city, "plans.editModule", { planVersionId: third, content: { ...SAMPLE_MODULE, version: 77 } });
  assert.equal(at(city, third).module!.version, 3, "the number of a version is not the author's to choose");
  through(city, third);
  assert.deepEqual([at(city, third).no, at(city, moduleId).status, at(city, first).uses], [3, "SUPERSEDED", [{ module: "CORDON", version: 2 }]]);
  const planVersionId = city.newId();
  refusedAs(city.send("plans.acceptModule", { planVersionId, follows: first, module: "SHELTER", version: 3 }, author), "PLAN_MODULE_NOT_CALLED");
  must(city, "plans.acceptModule", { planVersionId, follows: first, module: "CORDON", version: 3 });
  assert.deepEqual([at(city, first).uses, at(city, planVersionId).uses], [[{ module: "CORDON", version: 2 }], [{ module: "CORDON", version: 3 }]]);
  through(city, planVersionId);
  assert.equal(at(city, first).status, "SUPERSEDED");
});

test("CMD-06, CMD-09: exercises and tried contacts come beside the frozen content, and go with the next draft", () => {
  const { city, planVersionId: first } = opened();
  refusedAs(city.send("plans.recordExercise", { planVersionId: first, on: "2026-03-03", kind: "TABLETOP", note: "明天" }, author), "VALIDATION_FAILED");
  refusedAs(city.send("plans.recordExercise", { planVersionId: first, on: "2026-02-30", kind: "TABLETOP", note: "没有这天" }, author), "VALIDATION_FAILED");
  refusedAs(city.send("plans.tryContact", { planVersionId: first, contactId: "NOBODY", reached: true }, author), "VALIDATION_FAILED");
  must(city, "plans.recordExercise", { planVersionId: first, on: "2026-03-01", kind: "FULL_SCALE", note: "实战拉动,47 分钟完成" });
  must(city, "plans.tryContact", { planVersionId: first, contactId: "GAS-DESK", reached: false });
  const present = presentPlan(at(city, first))!;
  assert.deepEqual([present.lastExercise, present.contacts[0]!.failedAt, at(city, first).plan!.contacts[0]!.failedAt], ["2026-05-20", "2026-03-02", undefined]);
  must(city, "plans.tryContact", { planVersionId: first, contactId: "GAS-DESK", reached: true });
  const planVersionId = city.newId();
  must(city, "plans.draft", { planVersionId, follows: first });
  assert.deepEqual(at(city, planVersionId).plan, presentPlan(at(city, first)));
});

test("CMD-06: a retired plan holds no more; a module that plans call stays", () => {
  const { city, planVersionId, moduleId } = opened();
  city.findGaps([{ code: "MODULE_IN_USE", path: "GAS-LEAK", zh: "正在使用", en: "in use" }]);
  refusedAs(city.send("plans.retire", { planVersionId: moduleId, reason: "不再使用" }, approver), "PLAN_FAULTY");
  city.findGaps([]);
  must(city, "plans.retire", { planVersionId, reason: "并入新预案" }, approver);
  refusedAs(city.send("plans.draft", { planVersionId: city.newId(), follows: planVersionId }, author), "STATE_CONFLICT");
  const [draft, code] = [city.newId(), { ...SAMPLE_PLAN, id: "NEW-PLAN" }];
  must(city, "plans.create", { planVersionId: draft, content: code });
  must(city, "plans.discard", { planVersionId: draft, reason: "试写" });
  refusedAs(city.send("plans.submit", { planVersionId: draft }, author), "STATE_CONFLICT");
  assert.deepEqual(replay(city.log).stateHash, stateHash(city));
});
