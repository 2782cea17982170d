import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { FigureTable } from "@tocsin/contract/governance/publication.ts";
import { toldTable } from "./told-table.ts";

const table = (counts: readonly (readonly number[])[], former?: FigureTable, seconds: readonly number[] = []): FigureTable =>
  toldTable({ id: "RESPONSE", columns: counts[0]!.map((_, index) => `C${index}`), rows: counts.map((row, index) => ({ id: `D${index}`, nameZh: "", nameEn: "", counts: row, seconds })) }, former);
const linesOf = ({ rows, city }: FigureTable) => [...rows, city].map(({ total, cells }) => [total, ...cells]);

function* rowsOf(width: number, total: number): Generator<number[]> {
  if (width === 1) return yield [total];
  for (let first = 0; first <= total; first++) for (const rest of rowsOf(width - 1, total - first)) yield [first, ...rest];
}
/** Every table of two rows whose city total is this. */
function* tablesOf(width: number, total: number): Generator<number[][]> {
  for (let first = 0; first <= total; first++) for (const one of rowsOf(width, first)) for (const other of rowsOf(width, total - first)) yield [one, other];
}

/** Tables, as published, that give a hidden total or cell away to somebody who knows the rule and all that is shown. */
function revealing(publish: (counts: number[][]) => FigureTable, width: number, totals: readonly number[]): string[] {
  const found = new Map<string, Set<number>[]>();
  for (const all of totals) {
    for (const counts of tablesOf(width, all)) {
      const key = JSON.stringify(linesOf(publish(counts)));
      const truth = [...counts, counts[0]!.map((count, index) => count + counts[1]![index]!)].flatMap((row) => [row.reduce((a, b) => a + b, 0), ...row]);
      const values = found.get(key) ?? truth.map(() => new Set<number>());
      found.set(key, values);
      for (const [index, value] of truth.entries()) values[index]!.add(value);
    }
  }
  return [...found].flatMap(([key, values]) => ((JSON.parse(key) as (number | null)[][]).flat().some((cell, index) => cell === null && values[index]!.size < 2) ? [key] : []));
}

test("GOV-03: of a published table and its totals no hidden cell and no hidden total can be computed, not even by knowing the rule", () => {
  // Below five the city's total is hidden too, so that these are looked at together; every other is told, and none can be another's.
  assert.deepEqual(revealing((counts) => table(counts), 2, [0, 1, 2, 3, 4]), []);
  for (let total = 5; total <= 18; total++) assert.deepEqual(revealing((counts) => table(counts), 2, [total]), [], `two columns, ${total}`);
  for (let total = 5; total <= 13; total++) assert.deepEqual(revealing((counts) => table(counts), 3, [total]), [], `three columns, ${total}`);
});

test("GOV-03: sums down that are told beside hidden cells give them away, and the check above sees it", () => {
  const leaky = (counts: number[][]): FigureTable => {
    const made = table(counts);
    return { ...made, city: { ...made.city, cells: counts[0]!.map((count, index) => count + counts[1]![index]!) } };
  };
  assert.ok(revealing(leaky, 2, [14]).length > 0);
});

test("GOV-03: no cell below five is shown, lines that are told whole add up, and a sum down has nothing hidden in it", () => {
  const counts = fc.integer({ min: 2, max: 6 }).chain((width) => fc.array(fc.array(fc.oneof(fc.nat({ max: 6 }), fc.nat({ max: 300 })), { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }));
  fc.assert(
    fc.property(counts, (rows) => {
      const made = table(rows, undefined, [61, 61, 61, 61, 61]);
      for (const line of [...made.rows, made.city]) {
        assert.ok([line.total, ...line.cells].every((count) => count === null || count === 0 || count >= 5));
        if (line.total === null) assert.ok(line.cells.every((count) => count === null));
        const hidden = line.cells.filter((count) => count === null).length;
        if (line !== made.city) assert.notEqual(hidden, 1);
        if (hidden === 0) assert.equal(line.cells.reduce<number>((sum, count) => sum + count!, 0), line.total);
        assert.equal(line.medianMin, hidden === 0 ? 2 : null, "a median beside hidden cells tells where the middle lies");
      }
      for (const [index, sum] of made.city.cells.entries()) assert.equal(sum === null, made.rows.some(({ cells }) => cells[index] === null));
    }),
  );
});

test("GOV-03: a correction hides as the former did, or the line whole: two counts are no way to a hidden one", () => {
  const first = table([[1, 6, 20], [9, 9, 9]]);
  assert.deepEqual(linesOf(first), [[27, null, null, 20], [27, 9, 9, 9], [54, null, null, 29]]);
  assert.deepEqual(linesOf(table([[2, 6, 20], [9, 9, 12]], first)), [[28, null, null, 20], [30, 9, 9, 12], [58, null, null, 32]]);
  assert.deepEqual(linesOf(table([[7, 6, 20], [9, 9, 9]], first))[0], [33, null, null, null]);
  const small = table([[1, 1, 0], [9, 9, 9], [20, 20, 20]]);
  assert.deepEqual(small.rows.map(({ total }) => total), [null, null, 60]);
  assert.deepEqual(table([[9, 9, 0], [9, 9, 9], [20, 20, 20]], small).rows.map(({ total }) => total), [null, null, null]);
});
