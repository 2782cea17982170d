import assert from "node:assert/strict";
import { test } from "node:test";
import { trackMissingParts } from "./missing-parts.ts";
import { watchClock, watchDatabaseClock } from "./watch-clock.ts";

test("R16: a machine's clock that was set is named with since when, and no more once they agree again", (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const missing = trackMissingParts(() => 7);
  let apart = 900;
  const stop = watchClock(missing, () => apart);
  context.mock.timers.tick(1_000);
  assert.deepEqual(missing.list(), []);
  apart = -3_600_000;
  context.mock.timers.tick(1_000);
  assert.deepEqual(missing.since(), { clock: 7 });
  apart = -1_900;
  context.mock.timers.tick(1_000);
  assert.deepEqual(missing.list(), []);
  stop();
});

test("R16: a database whose clock is not this machine's is named; a slow answer alone is none", async () => {
  const missing = trackMissingParts(() => 7);
  let [wall, there, takes] = [1_000_000, 1_000_000, 0];
  const watch = watchDatabaseClock({ wall: () => wall, ask: async () => ((wall += takes), there) }, missing, false);
  for (const [ahead, slow, named] of [[0, 0, false], [1_900, 0, false], [2_100, 0, true], [-2_100, 0, true], [0, 0, false], [5_000, 5_000, false], [-90_000, 5_000, true]] as const) {
    there = wall + ahead;
    takes = slow;
    await watch.look();
    assert.deepEqual(missing.list(), named ? ["clock-database"] : [], `${ahead} ms apart, answered after ${slow}`);
  }
  const failing = watchDatabaseClock({ wall: () => wall, ask: () => Promise.reject(new Error("away")) }, missing, false);
  await failing.look();
  assert.deepEqual(missing.list(), ["clock-database"], "no answer says nothing");
});
