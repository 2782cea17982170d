import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { keyAt, passTo, virtualClock } from "./virtual-time.ts";

test("X-06: on the way to a moment every timer fires at its own, also those that earlier ones set", async () => {
  const clock = virtualClock(0);
  const due = [{ dueAt: 30 }, { dueAt: 10 }, { dueAt: 99 }];
  const fired: [number, number][] = [];
  const deps = {
    clock,
    dueTimers: async (now: number) => due.filter((timer) => timer.dueAt <= now).sort((a, b) => a.dueAt - b.dueAt),
    fire: async () => {
      const ready = due.filter((timer) => timer.dueAt <= clock.now());
      for (const timer of ready) {
        fired.push([timer.dueAt, clock.now()]);
        due.splice(due.indexOf(timer), 1);
        if (timer.dueAt === 10) due.push({ dueAt: 20 });
      }
      return ready.length;
    },
  };
  assert.equal(await passTo(50, deps), 3);
  assert.deepEqual(fired, [[10, 10], [20, 20], [30, 30]]);
  assert.equal(clock.now(), 50);
  assert.deepEqual(due, [{ dueAt: 99 }]);
});

test("X-06: a due timer that does not fire stops the replay instead of hanging it", async () => {
  const clock = virtualClock(0);
  await assert.rejects(passTo(5, { clock, dueTimers: async () => [{ dueAt: 5 }], fire: async () => 0 }), /due at 5 does not fire/);
});

test("X-06: commands under way together are each heard at their own moment, others at the common one", async () => {
  const clock = virtualClock(500);
  const server = createServer((_request, response) => void setImmediate(async () => {
    await Promise.resolve();
    response.end(String(clock.now()));
  }));
  clock.serve(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const ask = async (key?: string): Promise<string> =>
    (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, key === undefined ? {} : { headers: { "idempotency-key": key } })).text();
  try {
    assert.deepEqual(await Promise.all([ask(keyAt(777)), ask(), ask(keyAt(600)), ask(keyAt(777))]), ["777", "500", "600", "777"]);
    assert.equal(clock.now(), 500);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});
