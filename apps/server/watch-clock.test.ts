import assert from "node:assert/strict";
import { test } from "node:test";
import { trackMissingParts } from "./missing-parts.ts";
import { watchClock } from "./watch-clock.ts";

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
