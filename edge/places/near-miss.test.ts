import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { nearMiss } from "./near-miss.ts";

const name = fc.string({ unit: fc.constantFrom("滨", "江", "大", "道", "a", "b", "c", "1"), minLength: 4, maxLength: 12 });

/** The name with one slip of the given kind. */
function slip(text: string, at: number, kind: number): string {
  const i = at % (text.length - 1);
  if (kind === 0) return text.slice(0, i) + "x" + text.slice(i + 1);
  if (kind === 1) return text.slice(0, i) + text.slice(i + 1);
  if (kind === 2) return `${text.slice(0, i)}x${text.slice(i)}`;
  return text.slice(0, i) + text[i + 1]! + text[i]! + text.slice(i + 2);
}

test("INC-03: one slip of any kind is recognised, whole, at the start and inside; two wrong characters are not", () => {
  fc.assert(
    fc.property(name, fc.nat(), fc.integer({ min: 0, max: 3 }), (text, at, kind) => {
      const typed = slip(text, at, kind);
      assert.equal(nearMiss(typed, text), "whole");
      assert.ok(["start", "whole"].includes(nearMiss(typed, `${text}yyyy`)!));
      assert.notEqual(nearMiss(typed, `yyyy${text}yyyy`), null);
      assert.equal(nearMiss(`x${text.slice(1, -1)}z`, text), null);
    }),
  );
});
