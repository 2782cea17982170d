import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { PlanTestCase } from "@tocsin/contract/command/plan-test.ts";
import type { IssuableTask } from "@tocsin/contract/command/plan-task.ts";
import { MINUTE, SECOND } from "@tocsin/kernel/instant.ts";
import { randomStream } from "@tocsin/kernel/random.ts";
import { compilePlan } from "./compile-plan.ts";
import { rehearseIncident } from "./rehearse-incident.ts";
import { type RehearsalWorld, rehearsePlan } from "./rehearse-plan.ts";
import { SAMPLE_MODULE, SAMPLE_PLAN, SAMPLE_VOCABULARY } from "./sample-plan.ts";

const made = compilePlan(SAMPLE_PLAN, [SAMPLE_MODULE], SAMPLE_VOCABULARY);
assert.ok(made.ok);
const plan = made.value;
const CASES: readonly PlanTestCase[] = [
  { name: "少数被困", given: { type: "FR-02", facts: { trapped: 1 } }, trigger: "YES", level: "IV" },
  { name: "多人被困", given: { type: "FR-02", facts: { trapped: 12, gasSmell: true } }, trigger: "YES", level: "II" },
  { name: "另一类", given: { type: "CR-01" }, trigger: "NO", level: null },
];
/** So many units of each capability, so far away. */
const world = (cordon: number, sweep: number, driveMs: number, busy = 0): RehearsalWorld => ({
  units: [...Array.from({ length: cordon }, (_, n) => ({ id: `C${n}`, capabilities: ["CORDON"] })), ...Array.from({ length: sweep }, (_, n) => ({ id: `E${n}`, capabilities: ["EVACUATION"] }))],
  scenes: 3, driveMs: (_unit, scene) => (scene + 1) * driveMs, busy, types: [], keys: SAMPLE_VOCABULARY.facts,
});
const OFTEN = { count: 80, seed: "rehearsal" };

test("CMD-06, CMD-09: the same seed gives the same figures, another one others", () => {
  const busy = world(4, 6, 60 * SECOND, 0.4);
  const once = rehearsePlan(plan, CASES, busy, OFTEN);
  assert.deepEqual(rehearsePlan(plan, CASES, busy, OFTEN), once);
  assert.notDeepEqual(rehearsePlan(plan, CASES, busy, { ...OFTEN, seed: "another" }), once);
  assert.equal(once!.levels.IV + once!.levels.II, 80);
  assert.ok(once!.levels.IV > 20 && once!.levels.II > 20, "every case that calls for the plan is drawn");
});

test("CMD-09: with enough units at hand every task has its own in time; far away they come late; what the city has not never comes, and the plan goes on", () => {
  const near = rehearsePlan(plan, CASES, world(4, 8, SECOND), OFTEN)!;
  assert.deepEqual([near.share.value, near.whole.value, near.tasks.every(({ late, never }) => late + never === 0)], [1, 1, true]);
  const far = rehearsePlan(plan, CASES, world(4, 8, 60 * MINUTE), OFTEN)!;
  assert.deepEqual([far.share.value, far.tasks.find(({ id }) => id === "EDGE/LINE")!.late], [0, 80]);
  const lacking = rehearsePlan(plan, CASES, world(4, 3, SECOND), OFTEN)!;
  const sweep = lacking.tasks.find(({ id }) => id === "SWEEP")!;
  assert.deepEqual([sweep.never, sweep.asked, sweep.medianS, sweep.needs], [lacking.levels.II, lacking.levels.II, null, "EVACUATION×4"]);
  assert.equal(lacking.tasks[0], sweep, "the worst stands first");
  assert.equal(lacking.tasks.find(({ id }) => id === "EDGE/LINE")!.inTime, 80);
});

test("CMD-09: no plan is rehearsed without a case that calls for it", () => {
  assert.equal(rehearsePlan(plan, CASES.slice(2), world(1, 1, SECOND), OFTEN), null);
});

test("CMD-08: whatever is asked for, a task begins after all before it have ended, every task comes to an end, and no unit is at two at once", () => {
  const needs = fc.array(fc.record({ capability: fc.constantFrom("A", "B"), count: fc.integer({ min: 1, max: 3 }) }), { maxLength: 2 });
  const graphs = fc.array(fc.record({ needs, before: fc.array(fc.nat(7), { maxLength: 2 }) }), { minLength: 1, maxLength: 8 }).map((rows) =>
    rows.map((row, n) => ({ id: `T${n}`, after: [...new Set(row.before.filter((each) => each < n).map((each) => `T${each}`))], needs: row.needs, startS: 120, dueS: 900 }) as unknown as IssuableTask));
  fc.assert(fc.property(graphs, fc.integer(), fc.integer({ min: 1, max: 5 }), (tasks, seed, size) => {
    const units = Array.from({ length: size }, (_, n) => ({ id: `U${n}`, capabilities: n % 2 === 0 ? ["A"] : ["A", "B"], driveMs: n === 4 ? -1 : n * MINUTE }));
    const outcomes = rehearseIncident(tasks, units, 0.5, randomStream(seed, "one"));
    assert.deepEqual(outcomes.map(({ id }) => id).toSorted(), tasks.map(({ id }) => id).toSorted());
    const byId = new Map(outcomes.map((one) => [one.id, one]));
    for (const { id, after } of tasks) for (const before of after) assert.ok(byId.get(id)!.issuedMs >= byId.get(before)!.endMs);
    for (const { id } of units) {
      const held = outcomes.filter(({ unitIds }) => unitIds.includes(id)).sort((a, b) => a.startMs! - b.startMs!);
      for (const [n, one] of held.entries()) assert.ok(n === 0 || one.startMs! >= held[n - 1]!.endMs);
    }
    assert.ok(outcomes.every(({ unitIds }) => !unitIds.includes("U4")), "who cannot get there is not sent");
  }), { numRuns: 200 });
});
