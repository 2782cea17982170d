import assert from "node:assert/strict";
import { test } from "node:test";
import type { Patrol, Unit } from "@tocsin/contract/dispatch/unit.ts";
import { nextAct } from "../order/next-act.ts";
import { act } from "../outbox/test-acts.ts";
import { alreadyDone } from "../outbox/already-done.ts";
import { expectAll } from "../outbox/expect.ts";
import { checkpointRows, maySkip, runningPatrol, wayToNext } from "./checkpoints.ts";

const patrol = (more: Partial<Patrol> = {}): Patrol => ({
  id: "P", checkpoints: [0, 1, 2, 3].map((n) => ({ name: `巡点${n + 1}`, point: { lon: 114, lat: 30 + n / 1_000 } })), next: 2, state: "RUNNING", startedAt: 100, excused: [0], passed: [{ index: 1, at: 150 }], ...more,
});
const unit = (more: Partial<Unit> = {}): Unit => ({ id: "U1", status: "PATROL", patrol: patrol(), recentOrders: [], duress: null, ...more }) as Unit;
const pass = (id: string, seq: number, index: number) => act(id, seq, "dispatch.checkpoint", { payload: { unitId: "U1", index } });

test("DSP-03: the round shows what was passed and when, what an order excused, what is next", () => {
  assert.deepEqual(checkpointRows(patrol()).map(({ state, at }) => [state, at]), [["EXCUSED", null], ["PASSED", 150], ["NEXT", null], ["AHEAD", null]]);
  const { passed: _none, ...older } = patrol();
  assert.deepEqual(checkpointRows(older)[1], { index: 1, name: "巡点2", state: "PASSED", at: null });
});

test("DSP-03: the button passes the next checkpoint while the patrol runs; an order takes its place and the patrol rests", () => {
  assert.equal(nextAct(undefined, false, unit()), "checkpoint");
  assert.equal(nextAct(undefined, false, unit({ status: "ASSIGNED", patrol: patrol({ state: "PAUSED" }) })), undefined);
  assert.equal(runningPatrol(unit({ patrol: patrol({ state: "PAUSED" }) })), undefined);
});

test("DSP-03: only an order since its start lets a patrol leave checkpoints out", () => {
  assert.deepEqual([[], [99], [100]].map((recentOrders) => maySkip({ recentOrders }, patrol())), [false, false, true]);
});

test("DSP-03: distance and direction of the next checkpoint, none without a position", () => {
  const way = wayToNext(patrol(), [114, 30]);
  assert.ok(way && Math.abs(way.metres - 222) < 2);
  assert.deepEqual([way.eighth, wayToNext(patrol(), [114, 30.004])?.eighth, wayToNext(patrol(), [114.002, 30])?.eighth, wayToNext(patrol(), null)], [0, 4, 7, null]);
});

test("DSP-03, X-07: checkpoints passed without a network count on the phone at once, once, and the last one ends the patrol", () => {
  const after = (...acts: ReturnType<typeof pass>[]) => expectAll(undefined, unit({ recentOrders: [100] }), acts, 500).unit;
  const skipped = after(pass("A", 1, 3));
  assert.deepEqual([skipped?.status, skipped?.patrol], ["AVAILABLE", null]);
  const one = after(pass("A", 1, 2), pass("B", 2, 2), pass("C", 3, 9))?.patrol;
  assert.deepEqual([one?.next, one?.excused, one?.passed], [3, [0], [{ index: 1, at: 150 }, { index: 2, at: 1_500 }]]);
  const leftOut = expectAll(undefined, unit({ patrol: patrol({ next: 0, excused: [], passed: [] }) }), [pass("A", 1, 2)], 0).unit?.patrol;
  assert.deepEqual([leftOut?.next, leftOut?.excused], [3, [0, 1]]);
  assert.deepEqual([expectAll(undefined, unit(), [act("E", 1, "dispatch.endPatrol", { payload: { unitId: "U1" } })], 0).unit].map((one) => [one?.status, one?.patrol]), [["AVAILABLE", null]]);
});

test("DSP-03: a checkpoint that a colleague's device has passed needs no word; one that may not be passed does", () => {
  const refused = (status: string) => ({ code: "STATE_CONFLICT", message: "", params: { status } });
  assert.deepEqual(["CHECKPOINT_3", "CHECKPOINT_2", "CHECKPOINT_1", "ASSIGNED"].map((status) => alreadyDone(pass("A", 1, 2), refused(status))), [true, false, false, false]);
});
