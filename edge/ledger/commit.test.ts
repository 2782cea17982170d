import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { activeClaims } from "./claims.ts";
import { readAudit } from "./audit.ts";
import { aCommit, create, next } from "./sample-commits.ts";
import { finishOutbox, heldUp, postponeOutbox, setAsideOutbox, takeOutbox } from "./outbox.ts";
import { openTestLedger, type TestLedger } from "./testing.ts";

let t: TestLedger;
before(async () => {
  t = await openTestLedger();
});
after(() => t?.close());

const incident = (id: string) => ({ kind: "incident", id });

test("X-01: the same command id and body gives the first answer and changes nothing again", async () => {
  const commit = { ...create("incident", "A1"), result: { number: "20260101-0001", note: null } };
  const first = await t.ledger.commit(commit);
  assert.equal(first.outcome, "committed");
  const second = await t.ledger.commit(commit);
  assert.deepEqual(second, { outcome: "repeated", result: commit.result, cursor: (first as { cursor: string }).cursor });
  assert.equal((await t.ledger.readStream(incident("A1"))).length, 1);
  assert.equal((await readAudit(t.ledger.db, undefined, { limit: 1000 })).filter((row) => row.entry.commandId === commit.commandId).length, 1);
});

test("X-01: the same command id with another body is refused, and another actor may use the same id", async () => {
  const commit = create("incident", "A2");
  await t.ledger.commit(commit);
  assert.deepEqual(await t.ledger.commit({ ...commit, bodyHash: "other" }), { outcome: "key-reused" });
  const other = await t.ledger.commit({ ...create("incident", "A2b"), commandId: commit.commandId, actor: "U2" });
  assert.equal(other.outcome, "committed");
});

test("X-01: ten simultaneous deliveries of one command have one effect and ten equal answers", async () => {
  const commit = { ...create("incident", "A3"), result: 42 };
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => t.ledger.commit(commit)));
  assert.equal(outcomes.filter((o) => o.outcome === "committed").length, 1);
  assert.equal(outcomes.filter((o) => o.outcome === "repeated" && o.result === 42).length, 9);
  assert.equal((await t.ledger.readStream(incident("A3"))).length, 1);
});

test("X-02: another version than expected changes nothing and answers the versions that are", async () => {
  await t.ledger.commit(create("incident", "B1"));
  await t.ledger.commit(create("unit", "B1"));
  const stale = aCommit({
    expect: [{ ...incident("B1"), version: 1 }, { kind: "unit", id: "B1", version: 7 }, { kind: "unit", id: "none", version: 3 }],
    events: [{ ...incident("B1"), version: 2, type: "T", data: {} }],
    states: [{ ...incident("B1"), version: 2, scope: ["CITY"], state: {} }],
  });
  assert.deepEqual(await t.ledger.commit(stale), {
    outcome: "conflict", streams: [{ kind: "unit", id: "B1", version: 1 }, { kind: "unit", id: "none", version: 0 }],
  });
  assert.equal((await t.ledger.load([incident("B1")]))[0]!.version, 1);
  const retried = await t.ledger.commit({ ...stale, expect: [{ ...incident("B1"), version: 1 }, { kind: "unit", id: "B1", version: 1 }] });
  assert.equal(retried.outcome, "committed", "a command that met a conflict may be tried again under its id");
});

test("X-02: a stream that must not exist", async () => {
  await t.ledger.commit(create("incident", "B2"));
  const again = create("incident", "B2");
  assert.deepEqual(await t.ledger.commit(again), { outcome: "conflict", streams: [{ ...incident("B2"), version: 1 }] });
  const relying = next("incident", "B2", 1);
  relying.expect.push({ ...incident("B2-absent"), version: 0 });
  assert.equal((await t.ledger.commit(relying)).outcome, "committed");
  assert.deepEqual(await t.ledger.load([incident("B2-absent")]), [], "relying on absence leaves nothing behind");
  assert.equal((await t.ledger.commit(create("incident", "B2-absent"))).outcome, "committed");
});

test("X-02: of many writers on one version exactly one wins", async () => {
  await t.ledger.commit(create("incident", "B3"));
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => t.ledger.commit(next("incident", "B3", 1))));
  assert.equal(outcomes.filter((o) => o.outcome === "committed").length, 1);
  assert.equal(outcomes.filter((o) => o.outcome === "conflict").length, 19);
});

test("of many creators of one stream exactly one wins", async () => {
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => t.ledger.commit(create("incident", "B4"))));
  assert.deepEqual(outcomes.map((o) => o.outcome).sort(), ["committed", ...Array<string>(19).fill("conflict")].sort());
});

test("events, state, timers, claims, outbox and audit are stored together, or none of them", async () => {
  const full = (id: string, resource: string) => ({
    ...create("incident", id),
    timers: [{ ...incident(id), timers: [{ ...incident(id), timerId: "ack", dueAt: 5, purpose: "ack" }] }],
    claims: [{ resource, holder: id, ref: "order-1" }],
    outbox: [{ topic: "partner", payload: { id } }],
  });
  assert.equal((await t.ledger.commit(full("C1", "unit-C"))).outcome, "committed");
  assert.deepEqual(await t.ledger.commit(full("C2", "unit-C")), { outcome: "taken", resource: "unit-C" });
  assert.deepEqual(await t.ledger.load([incident("C2")]), []);
  assert.equal((await t.ledger.readStream(incident("C2"))).length, 0);
  assert.deepEqual((await t.ledger.dueTimers(10)).map((timer) => timer.id), ["C1"]);
  assert.deepEqual(await activeClaims(t.ledger.db, ["unit-C"]), [{ resource: "unit-C", holder: "C1", ref: "order-1", since: 1_700_000_000_000 }]);
  const items = await takeOutbox(t.ledger.db, 100, { topics: ["partner"] });
  assert.deepEqual(items.map((item) => item.payload), [{ id: "C1" }]);
  assert.deepEqual(await takeOutbox(t.ledger.db, 100), [], "what is being delivered is not given out twice");
  assert.equal((await takeOutbox(t.ledger.db, 100_000)).length, 1, "until its lease ends");
  await finishOutbox(t.ledger.db, items.map((item) => item.seq));
  assert.deepEqual(await takeOutbox(t.ledger.db, 200_000), []);
});

test("LNK-02: items of one key are given out in order; what was set aside holds up nothing, and a postponed one comes again with what is known of it", async () => {
  const item = (key: string, n: number) => ({ topic: "wire", payload: { key, n } });
  await t.ledger.commit(create("incident", "OB1", { outbox: [item("a", 1), item("a", 2), item("b", 1)] }));
  const take = async (now: number) => (await takeOutbox(t.ledger.db, now, { topics: ["wire"], leaseMs: 10 })).map(({ seq, payload, tries, fault }) => ({ seq, tries, fault, name: `${(payload as { key: string }).key}${(payload as { n: number }).n}` }));
  const [first, other] = await take(100);
  assert.deepEqual([first!.name, other!.name, first!.tries, first!.fault], ["a1", "b1", 0, null]);
  await finishOutbox(t.ledger.db, [other!.seq]);
  await postponeOutbox(t.ledger.db, first!.seq, 1_000, { why: "SLOW" });
  assert.deepEqual(await take(500), [], "the second waits for the first");
  assert.deepEqual((await take(1_000)).map(({ name, tries, fault }) => [name, tries, fault]), [["a1", 1, { why: "SLOW" }]]);
  assert.equal(await heldUp(t.ledger.db, "wire", { waitingSince: 2_000_000_000_000, setAsideAfter: 0 }), 2);
  await setAsideOutbox(t.ledger.db, first!.seq, 2_000, { why: "ANSWER" });
  assert.deepEqual((await take(2_000)).map(({ name }) => name), ["a2"]);
  assert.equal(await heldUp(t.ledger.db, "wire", { waitingSince: 0, setAsideAfter: 1_999 }), 1);
});

test("a commit can pass a resource on, and a release by another than its holder does nothing", async () => {
  await t.ledger.commit(create("incident", "D1", { claims: [{ resource: "unit-D", holder: "D1", ref: "1" }] }));
  const thief = create("incident", "D2", {
    releases: [{ resource: "unit-D", holder: "D2" }], claims: [{ resource: "unit-D", holder: "D2", ref: "2" }],
  });
  assert.deepEqual(await t.ledger.commit(thief), { outcome: "taken", resource: "unit-D" });
  const passedOn = create("incident", "D3", {
    releases: [{ resource: "unit-D", holder: "D1" }], claims: [{ resource: "unit-D", holder: "D3", ref: "3" }],
  });
  assert.equal((await t.ledger.commit(passedOn)).outcome, "committed");
  assert.equal((await activeClaims(t.ledger.db, ["unit-D"]))[0]!.holder, "D3");
});

test("timers of a stream are replaced as a whole; those of others stay", async () => {
  const timer = (id: string, timerId: string, dueAt: number) => ({ ...incident(id), timerId, dueAt, purpose: timerId });
  const set = (id: string, ...timers: ReturnType<typeof timer>[]) => [{ ...incident(id), timers }];
  await t.ledger.commit(create("incident", "E1", { timers: set("E1", timer("E1", "a", 1_000), timer("E1", "b", 2_000)) }));
  await t.ledger.commit(create("incident", "E2", { timers: set("E2", timer("E2", "a", 1_500)) }));
  await t.ledger.commit(next("incident", "E1", 1, { timers: set("E1", timer("E1", "b", 900), timer("E1", "c", 3_000)) }));
  const due = (await t.ledger.dueTimers(10_000)).filter((d) => d.id.startsWith("E")).map((d) => `${d.id}${d.timerId}${d.dueAt}`);
  assert.deepEqual(due, ["E1b900", "E2a1500", "E1c3000"]);
  await t.ledger.commit(next("incident", "E1", 2, { timers: set("E1") }));
  assert.deepEqual((await t.ledger.dueTimers(10_000)).filter((d) => d.id.startsWith("E")).map((d) => d.id), ["E2"]);
});

test("R30: text that PostgreSQL refuses is stored escaped, wherever it stands", async () => {
  const bad = "火\u0000灾 \ud800 end \udc00 😀";
  const good = "火\\u0000灾 \\uD800 end \\uDC00 😀";
  const outcome = await t.ledger.commit({
    ...create("incident", "F1", { reason: bad, outbox: [{ topic: "t", payload: bad }], result: { [bad]: bad } }, { state: { note: bad } }),
    events: [{ ...incident("F1"), version: 1, type: "Reported", data: { text: bad, [bad]: [bad] } }],
  });
  assert.equal(outcome.outcome, "committed");
  const [event] = await t.ledger.readStream(incident("F1"));
  assert.deepEqual(event!.data, { text: good, [good]: [good] });
  assert.deepEqual((await t.ledger.load([incident("F1")]))[0]!.state, { note: good });
  const bytes = Buffer.from([0xff, 0x00, 0xed, 0xa0, 0x80]);
  await t.ledger.keepRaw("F1", bytes);
  await t.ledger.keepRaw("F1", Buffer.from("second"));
  assert.deepEqual(await t.ledger.readRaw("F1"), bytes);
  assert.equal(await t.ledger.readRaw("none"), null);
});

test("a commit that contradicts itself is a programming error and reaches no table", async () => {
  const base = create("incident", "G1");
  const wrong: [RegExp, Partial<typeof base>][] = [
    [/is not in expect/, { expect: [] }],
    [/named twice/, { expect: [...base.expect, ...base.expect] }],
    [/does not follow/, { events: [{ ...base.events[0]!, version: 2 }] }],
    [/state of incident\/G1 is missing/, { states: [] }],
    [/commit.states: incident\/G1 version 2/, { states: [{ ...base.states[0]!, version: 2 }] }],
    [/not among the states/, { timers: [{ kind: "unit", id: "x", timers: [] }] }],
  ];
  for (const [message, change] of wrong) await assert.rejects(t.ledger.commit({ ...base, ...change }), message);
  assert.deepEqual(await t.ledger.load([incident("G1")]), []);
});

test("list: one kind, highest id first, open ones only, in pages", async () => {
  for (const id of ["L1", "L2", "L3", "L4"]) await t.ledger.commit(create("listed", id, {}, { open: id !== "L3" }));
  const ids = async (...args: [string[] | undefined, object?]) => (await t.ledger.list("listed", ...args)).map((s) => s.id);
  assert.deepEqual(await ids(undefined), ["L4", "L3", "L2", "L1"]);
  assert.deepEqual(await ids(undefined, { open: true }), ["L4", "L2", "L1"]);
  assert.deepEqual(await ids(undefined, { open: false }), ["L3"]);
  assert.deepEqual(await ids(undefined, { limit: 2 }), ["L4", "L3"]);
  assert.deepEqual(await ids(undefined, { limit: 2, before: "L3" }), ["L2", "L1"]);
  await assert.rejects(t.ledger.list("listed", undefined, { limit: 0 }), /limit/);
});

test("numbers of a series never repeat, also under contention", async () => {
  const numbers = await Promise.all(Array.from({ length: 60 }, () => t.ledger.nextNumber("D01/20260101")));
  assert.equal(new Set(numbers).size, 60);
  assert.equal(await t.ledger.nextNumber("D02/20260101"), 1);
});

test("R13: a handful of records is looked up by their key, however few the table holds; nothing reads it all", async () => {
  for (const id of ["L1", "L2", "L3"]) await t.ledger.commit(create("incident", id));
  const [loaded, scans] = await t.ledger.db.transaction(async (query) => {
    const rows = await query<{ id: string }>("select id from tocsin.load($1::jsonb, null) order by id", [JSON.stringify([incident("L1"), incident("L3"), incident("NOWHERE")])]);
    return [rows, await query<{ all: number; byKey: number }>("select seq_scan::int as all, idx_scan::int as \"byKey\" from pg_stat_xact_user_tables where relname = 'stream_state'")];
  });
  assert.deepEqual(loaded.map(({ id }) => id), ["L1", "L3"]);
  assert.equal(scans[0]!.all, 0);
  assert.ok(scans[0]!.byKey >= 3);
});
