import assert from "node:assert/strict";
import { test } from "node:test";
import { endDemoPasswords, GIVEN_HOLDS_MS, loadAccounts, type AccountData } from "./accounts.ts";
import { hashPassword, passwordMatches } from "./passwords.ts";
import { storeInMemory } from "./store-in-memory.ts";

const account = (change: Partial<AccountData> = {}): AccountData => ({
  id: "wang", name: "王", orgPath: "CITY.D01", grants: [{ role: "DISPATCHER", orgPath: "CITY.D01" }], lang: "zh-CN", ...change,
});

test("a password is kept as argon2id of 19 MiB and two passes, salted", async () => {
  const [first, second] = await Promise.all([hashPassword("警钟 123"), hashPassword("警钟 123")]);
  assert.match(first, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  assert.notEqual(first, second);
  assert.equal(await passwordMatches(first, "警钟 123"), true);
  assert.equal(await passwordMatches(first, "警钟 124"), false);
  assert.equal(await passwordMatches(await hashPassword("caf\u00e9"), "cafe\u0301"), true, "two spellings of one word");
  assert.equal(await passwordMatches("not a hash", "x"), false);
  await assert.rejects(hashPassword(""), /1 to 256/);
  await assert.rejects(hashPassword("x".repeat(257)), /1 to 256/);
  assert.equal(await passwordMatches(await hashPassword("x".repeat(256)), "x".repeat(257)), false);
});

test("the city's accounts are loaded; a later load changes grants but no password that is set", async () => {
  const store = storeInMemory();
  await loadAccounts(store, [account({ password: "first" }), account({ id: "li", unitId: "M1" })], { keepFirst: false, now: 0 });
  const { passwordHash } = store.accounts.get("wang")!;
  assert.equal(await passwordMatches(passwordHash, "first"), true);
  assert.equal(store.accounts.get("li")!.passwordHash, null);
  assert.equal(store.accounts.get("li")!.unitId, "M1");
  await loadAccounts(store, [account({ name: "王队", grants: [], password: "second" }), account({ id: "li", password: "given later" })], { keepFirst: false, now: 0 });
  assert.equal(store.accounts.get("wang")!.passwordHash, passwordHash);
  assert.deepEqual([store.accounts.get("wang")!.name, store.accounts.get("wang")!.grants], ["王队", []]);
  assert.equal(await passwordMatches(store.accounts.get("li")!.passwordHash, "given later"), true);
  assert.deepEqual(["wang", "li"].map((id) => store.accounts.get(id)!.passwordDue), [true, true], "both came from a file");
  await store.setPassword("wang", "own");
  await loadAccounts(store, [account({ password: "third" })], { keepFirst: false, now: 0 });
  assert.equal(store.accounts.get("wang")!.passwordDue, false, "a password of one's own stays one's own");
  await loadAccounts(store, [account({ id: "zhao", password: "known to all" })], { keepFirst: true, now: 0 });
  assert.equal(store.accounts.get("zhao")!.passwordDue, false);
  assert.equal("password" in store.accounts.get("wang")!, false);
});

test("X-04: every fault of the accounts is named at once, with account and field, and nothing is loaded", async () => {
  const store = storeInMemory();
  const bad = [account(), account(), account({ id: " x" }), account({ id: "y", orgPath: "*", grants: [{ role: "", orgPath: "CITY..A" }] })];
  await assert.rejects(loadAccounts(store, bad, { keepFirst: false, now: 0 }), (error: Error) => {
    assert.deepEqual(error.message.split("\n"), [
      "account wang: id: used twice",
      "account  x: id: empty, or with spaces around it",
      "account y: orgPath: not an org path: *",
      "account y: grants[0].orgPath: not an org path: CITY..A",
      "account y: grants[0].role: empty",
    ]);
    return true;
  });
  assert.equal(store.accounts.size, 0);
});

test("V6.4.1: a given password that nobody changed in time counts as none; the next one takes its place", async () => {
  const store = storeInMemory();
  await loadAccounts(store, [account({ password: "first" })], { keepFirst: false, now: 0 });
  assert.equal(store.accounts.get("wang")!.passwordUntil, GIVEN_HOLDS_MS);
  await loadAccounts(store, [account({ password: "second" })], { keepFirst: false, now: GIVEN_HOLDS_MS - 1 });
  assert.ok(await passwordMatches(store.accounts.get("wang")!.passwordHash, "first"));
  await loadAccounts(store, [account({ password: "second" })], { keepFirst: false, now: GIVEN_HOLDS_MS });
  assert.ok(await passwordMatches(store.accounts.get("wang")!.passwordHash, "second"));
});

test("R58: what everybody may know of a demo is taken away before a real server opens; own passwords stay", async () => {
  const store = storeInMemory();
  await loadAccounts(store, ["wang", "li", "zhao"].map((id) => account({ id, password: "known to all" })), { keepFirst: true, now: 0 });
  await store.setPassword("li", await hashPassword("own"));
  const demo = new Map([["wang", "known to all"], ["li", "known to all"]]);
  assert.deepEqual(await endDemoPasswords(store, demo, 1), ["wang"]);
  assert.deepEqual(["wang", "li"].map((id) => store.accounts.get(id)!.passwordHash === null), [true, false]);
  assert.deepEqual(await endDemoPasswords(store, demo, 2), []);
});
