import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openTestLedger, type TestLedger } from "./testing.ts";
import { aCommit, create, next } from "./sample-commits.ts";

let t: TestLedger;
before(async () => {
  t = await openTestLedger();
});
after(() => t.close());

test("X-01: the same command id and body gives the first answer and changes nothing again", async () => {
  const commit = { ...create("incident", "A1"), result: { number: "20260101-0001", note: null } };
  const first = await t.ledger.commit(commit);
  assert.equal(first.outcome, "committed");
  const second = await t.ledger.commit(commit);
  assert.deepEqual(second, { outcome: "repeated", result: commit.result, cursor: (first as { cursor: string }).cursor });
  assert.equal((await t.ledger.readStream({ kind: "incident", id: "A1" })).length, 1);
});
