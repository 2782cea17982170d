import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { PlanContent } from "@tocsin/contract/command/plan.ts";
import { type IssuableTask, holdsAt, PLAN_LEVELS, type PlanLevel } from "@tocsin/contract/command/plan-task.ts";
import { type CompiledPlan, compilePlan } from "./compile-plan.ts";
import { changeLevel, type TaskProgress } from "./level-change.ts";
import { SAMPLE_MODULE, SAMPLE_PLAN, SAMPLE_VOCABULARY, sampleNames } from "./sample-plan.ts";
import { moduleOutline, outlineOf, proposeLevel, tasksAt } from "./tasks-at.ts";
import type { PlanNames } from "./vocabulary.ts";

function compiled(plan: PlanContent): CompiledPlan {
  const made = compilePlan(plan, [SAMPLE_MODULE], SAMPLE_VOCABULARY);
  assert.ok(made.ok, made.ok ? "" : made.error.map(({ en }) => en).join("; "));
  return made.value;
}
const ids = (tasks: readonly IssuableTask[]): string[] => tasks.map(({ id }) => id);

test("CMD-06: the gravest level that holds is proposed, with what should be asked to be sure", () => {
  const plan = compiled(SAMPLE_PLAN);
  assert.deepEqual(proposeLevel(plan, sampleNames({ trapped: 12 })), { trigger: "YES", level: "II", ask: [] });
  assert.deepEqual(proposeLevel(plan, sampleNames({})), { trigger: "YES", level: "IV", ask: ["facts.trapped"] });
  assert.equal(proposeLevel(plan, sampleNames({}, { type: "FR-01" })).trigger, "NO");
});

test("CMD-06, CMD-07: tasks of a level, a module's with their values, roles and area, each after those it waits for", () => {
  const plan = compiled(SAMPLE_PLAN);
  assert.deepEqual(ids(tasksAt(plan, "IV", sampleNames({}))), ["SHUT", "EDGE/LINE", "EDGE/GATES"]);
  const at = tasksAt(plan, "II", sampleNames({ gasSmell: true }));
  assert.deepEqual(ids(at), ["SHUT", "MEASURE", "EDGE/LINE", "EDGE/GATES", "SWEEP"]);
  assert.deepEqual(at.find(({ id }) => id === "EDGE/LINE"), {
    id: "EDGE/LINE", nameZh: "拉设警戒线", nameEn: "Set the line", dutyZh: "沿警戒区(半径 200 米)外沿拉设警戒线,劝离围观群众", dutyEn: "Tape off Hot zone (radius 200 m) and move onlookers behind it",
    role: SAMPLE_PLAN.roles[0], after: [], startS: 120, dueS: 600, critical: true, needs: [{ capability: "CORDON", count: 2 }],
    area: { nameZh: "警戒区", nameEn: "Hot zone", shape: { radiusM: 200 } }, module: { id: "CORDON", version: 2 },
  });
  assert.deepEqual(at.find(({ id }) => id === "SWEEP")?.after, ["EDGE/LINE", "EDGE/GATES"]);
  assert.equal(at.find(({ id }) => id === "EDGE/GATES")?.dutyZh, "在 2 处出入口各派两人值守,登记进出车辆");
});

test("CMD-06: a task whose own condition does not hold, or is not known, is left out; who waits for it waits for its predecessors", () => {
  const plan = compiled(SAMPLE_PLAN);
  for (const facts of [{}, { gasSmell: false }] as PlanNames["facts"][]) {
    const tasks = tasksAt(plan, "I", sampleNames(facts));
    assert.ok(!ids(tasks).includes("SWEEP"));
    assert.deepEqual(tasks.find(({ id }) => id === "LIFT")?.after, ["EDGE/LINE", "EDGE/GATES", "MEASURE"]);
  }
});

test("CMD-06, CMD-07: an outline has every task with its level and condition, a module's as they are written", () => {
  assert.deepEqual(outlineOf(compiled(SAMPLE_PLAN)).map(({ from, when, task }) => `${from} ${task.id} ${when ?? ""}`.trim()), ["IV SHUT", "III MEASURE", "IV EDGE/LINE", "IV EDGE/GATES", "II SWEEP facts.gasSmell", "I LIFT"]);
  assert.deepEqual(moduleOutline(SAMPLE_MODULE).map(({ task }) => [task.id, task.after]), [["CORDON/LINE", []], ["CORDON/GATES", ["CORDON/LINE"]]]);
});

/** A plan of any shape without a cycle: each task may wait for earlier ones of its own or a lower level. */
const anyPlan: fc.Arbitrary<PlanContent> = fc
  .array(fc.record({ from: fc.constantFrom(...PLAN_LEVELS), waits: fc.array(fc.nat(30), { maxLength: 4 }), conditional: fc.boolean() }), { minLength: 1, maxLength: 14 })
  .chain((drawn) => fc.shuffledSubarray([...drawn.keys()], { minLength: drawn.length }).map((written) => {
    const tasks = drawn.map(({ from, waits, conditional }, index) => ({
      ...SAMPLE_PLAN.tasks[0]!, id: `T${index}`, from, startS: 60, dueS: 600 + index,
      after: [...new Set(waits.filter((other) => other < index && holdsAt(drawn[other]!.from, from)).map((other) => `T${other}`))],
      ...(conditional ? { when: "facts.gasSmell" } : {}),
    }));
    return { ...SAMPLE_PLAN, calls: [], tasks: written.map((index) => tasks[index]!) };
  }));
const anyNames = fc.constantFrom(sampleNames({}), sampleNames({ gasSmell: true }), sampleNames({ gasSmell: false }));
const anyLevel: fc.Arbitrary<PlanLevel> = fc.constantFrom(...PLAN_LEVELS);

test("CMD-08: in any plan every task comes after those it waits for, and only waits for tasks that are issued", () => {
  fc.assert(fc.property(anyPlan, anyLevel, anyNames, (plan, level, names) => {
    const tasks = tasksAt(compiled(plan), level, names);
    tasks.forEach(({ after }, index) => after.forEach((id) => assert.ok(ids(tasks.slice(0, index)).includes(id))));
  }));
});

test("CMD-08: in any plan a graver level asks for all that a lesser one does", () => {
  fc.assert(fc.property(anyPlan, anyNames, (plan, names) => {
    const [I, II, III, IV] = PLAN_LEVELS.map((level) => new Set(ids(tasksAt(compiled(plan), level, names))));
    for (const [lesser, graver] of [[IV, III], [III, II], [II, I]] as const) for (const id of lesser!) assert.ok(graver!.has(id), id);
  }));
});

/** Applies a change as an activation would. */
function applied(running: { id: string; progress: TaskProgress }[], wanted: readonly IssuableTask[]): { id: string; progress: TaskProgress }[] {
  const { issue, cancel } = changeLevel(running, wanted);
  return [...running.filter(({ id }) => !cancel.includes(id)), ...ids(issue).map((id) => ({ id, progress: "WAITING" as const }))];
}

test("CMD-08: raising issues only the difference; raising and lowering again leaves as they were all tasks that have not begun", () => {
  const progress = fc.constantFrom<TaskProgress>("WAITING", "BEGUN", "ENDED");
  fc.assert(fc.property(anyPlan, anyNames, fc.array(progress, { minLength: 14, maxLength: 14 }), anyLevel, anyLevel, (plan, names, drawn, one, two) => {
    const made = compiled(plan);
    const [low, high] = holdsAt(one, two) ? [one, two] : [two, one];
    const lower = tasksAt(made, low, names);
    const running = lower.map(({ id }, index) => ({ id, progress: drawn[index]! }));
    const higher = tasksAt(made, high, names);
    const raise = changeLevel(running, higher);
    assert.deepEqual([raise.cancel, raise.decide], [[], []]);
    assert.deepEqual(ids(raise.issue), ids(higher).filter((id) => !ids(lower).includes(id)));
    assert.deepEqual(applied(applied(running, higher), lower), running);
  }));
});

test("CMD-08: lowering cancels what has not begun, leaves what has for a decision, and forgets nothing that has ended", () => {
  const plan = compiled(SAMPLE_PLAN);
  const names = sampleNames({ gasSmell: true });
  const all = tasksAt(plan, "I", names);
  const progress: Record<string, TaskProgress> = { SWEEP: "BEGUN", MEASURE: "ENDED" };
  const change = changeLevel(all.map(({ id }) => ({ id, progress: progress[id] ?? "WAITING" })), tasksAt(plan, "IV", names));
  assert.deepEqual(change, { issue: [], keep: ["SHUT", "MEASURE", "EDGE/LINE", "EDGE/GATES"], cancel: ["LIFT"], decide: ["SWEEP"] });
});
