import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openLedger } from "./open-ledger.ts";
import { create, next } from "./sample-commits.ts";
import { openTestLedger, type TestLedger } from "./testing.ts";
import { fireDue, runTimers, timerCommandId } from "./timers.ts";
import type { Ledger, Timer } from "./types.ts";

let t: TestLedger;
before(async () => {
  t = await openTestLedger();
});
after(() => t?.close());

const timersOf = (id: string, dueAt: Record<string, number>) => [
  { kind: "clock", id, timers: Object.entries(dueAt).map(([timerId, at]) => ({ kind: "clock", id, timerId, dueAt: at, purpose: timerId })) },
];

/** The command that a timer causes, as a server would run it: one event, and the timer is gone. */
async function fireOn(ledger: Ledger, timer: Timer, rest: Record<string, number> = {}): Promise<string> {
  const [state] = await ledger.load([timer]);
  const outcome = await ledger.commit(next("clock", timer.id, state!.version, {
    commandId: timerCommandId(timer), actor: "system", timers: timersOf(timer.id, rest),
  }));
  return outcome.outcome;
}

const never = new AbortController().signal;

test("X-06: timers are given out by due time, only when due, and survive a restart", async () => {
  await t.ledger.commit(create("clock", "T1", { timers: timersOf("T1", { c: 300, a: 100 }) }));
  await t.ledger.commit(create("clock", "T0", { timers: timersOf("T0", { b: 200, z: 300 }) }));
  const due = (timers: Timer[]) => timers.map((timer) => timer.id + timer.timerId);
  assert.deepEqual(due(await t.ledger.dueTimers(99)), []);
  assert.deepEqual(due(await t.ledger.dueTimers(100)), ["T1a"], "due exactly now");
  const restarted = await openLedger({ url: t.url });
  try {
    assert.deepEqual(due(await restarted.dueTimers(1_000)), ["T1a", "T0b", "T0z", "T1c"]);
    assert.deepEqual(due(await restarted.dueTimers(1_000, 2)), ["T1a", "T0b"]);
  } finally {
    await restarted.close();
  }
  await t.ledger.commit(next("clock", "T1", 1, { timers: timersOf("T1", {}) }));
  await t.ledger.commit(next("clock", "T0", 1, { timers: timersOf("T0", {}) }));
});

test("X-06: a timer fires once, although two servers fire it and one crashes before it hears the answer", async () => {
  await t.ledger.commit(create("clock", "T2", { timers: timersOf("T2", { due: 100 }) }));
  const [timer] = await t.ledger.dueTimers(100);
  const outcomes = await Promise.all([fireOn(t.ledger, timer!), fireOn(t.ledger, timer!), fireOn(t.ledger, timer!)]);
  assert.equal(outcomes.filter((outcome) => outcome === "committed").length, 1);
  assert.equal(await fireOn(t.ledger, timer!), "repeated");
  assert.deepEqual(await t.ledger.dueTimers(1_000), []);
  assert.equal((await t.ledger.readStream({ kind: "clock", id: "T2" })).length, 2);
});

test("X-06: the loop follows an injected clock, in order, through failures and a database that is away", async () => {
  await t.ledger.commit(create("clock", "T3", { timers: timersOf("T3", { x: 1_000 }) }));
  await t.ledger.commit(create("clock", "T4", { timers: timersOf("T4", { y: 2_000 }) }));
  const stop = new AbortController();
  const fired: string[] = [];
  const errors: string[] = [];
  let clock = 0;
  let looks = 0;
  await runTimers({
    now: () => clock,
    due: (now, limit) => (++looks === 2 ? Promise.reject(new Error("database away")) : t.ledger.dueTimers(now, limit)),
    fire: async (timer) => {
      if (timer.id === "T3" && clock < 8_000) throw new Error("poison");
      fired.push(`${timer.id}@${clock}`);
      await fireOn(t.ledger, timer);
      if (fired.length === 2) stop.abort();
    },
    retryMs: 4_000,
    wait: () => ((clock += 1_000), Promise.resolve()),
    onError: (timer, error) => errors.push(`${timer?.id} ${(error as Error).message} @${clock}`),
    signal: stop.signal,
  });
  assert.deepEqual(fired, ["T4@2000", "T3@10000"], "one that fails holds up no other");
  assert.deepEqual(errors, ["undefined database away @1000", "T3 poison @2000", "T3 poison @6000"]);
});

test("a failing timer is passed over until its next try, and makes room for others", async () => {
  const timer = (id: string): Timer => ({ kind: "clock", id, timerId: "t", dueAt: 1, purpose: "" });
  const failed = new Map<string, number>();
  const limits: number[] = [];
  const loop = (now: number, bad: string[]) => fireDue({
    now: () => now, signal: never, retryMs: 10,
    due: async (__, limit) => (limits.push(limit), [timer("bad"), timer("good")]),
    fire: async ({ id }) => {
      if (bad.includes(id)) throw new Error(id);
    },
  }, failed);
  assert.equal(await loop(0, ["bad"]), 1);
  assert.equal(await loop(5, ["bad", "never asked"]), 1);
  assert.equal(await loop(10, []), 2);
  assert.deepEqual(limits, [100, 101, 101]);
  assert.equal(failed.size, 0);
});
