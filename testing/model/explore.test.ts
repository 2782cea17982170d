import assert from "node:assert/strict";
import { test } from "node:test";
import { type Explorable, explore } from "./explore.ts";

/** Two that pass one token between them: 0, 1 = who has it; 2 = neither. */
const token = (over: Partial<Explorable<number>> = {}): Explorable<number> => ({
  initial: 0, next: (at) => (at === 2 ? [] : [[`${at} passes`, 1 - at]]), key: String, fault: () => null, goal: (at) => at === 1, ...over,
});

test("model: every state is looked at once, and each can reach the goal", () => {
  assert.deepEqual(explore(token()), { states: 2, transitions: 2, depth: 1, fault: null });
});

test("model: a fault comes with its shortest trace", () => {
  const counting: Explorable<number> = { initial: 0, next: (at) => [["one", at + 1], ["two", at + 2]], key: String, fault: (at) => (at === 5 ? "five" : null), goal: () => true };
  assert.deepEqual(explore(counting).fault?.trace.length, 3);
});

test("model: a state from which no way leads to the goal is found", () => {
  const dropping = token({ next: (at) => (at === 2 ? [] : [[`${at} passes`, 1 - at], [`${at} drops it`, 2]]) });
  assert.deepEqual(explore(dropping).fault, { what: "no way leads from here to the goal", trace: ["0 drops it"] });
});

test("model: a way that rests on what nobody may be free to do is none", () => {
  assert.deepEqual(explore(token({ reliedOn: (label) => label !== "0 passes" })).fault, { what: "no way leads from here to the goal", trace: [] });
});

test("model: what is larger than was thought is no proof", () => {
  assert.throws(() => explore({ initial: 0, next: (at) => [["up", at + 1]], key: String, fault: () => null, goal: () => false }, 100), RangeError);
});
