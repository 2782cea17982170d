import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { FLOOR_MOST_S } from "@tocsin/contract/command/room-limits.ts";
import { whileSpoken } from "./while-spoken.ts";

/** A clock of its own: answers how to let time pass until whatever waits for it has gone on. */
function ownTime({ mock }: TestContext): { readonly now: () => number; readonly pass: (ms: number) => Promise<void> } {
  mock.timers.enable({ apis: ["setTimeout"] });
  let now = 0;
  mock.method(performance, "now", () => now);
  return {
    now: () => now,
    async pass(ms) {
      now += ms;
      mock.timers.tick(ms);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

test("CMD-03: who was not answered, or has lost the line, offers again, soon and then seldom, and stops with the answer", async (t) => {
  const { now, pass } = ownTime(t);
  const at: number[] = [];
  const heard = whileSpoken(new AbortController().signal, () => {
    at.push(now());
    return at.length === 2 ? Promise.reject(new Error("no line")) : Promise.resolve(at.length === 6 ? "v=0" : null);
  });
  await pass(0);
  for (let ms = 0; ms < 20_000; ms += 100) await pass(100);
  assert.deepEqual(at, [0, 500, 1_500, 3_500, 7_500, 11_500]);
  assert.equal(await heard, "v=0");
});

test("CMD-03: nobody is asked again when the burst is over, nor for longer than a burst can last", async (t) => {
  const { pass } = ownTime(t);
  const ended = new AbortController();
  let [asked, forGood] = [0, 0];
  const stopped = whileSpoken(ended.signal, () => Promise.resolve((asked++, null)));
  const neverEnded = whileSpoken(new AbortController().signal, () => Promise.resolve((forGood++, null)));
  await pass(0);
  await pass(500);
  ended.abort();
  for (let ms = 0; ms < 2 * FLOOR_MOST_S * 1_000; ms += 500) await pass(500);
  assert.deepEqual([await stopped, asked], [null, 2]);
  assert.equal(await neverEnded, null);
  assert.equal(forGood, 10, "no more than so often in the thirty seconds of a burst");
  assert.equal(await whileSpoken(ended.signal, () => assert.fail("it had ended before")), null);
});
