import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { DAY, HOUR } from "@tocsin/kernel/instant.ts";
import { spanRefusal } from "./span-refusal.ts";

const NOW = 1_000 * DAY;
const told = (from: number, until: number): string => {
  const refusal = spanRefusal({ from, until }, NOW, 30);
  return refusal === null ? "accepted" : `${refusal.code} ${(refusal.params["fields"] as string[]).join(" ")}`;
};

test("JNT-10, X-04: a time that cannot be is refused by the field at fault: a wrong start is not blamed on the end", () => {
  for (const [from, until, what] of [
    [NOW, NOW + HOUR, "accepted"], [NOW - DAY, NOW + HOUR, "accepted"], [NOW + 366 * DAY, NOW + 396 * DAY, "accepted"],
    [NOW - DAY - 1, NOW + HOUR, "JOINT_START /from"], [NOW - 365 * DAY, NOW + HOUR, "JOINT_START /from"], [NOW + 366 * DAY + 1, NOW + HOUR, "JOINT_START /from"], [NOW + 366 * DAY + 1, NOW + 367 * DAY, "JOINT_START /from"],
    [NOW - HOUR, NOW, "JOINT_TIME /until"], [NOW + HOUR, NOW - HOUR, "JOINT_TIME /until"],
    [NOW + DAY, NOW + HOUR, "JOINT_ORDER /from /until"], [NOW + DAY, NOW + DAY, "JOINT_ORDER /from /until"],
    [NOW, NOW + 30 * DAY + 1, "JOINT_TOO_LONG /until"],
  ] as const) assert.equal(told(from, until), what, `${from - NOW} ${until - NOW}`);
});

test("JNT-10, X-04: whatever is asked, a start that no end can mend is always what is named, and what is accepted lies ahead, in order and within its length", () => {
  const near = fc.integer({ min: -400 * DAY, max: 800 * DAY });
  fc.assert(fc.property(near, near, (a, b) => {
    const [from, until] = [NOW + a, NOW + b];
    const mendable = Array.from({ length: 800 }, (_, day) => NOW + HOUR + day * DAY).some((end) => told(from, end) === "accepted");
    const what = told(from, until);
    assert.equal(what === "JOINT_START /from", !mendable, what);
    if (what === "accepted") assert.ok(until > NOW && until > from && until - from <= 30 * DAY);
  }), { numRuns: 200 });
});
