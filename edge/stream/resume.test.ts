import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fakeSink, type FakeSink } from "./test-sink.ts";
import { createHub } from "./hub.ts";
import type { LiveBatch, LiveRecord, Projection } from "./live-batch.ts";
import { resume } from "./resume.ts";
import { Subscriber } from "./subscriber.ts";

interface Viewer {
  readonly name: string;
  readonly sees: (id: string) => boolean;
}

const projection: Projection<Viewer> = {
  keyOf: ({ name }) => name,
  show: (viewer, { id, state }) => (viewer.sees(id) ? { list: "incidents", json: JSON.stringify({ id, n: state }) } : null),
  endsSight: (viewer, { types }) => types.includes(`left:${viewer.name}`),
};
const seqOf = (cursor: string): number => Number(cursor.split("-")[1]);
const compareCursors = (a: string, b: string): number => seqOf(a) - seqOf(b);

/** A log in memory, read in stretches, with a hub that follows it some way behind. */
function world(stretch = 3) {
  const log: { id: string; n: number; type: string }[] = [];
  const hub = createHub({ projection, compareCursors, cursor: "1-0" });
  const between = (from: number, to: number): LiveBatch => {
    const records = new Map<string, LiveRecord>();
    for (const event of log.slice(from, to)) {
      const latest = log.findLast(({ id }) => id === event.id)!;
      records.set(event.id, { kind: "incident", id: event.id, state: latest.n, types: [...(records.get(event.id)?.types ?? []), event.type] });
    }
    return { cursor: `1-${to}`, at: 0, records: [...records.values()] };
  };
  return {
    hub,
    write: (id: string, type = "changed") => void log.push({ id, n: log.length + 1, type }),
    /** The hub shares out what is new, up to so many events. */
    share: (most = Infinity) => {
      const from = seqOf(hub.cursor);
      const to = Math.min(log.length, from + most);
      if (to > from) hub.publish(between(from, to));
    },
    readAfter: async (cursor: string) => {
      await Promise.resolve();
      const from = seqOf(cursor);
      const to = Math.min(log.length, from + stretch);
      return { ...between(from, to), more: to < log.length };
    },
    latest: () => new Map(log.map(({ id, n }) => [id, n])),
  };
}

const heldBy = (sink: FakeSink): Map<string, number> =>
  new Map(sink.heard.flatMap((message) => (message.t === "upsert" ? message.incidents.map((incident) => [incident.id, (incident as unknown as { n: number }).n] as const) : [])));

const options = (city: ReturnType<typeof world>) => ({ hub: city.hub, projection, compareCursors, readAfter: city.readAfter, pause: () => Promise.resolve(), now: () => 0 });
const all: Viewer = { name: "all", sees: () => true };

test("stream: whatever is written before, during and after the cut-over arrives, in the order of the log (property)", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ id: fc.constantFrom("A", "B", "C", "D"), when: fc.constantFrom("before", "during", "after"), shared: fc.nat(3) }), { maxLength: 40 }), fc.nat(5), async (writes, cut) => {
      const city = world();
      for (const { id } of writes.filter(({ when }) => when === "before")) city.write(id);
      const start = Math.min(cut, city.latest().size);
      const sink = fakeSink();
      const subscriber = new Subscriber(all, sink, `1-${start}`);
      const led = resume(subscriber, options(city));
      for (const { id, shared } of writes.filter(({ when }) => when === "during")) {
        city.write(id);
        city.share(shared);
        await Promise.resolve();
      }
      city.share();
      await led;
      for (const { id } of writes.filter(({ when }) => when === "after")) {
        city.write(id);
        city.share();
      }
      const held = heldBy(sink);
      const missed = [...city.latest()].filter(([id, n]) => n > start && held.get(id) !== n);
      assert.deepEqual(missed, []);
      const cursors = sink.heard.flatMap((message) => (message.t === "upsert" ? [seqOf(message.cursor)] : []));
      assert.deepEqual(cursors, [...cursors].sort((a, b) => a - b));
    }),
    { numRuns: 200 },
  );
});

test("X-05: a viewer gets what it sees, and its cursor moves over what it does not", async () => {
  const city = world();
  const sink = fakeSink();
  const subscriber = new Subscriber<Viewer>({ name: "a", sees: (id) => id === "A" }, sink, "1-0");
  for (const id of ["A", "B", "A", "B", "B"]) city.write(id);
  await resume(subscriber, options(city));
  city.write("B");
  city.share();
  assert.deepEqual([[...heldBy(sink)], subscriber.cursor], [[["A", 3]], "1-6"]);
});

test("INC-04: who loses sight of a record is told to begin anew, live or on resuming; others are not", async () => {
  for (const live of [true, false]) {
    const city = world();
    const [leaver, stayer] = [fakeSink(), fakeSink()];
    const [one, two] = [new Subscriber<Viewer>({ ...all, name: "ems" }, leaver, "1-0"), new Subscriber(all, stayer, "1-0")];
    if (!live) city.write("A", "left:ems");
    await resume(one, options(city));
    await resume(two, options(city));
    if (live) {
      city.write("A", "left:ems");
      city.share();
    }
    assert.deepEqual([leaver.heard.at(-1)?.t, leaver.closed, stayer.heard.at(-1)?.t, stayer.closed, city.hub.size], ["reset", true, "upsert", false, 1]);
  }
});

test("stream: a past that is too long is not replayed but begun anew", async () => {
  const city = world(1);
  for (let n = 0; n < 50; n++) city.write("A");
  const sink = fakeSink();
  await resume(new Subscriber(all, sink, "1-0"), { ...options(city), mostStretches: 10 });
  assert.deepEqual([sink.heard.at(-1)?.t, sink.closed], ["reset", true]);
});

test("stream: viewers alike share one making of the bytes", async () => {
  const city = world();
  let made = 0;
  const counting: Projection<Viewer> = { ...projection, show: (viewer, record) => ((made += 1), projection.show(viewer, record)) };
  const hub = createHub({ projection: counting, compareCursors, cursor: "1-0" });
  const sinks = Array.from({ length: 200 }, fakeSink);
  for (const sink of sinks) hub.join(new Subscriber(all, sink, "1-0"));
  city.write("A");
  const batch = await city.readAfter("1-0");
  hub.publish(batch);
  assert.equal(made, 1);
  assert.ok(sinks.every((sink) => heldBy(sink).get("A") === 1));
  assert.throws(() => hub.join(new Subscriber(all, fakeSink(), "1-0")), RangeError);
});
