import assert from "node:assert/strict";
import { test } from "node:test";
import type { PlanContent, PlanModule } from "@tocsin/contract/command/plan.ts";
import { lintModule } from "./lint-module.ts";
import { lintPlan } from "./lint-plan.ts";
import { SAMPLE_LINT, SAMPLE_MODULE, SAMPLE_PLAN, SAMPLE_VOCABULARY } from "./sample-plan.ts";

const brief = ({ code, path }: { readonly code: string; readonly path: string }): string => `${code} ${path}`;

function lintOf(change: (plan: PlanContent) => void): string[] {
  const plan = structuredClone(SAMPLE_PLAN);
  change(plan);
  const found = lintPlan(plan, SAMPLE_LINT);
  for (const { zh, en } of found) assert.ok(/[\u4e00-\u9fff]/.test(zh) && en !== "");
  return found.map(brief);
}

test("CMD-06: a sound plan and a sound module have no finding", () => {
  assert.deepEqual(lintOf(() => {}), []);
  assert.deepEqual(lintModule(SAMPLE_MODULE, SAMPLE_VOCABULARY), []);
});

const PLANTED: readonly (readonly [string, (plan: PlanContent) => void, readonly string[]])[] = [
  ["no trigger", (plan) => delete plan.trigger, ["MISSING_TRIGGER trigger"]],
  ["no commander", (plan) => (plan.roles[0]!.id = "CHIEF"), ["MISSING_COMMANDER roles", "TASK_WITHOUT_ROLE tasks.2.role", "TASK_WITHOUT_ROLE tasks.3.role", "UNKNOWN_ROLE calls.0.roles.GUARD"]],
  ["a missing level", (plan) => delete plan.levels.II, ["MISSING_LEVEL levels.II"]],
  ["a level that asks for nothing", (plan) => (plan.tasks[1]!.from = "IV"), ["LEVEL_WITHOUT_TASK levels.III"]],
  ["a cycle, and what waits behind it", (plan) => (plan.tasks[0]!.after = ["MEASURE"]), ["CYCLE tasks.0.after", "CYCLE tasks.1.after", "UNREACHABLE_TASK tasks.3"]],
  ["a task that waits for itself", (plan) => (plan.tasks[0]!.after = ["SHUT"]), ["CYCLE tasks.0.after", "UNREACHABLE_TASK tasks.1", "UNREACHABLE_TASK tasks.3"]],
  ["a task that waits for a graver level's", (plan) => (plan.tasks[0]!.after = ["SWEEP"]), ["UNREACHABLE_TASK tasks.0"]],
  ["a task, a module and a level that nothing can bring about", (plan) => {
    plan.tasks[2]!.when = "1 > 2";
    plan.calls![0]!.when = "false";
    plan.levels.II!.when = `size("") > 0`;
  }, ["UNREACHABLE_TASK tasks.2.when", "UNREACHABLE_TASK calls.0.when", "UNREACHABLE_TASK levels.II.when"]],
  ["a predecessor that there is not", (plan) => (plan.tasks[3]!.after = ["SWEEP", "NOTHING"]), ["UNKNOWN_DEPENDENCY tasks.3.after"]],
  ["a task without role", (plan) => (plan.tasks[0]!.role = "NOBODY"), ["TASK_WITHOUT_ROLE tasks.0.role"]],
  ["a deadline before the start", (plan) => (plan.tasks[0]!.startS = 1_801), ["DEADLINE_BEFORE_START tasks.0.dueS"]],
  ["a deadline before that of what comes first", (plan) => (plan.tasks[1]!.dueS = 1_700), ["DUE_BEFORE_PREDECESSOR tasks.1.dueS"]],
  ["a vague duty", (plan) => (plan.tasks[0]!.dutyZh = "酌情关闭上游阀门"), ["VAGUE_DUTY tasks.0.dutyZh"]],
  ["a vague duty in English", (plan) => (plan.tasks[0]!.dutyEn = "Shut valves as appropriate"), ["VAGUE_DUTY tasks.0.dutyZh"]],
  ["a duty of two characters", (plan) => (plan.tasks[0]!.dutyZh = "关阀"), ["VAGUE_DUTY tasks.0.dutyZh"]],
  ["a parameter out of range", (plan) => (plan.calls![0]!.args["gates"] = 13), ["PARAMETER_OUT_OF_RANGE calls.0.args.gates"]],
  ["a parameter of another type", (plan) => (plan.calls![0]!.args["gates"] = "two"), ["PARAMETER_TYPE calls.0.args.gates"]],
  ["a parameter that is missing", (plan) => delete plan.calls![0]!.args["gates"], ["PARAMETER_MISSING calls.0.args.gates"]],
  ["a parameter that there is not", (plan) => (plan.calls![0]!.args["colour"] = "red"), ["UNKNOWN_PARAMETER calls.0.args.colour"]],
  ["an area that there is not", (plan) => (plan.calls![0]!.args["area"] = "COLD"), ["UNKNOWN_AREA calls.0.args.area"]],
  ["a version of a module that there is not", (plan) => (plan.calls![0]!.version = 3), ["UNKNOWN_MODULE calls.0.module"]],
  ["a contact that was never tried", (plan) => (plan.contacts[0]!.verifiedAt = null), ["CONTACT_NOT_VERIFIED contacts.0.verifiedAt"]],
  ["a contact that did not answer", (plan) => (plan.contacts[0]!.failedAt = "2026-11-02"), ["CONTACT_NOT_VERIFIED contacts.0.verifiedAt"]],
  ["an old contact", (plan) => (plan.contacts[0]!.verifiedAt = "2026-10-01"), ["CONTACT_OLD contacts.0.verifiedAt"]],
  ["a day that is none", (plan) => (plan.contacts[0]!.verifiedAt = "2026-02-30"), ["DATE_INVALID contacts.0.verifiedAt"]],
  ["JNT-11: an unknown capability", (plan) => (plan.tasks[2]!.needs![0]!.capability = "DEEP_WATER"), ["UNKNOWN_CAPABILITY tasks.2.needs"]],
  ["an unknown incident type", (plan) => plan.types.push("XX-99"), ["UNKNOWN_TYPE types.1"]],
  ["an unknown seat", (plan) => (plan.roles[0]!.holder = { seat: "MAYOR", level: "CITY" }), ["UNKNOWN_SEAT roles.0.holder"]],
  ["a condition that does not compile", (plan) => (plan.levels.II!.when = "facts.mood > 3"), ["CONDITION_INVALID levels.II.when"]],
  ["a condition over a person", (plan) => (plan.tasks[2]!.when = `facts.suspectName == "x"`), ["PROHIBITED_FIELD tasks.2.when"]],
  ["one id for two tasks", (plan) => (plan.tasks[1]!.id = "EDGE"), ["ID_TWICE calls.0.id", "UNKNOWN_DEPENDENCY tasks.3.after"]],
  ["nobody to be told", (plan) => (plan.notices![0]!.to = "AGENCIES"), ["MISSING_NOTICE_RECEIVER notices.0.agencies"]],
  ["a contact of an unknown agency", (plan) => (plan.contacts[0]!.agency = "NOBODY"), ["UNKNOWN_AGENCY contacts.0.agency"]],
  ["an unknown unit", (plan) => (plan.resources![1]!.units = ["U9"]), ["UNKNOWN_UNIT resources.1.units"]],
];

for (const [what, change, wanted] of PLANTED) test(`CMD-06: ${what} is found where it is`, () => assert.deepEqual(lintOf(change).sort(), [...wanted].sort()));

test("CMD-06: every gap of an empty draft is listed at once", () => {
  const found = lintOf((plan) => Object.assign(plan, { trigger: undefined, levels: {}, roles: [], tasks: [], calls: [], contacts: [] }));
  for (const gap of ["MISSING_TRIGGER trigger", "MISSING_COMMANDER roles", "MISSING_LEVEL levels.I", "LEVEL_WITHOUT_TASK levels.IV", "MISSING_CONTACT contacts"]) assert.ok(found.includes(gap), gap);
});

test("CMD-07: faults of a module are found: role, placeholder, area, bounds, cycle", () => {
  const lint = (change: (module: PlanModule) => void): string[] => {
    const module = structuredClone(SAMPLE_MODULE);
    change(module);
    return lintModule(module, SAMPLE_VOCABULARY).map(brief);
  };
  assert.deepEqual(lint((module) => (module.tasks[0]!.role = "NOBODY")), ["TASK_WITHOUT_ROLE tasks.0.role"]);
  assert.deepEqual(lint((module) => (module.tasks[0]!.dutyEn = "Hold {doors} with two guards each")), ["UNKNOWN_PARAMETER tasks.0.dutyZh"]);
  assert.deepEqual(lint((module) => (module.tasks[1]!.area = "gates")), ["UNKNOWN_AREA tasks.1.area"]);
  assert.deepEqual(lint((module) => (module.parameters[1]!.min = 20)), ["PARAMETER_BOUNDS parameters.1"]);
  assert.deepEqual(lint((module) => (module.tasks[1]!.after = ["GATES"])), ["CYCLE tasks.0.after", "CYCLE tasks.1.after"]);
});
