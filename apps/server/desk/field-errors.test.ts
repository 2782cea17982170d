import assert from "node:assert/strict";
import { test } from "node:test";
import { Type } from "typebox";
import { strictAjv } from "./check-payload.ts";
import { fieldErrors } from "./field-errors.ts";

const closed = { additionalProperties: false } as const;
const Holder = Type.Union([Type.Object({ seat: Type.String({ minLength: 1 }), level: Type.Integer({ maximum: 4 }) }, closed), Type.Object({ agency: Type.String({ minLength: 1 }) }, closed)]);
const Value = Type.Union([Type.Number(), Type.String({ minLength: 2 }), Holder, Type.Null()]);
const judge = strictAjv.compile(Type.Object({ holder: Type.Optional(Holder), value: Type.Optional(Value) }, closed));
const told = (body: unknown): string[] => {
  judge(body);
  return fieldErrors(judge.errors ?? []).map(({ path, en }) => `${path} ${en}`).toSorted();
};

test("X-04: of a value that can have several forms the one that was meant is judged, and what the others would have wanted is not told", () => {
  assert.deepEqual(told({ holder: { seat: "", level: 9 } }), ["$.holder.level must be at most 4", "$.holder.seat must not be empty"]);
  assert.deepEqual(told({ holder: { agency: "", level: 1 } }), ["$.holder.agency must not be empty", "$.holder.level is not a known field"]);
  assert.deepEqual(told({ value: "x" }), ["$.value must have at least 2 characters"]);
  assert.deepEqual(told({ value: { agency: "" } }), ["$.value.agency must not be empty"], "forms within forms");
  assert.ok(told({ holder: {} }).length > 0 && told({ value: true }).length > 0, "where none was meant something is said all the same");
});
