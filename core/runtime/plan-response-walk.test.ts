import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type ActivationTask, isRunning, isTaskOpen } from "@tocsin/contract/command/activation.ts";
import { holdsAt, PLAN_LEVELS, type PlanLevel, type PlanTask } from "@tocsin/contract/command/plan-task.ts";
import type { PlanContent } from "@tocsin/contract/command/plan.ts";
import type { CityModel } from "@tocsin/testing/model/city-model.ts";
import { activate, chief, responseCity, responseOf, responsePlan } from "@tocsin/testing/model/response-city.ts";
import { replay, stateHash } from "./replay.ts";

const level = fc.constantFrom(...PLAN_LEVELS);

/** Sound plans: each task waits only for earlier ones of its level or below, and has no limit before theirs; some hang on a fact that comes and goes. */
const plans = fc
  .array(fc.record({ from: level, links: fc.array(fc.nat({ max: 11 }), { maxLength: 3 }), critical: fc.boolean(), when: fc.nat({ max: 3 }), holder: fc.boolean() }), { minLength: 1, maxLength: 12 })
  .map((rows): PlanContent => {
    const tasks: PlanTask[] = [];
    for (const [n, { from, links, critical, when, holder }] of rows.entries()) {
      const after = [...new Set(links)].filter((i) => i < n && holdsAt(rows[i]!.from, from)).map((i) => `T${i}`);
      tasks.push({ id: `T${n}`, nameZh: `任务${n}`, nameEn: `Task ${n}`, dutyZh: "做完并回报", dutyEn: "Do it and report", role: holder ? "COMMANDER" : "GAS", from, startS: 60, dueS: 600 + 60 * n, critical, ...(when === 0 ? { when: "facts.gasSmell" } : {}), ...(after.length === 0 ? {} : { after }) });
    }
    return { ...responsePlan, tasks };
  });

const acts = fc.array(fc.record({ what: fc.nat({ max: 9 }), which: fc.nat({ max: 40 }), wait: fc.constantFrom(0, 1_000, 61_000, 700_000), level }), { maxLength: 40 });
type Act = typeof acts extends fc.Arbitrary<(infer One)[]> ? One : never;

function perform(city: CityModel, id: string, incidentId: string, { what, which, wait, level: wanted }: Act): void {
  city.advance(wait);
  const { tasks } = responseOf(city, id);
  const task = tasks[which % Math.max(1, tasks.length)];
  const on = { activationId: id, taskId: task?.id ?? "T0" };
  const performances: readonly (() => unknown)[] = [
    () => city.send("command.setPlanLevel", { activationId: id, level: wanted, reason: "态势" }, chief),
    () => city.send("command.startTask", on, chief),
    () => city.send("command.startTask", { activationId: id, taskId: tasks.find(({ state }) => state === "ISSUED")?.id ?? "T0" }, chief),
    () => city.send("command.finishTask", on, chief),
    () => city.send("command.finishTask", { activationId: id, taskId: tasks.find(({ state }) => state === "STARTED")?.id ?? "T0" }, chief),
    () => city.send("command.skipTask", { ...on, reason: "不需要" }, chief),
    () => city.send("intake.addFact", { incidentId, key: "gasSmell", value: which % 2 === 0, critical: false }, chief),
    () => city.send("command.callModule", { activationId: id, incidentId, module: "CORDON", args: { area: { radiusM: 100 }, gates: 2 } }, chief),
    () => city.send("command.reassignTask", { ...on, orgId: which % 2 === 0 ? "D2" : "S11", reason: "调整" }, chief),
    () => end(city, id),
  ];
  performances[what]!();
}

/** Ending is possible exactly while it runs and nothing critical is open. */
function end(city: CityModel, id: string): void {
  const before = responseOf(city, id);
  const may = isRunning(before) && !before.tasks.some((task) => task.critical && isTaskOpen(task));
  assert.equal(city.send("command.terminatePlan", { activationId: id, reason: "结束" }, chief).ok, may);
}

/** Whether nothing is open before a task, judged anew and naively. */
const nothingBefore = (tasks: readonly ActivationTask[], { after }: ActivationTask): boolean =>
  after.every((id) => {
    const before = tasks.find((one) => one.id === id);
    return before === undefined || before.state === "DONE" || ((before.state === "SKIPPED" || before.state === "CANCELLED") && nothingBefore(tasks, before));
  });

function check(city: CityModel, id: string, before: readonly ActivationTask[]): void {
  const { tasks } = responseOf(city, id);
  assert.equal(new Set(tasks.map((task) => task.id)).size, tasks.length, "each task once");
  for (const task of tasks) {
    const was = before.find((one) => one.id === task.id);
    if (task.state === "ISSUED") assert.ok(nothingBefore(tasks, task), `${task.id} is issued too early`);
    if (task.state === "WAITING") assert.ok(!isRunning(responseOf(city, id)) || !nothingBefore(tasks, task), `${task.id} waits for nothing`);
    if (task.state === "STARTED" && was?.state !== "STARTED") assert.ok(nothingBefore(before, task), `${task.id} began too early`);
    if (was !== undefined && (was.state === "DONE" || was.state === "SKIPPED")) assert.equal(task.state, was.state, "what has ended stays as it ended");
    const late = (limitS: number): boolean => task.issuedAt !== null && city.now() >= task.issuedAt + (limitS + 1) * 1_000;
    if (isRunning(responseOf(city, id)) && task.state === "ISSUED") assert.equal(task.startMissedAt !== null, late(task.startS), "start");
    if (isRunning(responseOf(city, id)) && task.state === "STARTED") assert.equal(task.dueMissedAt !== null, late(task.dueS), "due");
  }
}

test("CMD-07, CMD-08: on random plans no random walk violates an order, doubles a task, loses a limit or ends too early, and the log replays to the same hash", () => {
  fc.assert(
    fc.property(plans, level, acts, (plan, at, walk) => {
      const { city, incidentId } = responseCity(plan);
      const id = activate(city, incidentId, at);
      for (const act of walk) {
        const before = responseOf(city, id).tasks;
        perform(city, id, incidentId, act);
        check(city, id, before);
      }
      assert.equal(replay(city.log).stateHash, stateHash(city));
    }),
    { numRuns: 150 },
  );
});

test("CMD-08: raised and lowered back, what had not begun stands as before, and nothing that had is lost", () => {
  fc.assert(
    fc.property(plans, level, level, acts, (plan, one, other, walk) => {
      const [low, high]: [PlanLevel, PlanLevel] = holdsAt(one, other) ? [one, other] : [other, one];
      fc.pre(low !== high);
      const { city, incidentId } = responseCity(plan);
      const id = activate(city, incidentId, low);
      for (const act of walk.slice(0, 10)) if (act.what !== 0 && act.what !== 6 && act.what !== 9) perform(city, id, incidentId, act);
      const before = responseOf(city, id).tasks;
      const set = (to: PlanLevel): boolean => city.send("command.setPlanLevel", { activationId: id, level: to, reason: "态势" }, chief).ok;
      assert.ok(set(high));
      assert.deepEqual(responseOf(city, id).tasks.filter((task) => before.some((was) => was.id === task.id)), before, "raising changes none that was there");
      assert.ok(set(low));
      assert.deepEqual(responseOf(city, id).tasks.filter(({ state }) => state !== "CANCELLED"), before);
    }),
    { numRuns: 100 },
  );
});
