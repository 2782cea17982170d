import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { test } from "node:test";
import { startRounds } from "./rounds.ts";

test("X-08: rounds come one at a time and go on after a failure; stopping waits for the one under way", async (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const open: { readonly resolve: () => void; readonly reject: (error: unknown) => void }[] = [];
  const faults: unknown[] = [];
  const rounds = startRounds({ everyMs: 1_000, first: "AT_ONCE", failed: (error) => void faults.push(error), round: () => new Promise<void>((resolve, reject) => open.push({ resolve, reject })) });
  assert.equal(open.length, 1, "the first at once");
  context.mock.timers.tick(5_000);
  assert.equal(open.length, 1, "none beside one that runs");
  open[0]!.reject("away");
  await turn();
  assert.deepEqual(faults, ["away"]);
  context.mock.timers.tick(1_000);
  assert.equal(open.length, 2);
  let stopped = false;
  const stopping = rounds.stop().then(() => (stopped = true));
  await turn();
  assert.equal(stopped, false, "the round under way is waited for");
  open[1]!.resolve();
  await stopping;
  context.mock.timers.tick(10_000);
  assert.equal(open.length, 2);
});

test("rounds that are not automatic never begin", async (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const rounds = startRounds({ everyMs: 1, automatic: false, first: "AT_ONCE", failed: () => assert.fail("failed"), round: () => assert.fail("began") });
  context.mock.timers.tick(10);
  await rounds.stop();
});

test("R1: a round that comes soon leaves the start to those who wait for it, then keeps its period", async (context) => {
  context.mock.timers.enable({ apis: ["setInterval", "setTimeout"] });
  let begun = 0;
  const rounds = startRounds({ everyMs: 3_600_000, first: "SOON", failed: () => assert.fail("failed"), round: () => Promise.resolve(++begun) });
  context.mock.timers.tick(59_000);
  assert.equal(begun, 0);
  context.mock.timers.tick(1_000);
  assert.equal(begun, 1);
  await turn();
  context.mock.timers.tick(3_540_000);
  assert.equal(begun, 2);
  await rounds.stop();
});

test("a round that would come soon does not come after the stop", async (context) => {
  context.mock.timers.enable({ apis: ["setInterval", "setTimeout"] });
  const rounds = startRounds({ everyMs: 3_600_000, first: "SOON", failed: () => assert.fail("failed"), round: () => assert.fail("began") });
  await rounds.stop();
  context.mock.timers.tick(120_000);
});
