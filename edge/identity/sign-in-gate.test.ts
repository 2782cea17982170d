import assert from "node:assert/strict";
import { test } from "node:test";
import { openBackOff } from "./back-off.ts";
import { openSignInGate } from "./sign-in-gate.ts";

test("the back-off doubles up to its limit, forgets in time, and remembers a bounded number of keys", () => {
  const backOff = openBackOff({ free: 1, firstMs: 10, longestMs: 40, most: 3 });
  const waits: number[] = [];
  let now = 0;
  for (let n = 0; n < 6; n++) {
    for (let wait = backOff.waitOf("a", now); wait > 0; wait = backOff.waitOf("a", now)) {
      waits.push(wait);
      now += wait;
    }
    backOff.count("a", now);
  }
  assert.deepEqual(waits, [10, 20, 40, 40, 40]);
  assert.equal(backOff.waitOf("a", now + 80), 0, "forgotten after twice the longest wait");
  backOff.count("a", now + 80);
  assert.equal(backOff.waitOf("a", now + 81), 9);
  for (const key of ["b", "c", "d"]) backOff.count(key, now + 82);
  assert.equal(backOff.waitOf("a", now + 83), 0, "pushed out by newer keys");
});

const from = (address: string, device: string | null = null) => ({ address, device });

test("R49: one account guessed from a thousand addresses is slowed for strangers, and for nobody else", () => {
  const gate = openSignInGate();
  const tried = Array.from({ length: 1_000 }, (_, n) => gate.begin("wang", from(`203.0.${n >> 8}.${n & 255}`), 0)).filter((wait) => wait === 0).length;
  assert.equal(tried, 25);
  assert.equal(gate.begin("wang", from("10.0.0.1", "known"), 0), 0, "a known device of the owner");
  assert.equal(gate.begin("li", from("203.0.0.1"), 0), 0, "another account");
});

test("R49: one password tried on every account from one address is slowed, and an own account does not clear the way", () => {
  const gate = openSignInGate();
  let tried = 0;
  for (let n = 0; n < 1_000; n++) {
    if (gate.begin(`user${n}`, from("203.0.113.9"), 0) === 0) tried++;
    if (gate.begin("mallory", from("203.0.113.9"), 0) === 0) gate.succeeded("mallory", from("203.0.113.9"));
  }
  assert.equal(tried, 100);
  assert.equal(gate.begin("wang", from("203.0.113.9", "known"), 0), 0, "a known device behind that address");
});

test("R49: a success clears its own pair and the account's strangers", () => {
  const gate = openSignInGate({ pair: { free: 2 } });
  for (let n = 0; n < 10; n++) {
    assert.equal(gate.begin("wang", from("10.0.0.1"), n), 0, String(n));
    assert.equal(gate.begin("wang", from("10.0.0.1"), n), 0, String(n));
    assert.ok(gate.begin("wang", from("10.0.0.1"), n) > 0);
    gate.succeeded("wang", from("10.0.0.1"));
  }
});
