import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { steadyClock } from "./clock.ts";

const HOUR = 3_600_000;
const START = Date.UTC(2026, 2, 2, 2);

/** A machine whose clock can be set, and which can sleep. */
function machine(start = START) {
  let [wall, elapsed, boot] = [start, 5_000, 90_000];
  return {
    clock: steadyClock({ wall: () => wall, elapsed: () => elapsed, sinceBoot: () => boot }),
    pass: (ms: number) => void ((wall += ms), (elapsed += ms), (boot += ms)),
    set: (by: number) => void (wall += by),
    sleep: (ms: number) => void ((wall += ms), (boot += ms)),
  };
}

for (const [what, step] of [["an hour ahead", HOUR], ["an hour back", -HOUR], ["a day ahead", 24 * HOUR], ["a day back", -24 * HOUR], ["a second back", -1_000]] as const) {
  test(`R16: the machine's clock is set ${what}: a limit of a minute ends within a twentieth of itself, time never goes back, and the difference is told`, () => {
    const { clock, pass, set } = machine();
    pass(10_000);
    const began = clock.now();
    set(step);
    let before = began;
    for (let second = 0; second < 60; second++) {
      pass(1_000);
      const now = clock.now();
      assert.ok(now >= before && now - before <= 1_050, `second ${second}: ${now - before} ms`);
      before = now;
    }
    assert.ok(Math.abs(before - began - 60_000) <= 3_000);
    if (Math.abs(step) > 3_000) assert.ok(Math.abs(clock.apart() - step) <= 3_000);
    else assert.ok(Math.abs(clock.apart()) < 1);
  });
}

test("R16: what the machine slept has passed at once; a clock that drifts is followed to the millisecond", () => {
  const { clock, pass, set, sleep } = machine();
  pass(1_000);
  const before = clock.now();
  sleep(8 * HOUR);
  pass(1_000);
  assert.ok(Math.abs(clock.now() - before - 8 * HOUR - 1_000) <= 1);
  for (let second = 0; second < 100; second++) {
    set(3);
    pass(1_000);
    clock.now();
  }
  assert.ok(Math.abs(clock.apart()) <= 4);
});

test("R16: through 2038, 2106 and any jumps whatever it counts on in whole milliseconds and never back", () => {
  const starts = fc.constantFrom(START, 2 ** 31 * 1_000 - 30_000, 2 ** 32 * 1_000 - 30_000);
  const acts = fc.array(fc.tuple(fc.constantFrom("pass", "set", "sleep"), fc.integer({ min: -10 * HOUR, max: 10 * HOUR })), { maxLength: 30 });
  fc.assert(
    fc.property(starts, acts, (start, list) => {
      const { clock, pass, set, sleep } = machine(start);
      let before = clock.now();
      for (const [act, ms] of list) {
        if (act === "set") set(ms);
        else if (act === "sleep") sleep(Math.abs(ms));
        else pass(Math.abs(ms));
        const now = clock.now();
        assert.ok(Number.isSafeInteger(now) && now >= before);
        before = now;
      }
    }),
  );
});
