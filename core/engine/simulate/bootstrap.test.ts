import assert from "node:assert/strict";
import { test } from "node:test";
import { randomStream } from "@tocsin/kernel/random.ts";
import { bootstrap, byBlock } from "./bootstrap.ts";

const share = ([late, all]: readonly number[]): number => late! / all!;

test("Policies: the interval of a share is that of the textbook (binomial, 95 %), and the same each time", () => {
  const dice = randomStream("bootstrap", "calls");
  const rows = Array.from({ length: 2_000 }, () => [dice.next() < 0.3 ? 1 : 0, 1]);
  const found = bootstrap(rows, share, "a");
  const half = 1.96 * Math.sqrt((found.value * (1 - found.value)) / rows.length);
  assert.ok(Math.abs(found.low - (found.value - half)) < half / 5 && Math.abs(found.high - (found.value + half)) < half / 5);
  assert.deepEqual(bootstrap(rows, share, "a"), found);
});

test("Policies: pairs hold together: what both policies share does not widen the interval of their difference", () => {
  const dice = randomStream("bootstrap", "pairs");
  const rows = Array.from({ length: 500 }, () => (dice.next() < 0.4 ? [1, 1] : [0, 0]));
  assert.deepEqual(bootstrap(rows, ([a, b]) => 1 - b! / a!, "a"), { value: 0, low: 0, high: 0 });
});

test("Policies: the calls of a day are one block", () => {
  assert.deepEqual(byBlock([[1, 1], [0, 1], [1, 1]], (row) => (row < 2 ? 7 : 3)), [[1, 1], [1, 2]]);
});
