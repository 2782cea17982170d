import assert from "node:assert/strict";
import { test } from "node:test";
import type { ActivationTask } from "@tocsin/contract/command/activation.ts";
import { byUrgency, taskTime } from "./task-clock.ts";

const task = (id: string, state: ActivationTask["state"], startS: number, toDecide = false): ActivationTask => ({ id, state, issuedAt: state === "WAITING" ? null : 0, startS, dueS: startS * 2, toDecide }) as ActivationTask;

test("CMD-08: a task's clock is the limit that comes next: kept at the limit exactly, over a second later, amber from two thirds", () => {
  const tones = [0, 59_999, 60_000, 90_999, 91_000].map((now) => taskTime(task("T", "ISSUED", 90), now).tone);
  assert.deepEqual(tones, ["calm", "calm", "amber", "amber", "over"]);
  assert.deepEqual(taskTime(task("T", "STARTED", 90), 91_000), { tone: "calm", limit: "DUE", leftS: 89 });
  assert.deepEqual([taskTime(task("T", "WAITING", 90), 0).tone, taskTime(task("T", "DONE", 90), 0).tone], ["waiting", "ended"]);
});

test("CMD-08: what waits for a decision stands first, then what is over, then by time left; what has ended stands last", () => {
  const all = [task("done", "DONE", 10), task("waits", "WAITING", 10), task("calm", "ISSUED", 900), task("soon", "ISSUED", 500), task("over", "ISSUED", 10), task("decide", "STARTED", 900, true)];
  assert.deepEqual(byUrgency(all, 60_000).map(({ id }) => id), ["decide", "over", "soon", "calm", "waits", "done"]);
});
