import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { activeClaims } from "./claims.ts";
import { openLedger, type OpenLedger } from "./open-ledger.ts";
import { aCommit, create } from "./sample-commits.ts";
import { openTestLedger, type TestLedger } from "./testing.ts";
import type { Commit } from "./types.ts";

/** Two servers that cannot see each other, 50 connections between them; no retries, which would hide a deadlock. */
let t: TestLedger;
let other: OpenLedger;
before(async () => {
  t = await openTestLedger({ maxConnections: 25, attempts: 1 });
  other = await openLedger({ url: t.url, maxConnections: 25, attempts: 1 });
});
after(async () => {
  await other?.close();
  await t?.close();
});

const server = (n: number): OpenLedger => (n % 2 === 0 ? t.ledger : other);

test("DSP-04: 50 clients claim one unit for 50 incidents: exactly one succeeds, in every round", async () => {
  for (let round = 0; round < 10; round++) {
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        server(n).commit(create("incident", `R${round}-${n}`, { claims: [{ resource: `unit-${round}`, holder: `R${round}-${n}`, ref: "o" }] }))),
    );
    assert.equal(outcomes.filter((o) => o.outcome === "committed").length, 1);
    assert.equal(outcomes.filter((o) => o.outcome === "taken" && o.resource === `unit-${round}`).length, 49);
  }
  assert.equal((await activeClaims(t.ledger.db)).length, 10);
});

test("commits over many streams and claims in opposite orders never lock each other up", async () => {
  const streams = ["S1", "S2", "S3", "S4", "S5"];
  for (const id of streams) await t.ledger.commit(create("hub", id));
  let wins = 0;
  const work = async (worker: number): Promise<void> => {
    for (let i = 0; i < 12; i++) {
      const order = worker % 2 === 0 ? streams : streams.toReversed();
      const loaded = new Map((await server(worker).load(order.map((id) => ({ kind: "hub", id })))).map((s) => [s.id, s.version]));
      const touched = order.slice(0, 3);
      const commit: Commit = aCommit({
        expect: order.map((id) => ({ kind: "hub", id, version: loaded.get(id)! })),
        events: touched.map((id) => ({ kind: "hub", id, version: loaded.get(id)! + 1, type: "T", data: worker })),
        states: touched.map((id) => ({ kind: "hub", id, version: loaded.get(id)! + 1, scope: ["CITY"], state: null })),
        releases: order.map((id) => ({ resource: `hub-${id}`, holder: "H" })),
        claims: order.map((id) => ({ resource: `hub-${id}`, holder: "H", ref: "r" })),
      });
      const outcome = await server(worker).commit(commit);
      assert.match(outcome.outcome, /committed|conflict|taken/);
      if (outcome.outcome === "committed") wins++;
    }
  };
  await Promise.all(Array.from({ length: 12 }, (_, worker) => work(worker)));
  const versions = (await t.ledger.list("hub", undefined)).reduce((sum, s) => sum + s.version - 1, 0);
  assert.equal(versions, wins * 3, "every committed change counts, and only those");
  assert.ok(wins > 0);
});
