import assert from "node:assert/strict";
import { test } from "node:test";
import type { ActivationHead, ActivationTask } from "@tocsin/contract/command/activation.ts";
import type { Act } from "../outbox/act.ts";
import { alreadyDone } from "../outbox/already-done.ts";
import { act } from "../outbox/test-acts.ts";
import { ownTasks, taskLimit } from "./own-tasks.ts";

const task = (id: string, over: Partial<ActivationTask>): ActivationTask => ({ id, state: "ISSUED", unitId: "U1", issuedAt: 1_000, startS: 120, dueS: 600, note: null, ...over }) as ActivationTask;
const response = (id: string, status: ActivationHead["status"], ...tasks: ActivationTask[]): [string, ActivationHead] => [id, { id, status, tasks } as unknown as ActivationHead];
const on = (taskId: string, more: object = {}): Partial<Act> => ({ payload: { activationId: "A", taskId, ...more } as Act["payload"] });
const shown = (acts: readonly Act[], ...tasks: ActivationTask[]) => ownTasks({ activations: new Map([response("A", "ACTIVE", ...tasks)]) }, acts, "U1", 500).map(({ task: one }) => [one.id, one.state]);

test("CMD-08: a unit sees its own open tasks of responses that run: begun first, then what is due first, then what waits", () => {
  const tasks = [task("WAITS", { state: "WAITING", issuedAt: null }), task("LATER", { dueS: 900 }), task("SOON", {}), task("BEGUN", { state: "STARTED" }), task("OVER", { state: "DONE" }), task("OTHERS", { unitId: "U2" }), task("NOBODYS", { unitId: null })];
  assert.deepEqual(shown([], ...tasks), [["BEGUN", "STARTED"], ["SOON", "ISSUED"], ["LATER", "ISSUED"], ["WAITS", "WAITING"]]);
  assert.deepEqual(ownTasks({ activations: new Map([response("A", "TERMINATED", task("T", {})), response("B", "PROPOSED", task("T", {}))]) }, [], "U1", 0), []);
});

test("CMD-08, X-07: what waits to be sent is shown as done, and only where it can follow", () => {
  const start = act("S", 1, "command.startTask", on("T"));
  const finish = act("F", 2, "command.finishTask", on("T", { note: "已关阀" }));
  assert.deepEqual(shown([start], task("T", {})), [["T", "STARTED"]]);
  assert.deepEqual(shown([start, finish], task("T", {})), []);
  assert.deepEqual(shown([finish], task("T", {})), [["T", "ISSUED"]], "what was never begun is not done");
  assert.deepEqual(shown([{ ...start, status: "REFUSED" }], task("T", {})), [["T", "ISSUED"]]);
  assert.deepEqual(shown([act("S", 1, "command.startTask", { payload: { activationId: "B", taskId: "T" } as Act["payload"] })], task("T", {})), [["T", "ISSUED"]], "of another response");
});

test("X-07: a task that a colleague has begun or done already needs no word", () => {
  const refused = (status: string) => ({ code: "STATE_CONFLICT", message: "", params: { status } });
  assert.deepEqual(["STARTED", "DONE", "CANCELLED", "TERMINATED"].map((status) => alreadyDone(act("S", 1, "command.startTask", on("T")), refused(status))), [true, true, false, false]);
  assert.deepEqual(["ISSUED", "DONE", "CANCELLED"].map((status) => alreadyDone(act("F", 1, "command.finishTask", on("T")), refused(status))), [false, true, false]);
});

test("CMD-08: to begin counts until it is begun, to be done from then on, both from when it was issued", () => {
  assert.deepEqual(taskLimit(task("T", {})), { limit: "START", startedAt: 1_000, dueAt: 121_000 });
  assert.deepEqual(taskLimit(task("T", { state: "STARTED" })), { limit: "DUE", startedAt: 1_000, dueAt: 601_000 });
  assert.equal(taskLimit(task("T", { state: "WAITING", issuedAt: null })), undefined);
});
