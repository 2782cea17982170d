import assert from "node:assert/strict";
import { test } from "node:test";
import { en } from "./en.ts";
import { zh, type Word } from "./zh.ts";

const KEYS = Object.keys(zh) as Word[];
const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();

test("X-14: both languages have every text, with the same holes to fill", () => {
  assert.deepEqual(Object.keys(en).sort(), [...KEYS].sort());
  for (const key of KEYS) {
    assert.notEqual(en[key].trim() === "" && key !== "list.comma", true, key);
    assert.deepEqual(holes(en[key]), holes(zh[key]), key);
  }
});

test("X-14: Chinese prose uses full-width punctuation", () => {
  const half = KEYS.filter((key) => /[\u4e00-\u9fff][,;:?!](?!\d)/.test(zh[key]));
  assert.deepEqual(half, []);
});
