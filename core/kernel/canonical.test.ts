import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { canonicalJson, sha256Hex } from "./canonical.ts";

/** Sorted by code unit all the way down, then as JSON writes it: keys that look like numbers aside, which objects move to the front. */
function sortedDeep(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedDeep);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sortedDeep(item)]));
}
const key = fc.string({ unit: "binary", maxLength: 6 }).map((text) => `k${text}`);
const value = fc.letrec((tie) => ({
  leaf: fc.oneof(fc.constant(null), fc.boolean(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.string({ unit: "binary" })),
  tree: fc.oneof({ depthSize: "small" }, tie("leaf"), fc.array(tie("tree"), { maxLength: 4 }), fc.dictionary(key, tie("tree"), { maxKeys: 4 })),
})).tree;

test("DSP-01: canonical JSON is JSON with sorted keys, whatever stands in its texts and in whichever order objects have their keys", () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 6 }), (values) => {
      assert.equal(canonicalJson(values), JSON.stringify(sortedDeep(values)));
    }),
    { numRuns: 300 },
  );
  const lone = String.fromCharCode(0xd83d);
  assert.equal(canonicalJson([{ b: 1, a: 2 }, { a: 3, b: 4 }, { c: undefined, a: '"\\\n警😀', b: lone }, { "10": 1, "9": 2 }, -0, undefined]), `[{"a":2,"b":1},{"a":3,"b":4},{"a":"\\"\\\\\\n警😀","b":"\\ud83d"},{"10":1,"9":2},0,null]`);
});

test("DSP-01: what JSON cannot carry is refused, however deep it lies", () => {
  for (const wrong of [Number.NaN, Infinity, () => 1, Symbol("s"), 1n]) assert.throws(() => canonicalJson({ a: [wrong] }), TypeError);
});

test("DSP-01: the hash of a text is SHA-256 of its UTF-8 bytes, as any other program finds it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
      assert.equal(sha256Hex(text), createHash("sha256").update(text).digest("hex"));
    }),
  );
});
