import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeSink } from "./test-sink.ts";
import { upsertText, type Shown } from "./message-text.ts";
import { Subscriber } from "./subscriber.ts";

const LIMITS = { highWater: 200, mostWaiting: 1_000, stallMs: 5_000 };
const shown = (...ids: readonly (readonly [string, number])[]): Map<string, Shown> =>
  new Map(ids.map(([id, n]) => [`incident/${id}`, { list: "incidents", json: JSON.stringify({ id, n }) }]));
const offer = (subscriber: Subscriber<null>, seq: number, items: Map<string, Shown>, at = 0): void =>
  subscriber.offer(`1-${seq}`, at, items, () => upsertText(`1-${seq}`, at, items.values()));
const open = () => {
  const sink = fakeSink();
  return { sink, subscriber: new Subscriber(null, sink, "1-0", LIMITS) };
};

test("stream: the cursor of a beat never runs ahead of what has been handed over", () => {
  const { sink, subscriber } = open();
  offer(subscriber, 1, shown(["A", 1]));
  assert.equal(subscriber.cursor, "1-1");
  offer(subscriber, 2, shown());
  assert.equal(subscriber.cursor, "1-2", "a stretch without anything for the viewer moves it on");
  sink.clogged = true;
  offer(subscriber, 3, shown(["A", 2], ["B", 1], ["C".repeat(300), 1]));
  offer(subscriber, 4, shown(["D", 1]));
  assert.equal(subscriber.cursor, "1-3");
  subscriber.beat(10, []);
  assert.ok(!sink.heard.some(({ t }) => t === "beat"), "a socket that is full gets no beat either");
  sink.clogged = false;
  subscriber.beat(20, ["roads"], { roads: 7 });
  assert.deepEqual(sink.heard.at(-1), { t: "beat", at: 20, cursor: "1-4", missing: ["roads"], since: { roads: 7 } });
});

test("stream: of a record that changes while the socket is full, only the latest waits", () => {
  const { sink, subscriber } = open();
  sink.clogged = true;
  offer(subscriber, 1, shown(["X".repeat(300), 0]));
  for (let n = 2; n < 200; n++) offer(subscriber, n, shown(["A", n]));
  assert.ok(subscriber.waitingBytes < 50, `${subscriber.waitingBytes} bytes wait`);
  assert.equal(subscriber.closed, false);
  sink.clogged = false;
  subscriber.drain(1);
  assert.deepEqual(sink.heard.slice(1), [{ t: "upsert", cursor: "1-199", at: 1, incidents: [{ id: "A", n: 199 }], units: [] }]);
});

test("stream: a viewer that cannot keep up is told so and let go, and nothing of it is kept", () => {
  const { sink, subscriber } = open();
  sink.clogged = true;
  for (let n = 1; n < 200 && !subscriber.closed; n++) offer(subscriber, n, shown([`I${n}`, n]));
  assert.deepEqual([subscriber.closed, sink.closed, subscriber.waitingBytes], [true, true, 0]);
  assert.equal(sink.heard.at(-1)?.t, "slow");
  const before = sink.heard.length;
  offer(subscriber, 300, shown(["Z", 1]));
  subscriber.beat(1, []);
  assert.equal(sink.heard.length, before);
});

test("stream: a socket that takes nothing for the set time is let go, one that recovers is not", () => {
  for (const recovers of [true, false]) {
    const { sink, subscriber } = open();
    sink.clogged = true;
    offer(subscriber, 1, shown(["X".repeat(300), 0]));
    subscriber.drain(1_000);
    subscriber.drain(5_999);
    if (recovers) {
      sink.clogged = false;
      subscriber.drain(5_999);
      sink.clogged = true;
      offer(subscriber, 2, shown(["Y".repeat(300), 0]));
    }
    subscriber.drain(6_000);
    assert.equal(subscriber.closed, !recovers);
  }
});

test("stream: positions that wait are the latest of each unit", () => {
  const { sink, subscriber } = open();
  sink.clogged = true;
  offer(subscriber, 1, shown(["X".repeat(300), 0]));
  for (let n = 0; n < 50; n++) subscriber.offerPositions(n, new Map([["U1", `{"unitId":"U1","at":${n}}`]]));
  sink.clogged = false;
  subscriber.offerPositions(60, new Map([["U2", '{"unitId":"U2","at":60}']]));
  const [message] = sink.heard.slice(1);
  assert.deepEqual(message?.t === "positions" ? message.positions.map(({ unitId, at }) => [unitId, at]) : [], [["U1", 49], ["U2", 60]]);
});
