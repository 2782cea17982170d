import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { followLog, openWake } from "./follow.ts";
import { openLedger } from "./open-ledger.ts";
import { create } from "./sample-commits.ts";
import { openTestLedger, type TestLedger } from "./testing.ts";
import type { EventBatch, StoredEvent } from "./types.ts";

let t: TestLedger;
before(async () => {
  t = await openTestLedger({ maxConnections: 12 });
});
after(() => t?.close());

test("CMD-02: a follower gets own and other servers' commits, each once, one batch at a time", async () => {
  const other = await openLedger({ url: t.url });
  const stop = new AbortController();
  const seen: string[] = [];
  let inside = 0;
  try {
    const following = t.ledger.follow(null, async (batch) => {
      assert.equal(++inside, 1, "batches overlap");
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(...batch.events.map((event) => event.id));
      inside--;
      if (seen.length === 60) stop.abort();
    }, stop.signal);
    await Promise.all(Array.from({ length: 60 }, (_, n) => (n % 2 === 0 ? t.ledger : other).commit(create("f", `f-${n}`))));
    await following;
  } finally {
    await other.close();
  }
  assert.deepEqual([...seen].sort(), Array.from({ length: 60 }, (_, n) => `f-${n}`).sort());
});

test("a follower starts behind its cursor and stops at the signal, also while it waits", async () => {
  const head = await t.ledger.head();
  const stop = new AbortController();
  const got: string[] = [];
  const following = t.ledger.follow(head, (batch) => {
    got.push(...batch.events.map((event) => event.id));
    stop.abort();
  }, stop.signal);
  await t.ledger.commit(create("f", "after-head"));
  await following;
  assert.deepEqual(got, ["after-head"]);
  const idle = new AbortController();
  const waiting = t.ledger.follow(await t.ledger.head(), () => assert.fail("nothing to give"), idle.signal);
  setImmediate(() => idle.abort());
  await waiting;
});

test("X-08: who follows hears of every look, also of those that bring nothing: a log that is read again is told from one that is not", async () => {
  const enough = new AbortController();
  let looks = 0;
  await t.ledger.follow(await t.ledger.head(), () => assert.fail("nothing to give"), enough.signal, () => {
    looks += 1;
    if (looks === 2) enough.abort();
  });
  assert.equal(looks, 2);
});

test("an error of the receiver ends the following and is passed on", async () => {
  await assert.rejects(
    t.ledger.follow(null, () => Promise.reject(new Error("receiver broke")), new AbortController().signal),
    /receiver broke/,
  );
});

test("a follower held up by an older transaction asks in growing steps, not at every commit, and then gets everything", async () => {
  const wake = openWake();
  const stop = new AbortController();
  let reads = 0;
  let heldUp = true;
  const event = { cursor: "9-9" } as StoredEvent;
  const read = async (): Promise<EventBatch> => {
    reads++;
    return heldUp ? { events: [], cursor: "1-1", more: false } : { events: [event], cursor: "9-9", more: false };
  };
  const following = followLog(read, wake, "1-1", () => stop.abort(), stop.signal);
  for (let commits = 0; commits < 500; commits++) {
    wake.committed("9-9");
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.ok(reads < 50, `${reads} reads`);
  heldUp = false;
  await following;
});
