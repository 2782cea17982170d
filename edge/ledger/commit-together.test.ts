import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readAudit } from "./audit.ts";
import { activeClaims } from "./claims.ts";
import { create, next } from "./sample-commits.ts";
import { openTestLedger, type TestLedger } from "./testing.ts";
import type { Commit } from "./types.ts";
import { openWalk } from "./walk-log.ts";

let t: TestLedger;
before(async () => {
  t = await openTestLedger();
});
after(() => t?.close());

const incident = (id: string) => ({ kind: "incident", id });
/** Commands that follow each other on one incident, from a version on. */
const row = (id: string, from: number, count: number, change: (n: number) => Partial<Commit> = () => ({})): Commit[] =>
  Array.from({ length: count }, (_, n) => next("incident", id, from + n, { at: 1_700_000_000_000 + n, result: { n }, ...change(n) }));

test("R24, X-01: commits that follow each other are one transaction, each with its own event, audit row, time and answer under its key; the state is the last", async () => {
  await t.ledger.commit(create("incident", "A"));
  const commits = row("A", 1, 3, (n) => ({ actor: `U${n}`, claims: [{ resource: `call:${n}`, holder: "A", ref: "" }], timers: [{ ...incident("A"), timers: [{ ...incident("A"), timerId: "t", dueAt: n, purpose: "t" }] }] }));
  const outcome = await t.ledger.commitTogether(commits);
  assert.equal(outcome.outcome, "committed");
  const events = await t.ledger.readStream(incident("A"));
  assert.deepEqual(events.slice(1).map(({ version, actor, at, commandId }) => [version, actor, at, commandId]), commits.map(({ actor, at, commandId }, n) => [n + 2, actor, at, commandId]));
  assert.equal(new Set(events.slice(1).map(({ cursor }) => cursor.split("-")[0])).size, 1);
  assert.equal(events.at(-1)!.cursor, (outcome as { cursor: string }).cursor);
  const walk = openWalk();
  assert.deepEqual(events.map((event) => walk.take(event)), [null, null, null, null], "the chain of hashes holds");
  const [state] = await t.ledger.load([incident("A")]);
  assert.deepEqual([state!.version, state!.state, state!.position], [4, { n: 4 }, events.at(-1)!.cursor]);
  assert.deepEqual((await t.ledger.dueTimers(9)).map(({ id, dueAt }) => [id, dueAt]), [["A", 2]]);
  assert.equal((await activeClaims(t.ledger.db, ["call:0", "call:1", "call:2"])).length, 3);
  const audited = (await readAudit(t.ledger.db, undefined)).filter(({ entry }) => commits.some(({ commandId }) => commandId === entry["commandId"]));
  assert.deepEqual(audited.map(({ actor, entry }) => [actor, entry.objects]), [2, 1, 0].map((n) => [`U${n}`, [{ ...incident("A"), from: n + 1, to: n + 2 }]]));
  for (const [n, commit] of commits.entries()) {
    assert.deepEqual(await t.ledger.commit(commit), { outcome: "repeated", result: { n }, cursor: events.at(-1)!.cursor });
    assert.deepEqual(await t.ledger.commit({ ...commit, bodyHash: "other" }), { outcome: "key-reused" });
  }
});

test("R24: whatever keeps one of them out keeps all of them out, and is named", async () => {
  await t.ledger.commit(create("incident", "B"));
  const [done] = row("B", 1, 1);
  await t.ledger.commit(done!);
  assert.deepEqual(await t.ledger.commitTogether([...row("B", 2, 2), { ...next("incident", "B", 4), commandId: done!.commandId }]), { outcome: "known", commands: [{ actor: "U1", commandId: done!.commandId }] });
  assert.deepEqual(await t.ledger.commitTogether(row("B", 1, 2)), { outcome: "conflict", streams: [{ ...incident("B"), version: 2 }] });
  const sameCall = row("B", 2, 2, () => ({ claims: [{ resource: "call:same", holder: "B", ref: "" }] }));
  assert.deepEqual(await t.ledger.commitTogether(sameCall), { outcome: "taken", resource: "call:same" });
  assert.equal((await t.ledger.readStream(incident("B"))).length, 2);
  assert.deepEqual(await activeClaims(t.ledger.db, ["call:same"]), []);
  assert.equal((await t.ledger.commitTogether(sameCall.slice(0, 1))).outcome, "committed", "a key that was kept out is free");
});

test("R24: of rows that reach for one version, or share a key, at once exactly one is stored, and none waits for ever", async () => {
  await t.ledger.commit(create("incident", "C"));
  const shared = row("C", 1, 8);
  const outcomes = await Promise.all(Array.from({ length: 10 }, (_, n) => t.ledger.commitTogether(n % 2 === 0 ? row("C", 1, 8) : shared)));
  assert.equal(outcomes.filter(({ outcome }) => outcome === "committed").length, 1);
  assert.ok(outcomes.every(({ outcome }) => outcome === "committed" || outcome === "conflict" || outcome === "known"));
  assert.equal((await t.ledger.readStream(incident("C"))).length, 9);
});

test("a row that contradicts itself is a programming error and reaches no table", async () => {
  const [first, second] = row("D", 0, 2) as [Commit, Commit];
  const wrong: [RegExp, Commit[]][] = [
    [/none/, []],
    [/is there twice/, [first, { ...second, commandId: first.commandId }]],
    [/version 2 does not follow 1/, [first, row("D", 2, 1)[0]!]],
    [/goes alone/, [first, { ...second, releases: [{ resource: "r", holder: "D" }] }]],
    [/is not in expect/, [first, { ...second, expect: [] }]],
  ];
  for (const [message, commits] of wrong) await assert.rejects(t.ledger.commitTogether(commits), message);
  assert.deepEqual(await t.ledger.load([incident("D")]), []);
});
