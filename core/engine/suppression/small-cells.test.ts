import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { SMALLEST_CELL, toldCount, toldRow } from "./small-cells.ts";

const WIDTH = 4;
const sumOf = (counts: readonly (number | null)[]): number => counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);

/** Every row of so many counts with this total. */
function* rowsOf(width: number, total: number): Generator<number[]> {
  if (width === 1) return yield [total];
  for (let first = 0; first <= total; first++) for (const rest of rowsOf(width - 1, total - first)) yield [first, ...rest];
}

/** For each answer that a rule gives to rows of one total: the values that each cell can have. */
function possible(rule: (counts: readonly number[]) => (number | null)[], total: number): Map<string, Set<number>[]> {
  const found = new Map<string, Set<number>[]>();
  for (const counts of rowsOf(WIDTH, total)) {
    const answer = JSON.stringify(rule(counts));
    const cells = found.get(answer) ?? counts.map(() => new Set<number>());
    found.set(answer, cells);
    for (const [index, count] of counts.entries()) cells[index]!.add(count);
  }
  return found;
}

/** Answers that give a hidden cell away to somebody who knows rule, total and all that is shown. */
const revealing = (rule: (counts: readonly number[]) => (number | null)[], total: number): string[] =>
  [...possible(rule, total)].flatMap(([answer, cells]) => ((JSON.parse(answer) as (number | null)[]).some((count, index) => count === null && cells[index]!.size < 2) ? [answer] : []));

test("X-12: from the total and all that is shown nobody can tell a hidden count, whatever the row, not even by knowing the rule", () => {
  for (let total = SMALLEST_CELL; total <= 34; total++) assert.deepEqual(revealing(toldRow, total), [], `total ${total}`);
});

test("X-12: hiding only the small ones gives them away, and the check above sees it", () => {
  assert.ok(revealing((counts) => counts.map(toldCount), 20).length > 0);
});

test("X-12: no small count is shown, what is hidden is at least two cells and five together, and a row without small ones is whole", () => {
  const row = fc.array(fc.oneof(fc.nat({ max: 6 }), fc.nat({ max: 400 })), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(row, (counts) => {
      const told = toldRow(counts);
      const hidden = told.filter((count) => count === null).length;
      assert.ok(told.every((count, index) => count === null || (count === counts[index] && toldCount(count) === count)));
      if (sumOf(counts) < SMALLEST_CELL) return assert.equal(hidden, counts.length);
      assert.ok(hidden === 0 || (hidden >= 2 && sumOf(counts) - sumOf(told) >= SMALLEST_CELL), JSON.stringify(told));
      assert.equal(hidden > 0, counts.some((count) => toldCount(count) === null));
    }),
  );
  assert.deepEqual([toldRow([9, 3, 0, 7, 12]), toldRow([4, 3, 20, 0]), toldRow([1, 1, 1, 30])], [[9, null, 0, null, 12], [null, null, null, 0], [null, null, null, null]]);
});
