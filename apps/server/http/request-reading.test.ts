import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { jsonPath } from "../desk/field-errors.ts";
import { prohibitedField } from "../desk/prohibited-fields.ts";
import { languageOf } from "./answer-language.ts";
import { refusalOf } from "./error-answers.ts";
import { nesting, parseJson } from "./json-text.ts";

const depthOf = (value: unknown): number => (typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0);

test("X-04: nesting is judged on the text as on the value that it would become (property)", () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => nesting(JSON.stringify(value)) === depthOf(value)));
  assert.equal(nesting('"[[[[ \\" [["'), 0);
});

test("X-04: deep nesting, broken JSON and keys that reach a prototype are refused with their path", () => {
  for (const [text, path] of [["{", "$"], ["[".repeat(100_000), "$"], ['{"\\u005f_proto__":1}', "$.__proto__"], ['{"a":[{"__proto__":1}]}', "$.a[0].__proto__"], ['{"constructor":{"prototype":{}}}', "$.constructor"]] as const) {
    assert.throws(() => parseJson(text), (error: { fields: { path: string }[] }) => error.fields[0]?.path === path, text.slice(0, 40));
  }
  assert.deepEqual(parseJson('{"a":[1,{"b":null}]}'), { a: [1, { b: null }] });
});

test("X-04: a pointer becomes a JSON path", () => {
  assert.deepEqual([jsonPath(""), jsonPath("/place/point", "lat"), jsonPath("/unitIds/0"), jsonPath("/a~1b/~0c")], ["$", "$.place.point.lat", "$.unitIds[0]", "$.a/b.~c"]);
});

test("X-10: a prohibited name is found however deep and however spelt; like-sounding ones pass", () => {
  assert.equal(prohibitedField({ a: [{ b: { Face_Template: 1 } }] }), "$.a[0].b.Face_Template");
  assert.equal(prohibitedField({ facts: { 身份证号: "x" } }), "$.facts.身份证号");
  assert.equal(prohibitedField({ template: 1, unitId: 2, place: { addressText: "faceTemplate" }, interface: null }), null);
});

test("X-14: Chinese unless English is asked for first", () => {
  const of = (header?: string) => languageOf({ headers: header === undefined ? {} : { "accept-language": header } });
  assert.deepEqual([of(), of("en"), of("en-GB,zh;q=0.5"), of("zh-CN,en;q=0.9"), of("de,en;q=0.3"), of("en;q=0,zh"), of("*"), of("en;q=x")], ["zh", "en", "en", "zh", "en", "zh", "zh", "zh"]);
});

test("R7, R8: whatever a database that recovers, is slow or cannot write throws is answered 503, to be sent again; a wrong statement is a fault", () => {
  const told = (code: string) => refusalOf(Object.assign(new Error(code), { code }))?.refusal.code ?? null;
  assert.deepEqual(["57P01", "57P02", "57P03", "25P03", "ECONNREFUSED", "57014"].map(told), Array.from({ length: 6 }, () => "TOO_BUSY"));
  assert.deepEqual(["53100", "25006", "58030"].map(told), ["NOT_STORED", "NOT_STORED", "NOT_STORED"]);
  assert.deepEqual(["42601", "23505"].map(told), [null, null]);
});
