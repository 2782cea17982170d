import assert from "node:assert/strict";
import { test } from "node:test";
import { inTurns, medianOf, ratioGoal, tableText } from "./rounds.ts";

test("bench: ways are measured forth and back, after one pass that does not count", async () => {
  const order: string[] = [];
  let a = 0;
  const measured = await inTurns({
    A: async () => (order.push("A"), (a += 1)),
    B: async () => (order.push("B"), 10),
  }, 3);
  assert.equal(order.join(""), "AB" + "AB" + "BA" + "AB");
  assert.deepEqual(measured.A, { median: 3, spread: 2, rounds: [2, 3, 4] });
  assert.deepEqual(measured.B, { median: 10, spread: 1, rounds: [10, 10, 10] });
});

test("bench: the median of an even number of rounds lies between the two in the middle", () => {
  assert.equal(medianOf([4, 1, 3, 2]), 2.5);
  assert.equal(medianOf([3, 1, 2]), 2);
});

test("bench: what could not be compared has no ratio, and says why", () => {
  const text = tableText([{ what: "recommend", ours: "8 ms", other: "–", ratio: Number.NaN, note: "Valhalla is not installed" }], ["ours 1.2"]);
  assert.match(text, /recommend +8 ms +– +– +Valhalla is not installed/);
  assert.match(text, /ours 1\.2/);
});

test("bench: a goal is printed as met or missed, and met exactly where it is reached", () => {
  const row = (ratio: number) => ({ what: "one to all", ours: "1 ms", other: "2 ms", ratio, note: "", goal: ratioGoal(ratio, 40) });
  const [, met, missed] = tableText([row(40), row(39.99)], []).split("\n");
  assert.match(met!, /40\.00× +≥ 40× 达到 met$/);
  assert.match(missed!, /39\.99× +≥ 40× 未达到 missed$/);
});
