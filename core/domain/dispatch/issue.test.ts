import assert from "node:assert/strict";
import { test } from "node:test";
import { followsRanking } from "./issue.ts";

test("DSP-01, DSP-05: the first of the list, or of the proposed team with its first, needs no reason; any other choice does", () => {
  const choices = ["A", "B", "C", "D"].map((unitId, index) => ({ unitId, rank: index + 1, etaMs: 1, proposed: unitId === "B" || unitId === "D" }));
  const follows = (...chosen: string[]): boolean => followsRanking(chosen, choices);
  assert.deepEqual([follows("A"), follows("B", "A"), follows("B", "D"), follows("B")], [true, true, true, true]);
  assert.deepEqual([follows("D"), follows("C"), follows("B", "C"), follows("A", "D")], [false, false, false, false]);
});
