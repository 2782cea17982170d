import assert from "node:assert/strict";
import { test } from "node:test";
import type { RoadClosure } from "@tocsin/contract/roads/closure.ts";
import { closuresAhead } from "./closures-ahead.ts";

const closure = (id: string, lon: number, status: RoadClosure["status"] = "IN_FORCE") => ({ id, status, roads: [{ id: "r", name: "人民路", line: [[lon, 30], [lon + 0.001, 30]] }] }) as unknown as RoadClosure;

test("SCN-05: a crew sees what is closed around it, the nearest first; what ended is gone, and without a position all is shown", () => {
  const all = [closure("B", 112.02), closure("A", 112.01), closure("C", 112, "ENDED"), closure("D", 112.03, "PLANNED")];
  const ahead = closuresAhead(all, [112, 30]);
  assert.deepEqual(ahead.map(({ closure: { id } }) => id), ["A", "B", "D"]);
  assert.ok(Math.abs(ahead[0]!.metres! - 963) < 2);
  assert.deepEqual(closuresAhead(all, null).map(({ closure: { id }, metres }) => [id, metres]), [["A", null], ["B", null], ["D", null]]);
  assert.equal(closuresAhead(Array.from({ length: 20 }, (_, i) => closure(String(i), 112 + i / 100)), [112, 30]).length, 8);
});
