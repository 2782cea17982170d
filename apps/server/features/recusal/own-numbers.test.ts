import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { openTestLedger } from "@tocsin/ledger/testing.ts";
import { ownNumbers } from "@tocsin/ledger/own-numbers.ts";
import { digitsOf, openOwnNumbers } from "./own-numbers.ts";

test("GOV-02: a number is the same however it is written, with the country's code or without", () => {
  for (const text of ["13900007788", "+86 139-0000-7788", "8613900007788", "139 0000 7788"]) assert.equal(digitsOf(text), "13900007788");
  assert.equal(digitsOf("010-66668888"), "01066668888");
});

test("GOV-02, X-11: numbers are kept as hashes alone, taken back, and count for nothing under another key, which the account is told", async () => {
  const t = await openTestLedger();
  const open = (key: Buffer) => openOwnNumbers({ db: t.ledger.db, key, now: () => 1, report: (what, error) => assert.fail(`${what}: ${String(error)}`) });
  const key = randomBytes(32);
  const numbers = await open(key);
  await numbers.declare("chief", ["+86 139 0000 7788", "13900007788", "010-66668888"]);
  assert.deepEqual([numbers.countOf("chief"), numbers.accountsOf("139-0000-7788"), numbers.accountsOf("13900007789")], [2, ["chief"], []]);
  assert.ok((await ownNumbers(t.ledger.db)).every(({ mac }) => /^[\w-]{8}\.[\w-]{43}$/.test(mac)));
  const [again, other] = [await open(key), await open(randomBytes(32))];
  assert.deepEqual([again.accountsOf("13900007788"), other.accountsOf("13900007788"), other.countOf("chief")], [["chief"], [], 0]);
  await numbers.declare("chief", []);
  assert.deepEqual([numbers.countOf("chief"), numbers.accountsOf("13900007788")], [0, []]);
  for (const each of [numbers, again, other]) await each.close();
  await t.close();
});
