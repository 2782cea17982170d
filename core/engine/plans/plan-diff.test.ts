import assert from "node:assert/strict";
import { test } from "node:test";
import type { PlanContent } from "@tocsin/contract/command/plan.ts";
import { planDiff } from "./plan-diff.ts";
import { SAMPLE_MODULE, SAMPLE_PLAN } from "./sample-plan.ts";

const brief = (change: (plan: PlanContent) => void): string[] => {
  const plan = structuredClone(SAMPLE_PLAN);
  change(plan);
  return planDiff(SAMPLE_PLAN, plan).map(({ part, id, kind, field, before, after }) => [part, id, kind, field, before, after].map((each) => each ?? "-").join(" "));
};

test("CMD-06: a version does not differ from itself, nor a module by its number alone", () => {
  assert.deepEqual(brief(() => {}), []);
  assert.deepEqual(planDiff(SAMPLE_MODULE, { ...SAMPLE_MODULE, version: 3 }), []);
});

test("CMD-06: what is new, gone, changed or moved is told with its part, its item and both texts", () => {
  assert.deepEqual(brief((plan) => (plan.levels.II = { ...plan.levels.II!, when: "facts.trapped >= 8" })).length, 1);
  assert.deepEqual(brief((plan) => (plan.tasks[0]!.dueS = 900)), ["tasks SHUT CHANGED dueS 1800 900"]);
  assert.deepEqual(brief((plan) => (plan.tasks[0]!.critical = false)), ["tasks SHUT CHANGED critical true false"]);
  assert.deepEqual(brief((plan) => plan.tasks.pop()), ["tasks LIFT REMOVED - 解除 -"]);
  assert.deepEqual(brief((plan) => plan.tasks.push({ ...plan.tasks[0]!, id: "AGAIN" })), ["tasks AGAIN ADDED - - 关阀"]);
  assert.deepEqual(brief((plan) => plan.tasks.reverse()), ["tasks - MOVED - - -"]);
  assert.deepEqual(brief((plan) => (plan.calls![0]!.version = 3)), ["calls EDGE CHANGED version 2 3"]);
  assert.deepEqual(brief((plan) => (plan.types = ["FR-01"])), [`types - CHANGED - ["FR-02"] ["FR-01"]`]);
  assert.deepEqual(brief((plan) => delete plan.notices), ["notices LEAVE REMOVED - 请关闭火源,步行撤离到上风向 -"]);
  assert.deepEqual(brief((plan) => delete plan.trigger), [`trigger - REMOVED - {"en":"An incident of a gas leak","when":"incident.type == \\"FR-02\\"","zh":"燃气泄漏警情"} -`]);
});
