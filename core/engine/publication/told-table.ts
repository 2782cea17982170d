import type { FigureRow, FigureTable, FigureTableId } from "@tocsin/contract/governance/publication.ts";
import { SMALLEST_CELL, toldCount, toldRow } from "../suppression/small-cells.ts";

export interface CountedRow extends Pick<FigureRow, "id" | "nameZh" | "nameEn"> {
  readonly counts: readonly number[];
  /** Of those that are known; seconds, in any order. */
  readonly seconds: readonly number[];
}

export interface CountedTable {
  readonly id: FigureTableId;
  readonly columns: readonly string[];
  readonly rows: readonly CountedRow[];
}

type Told = number | null;
const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
const nothing = (line: readonly unknown[]): null[] => line.map(() => null);

/**
 * A line of counts whose total is told. What `before` kept back is not given away by a second count: where other cells would be
 * hidden now than then, the whole line is.
 */
function toldLine(counts: readonly number[], before: readonly Told[] = []): Told[] {
  if (sumOf(counts) === 0 && !before.includes(null)) return [...counts];
  const told = toldRow(counts);
  return before.includes(null) && told.some((count, index) => (count === null) !== (before[index] === null)) ? nothing(counts) : told;
}

function medianMinutes(seconds: readonly number[]): number | null {
  if (seconds.length < SMALLEST_CELL) return null;
  return Math.ceil([...seconds].sort((a, b) => a - b)[Math.ceil(seconds.length / 2) - 1]! / 60);
}

const wholeOf = (cells: readonly Told[]): cells is number[] => !cells.includes(null);

/**
 * A table of two dimensions of which no hidden cell can be reckoned (GOV-03, X-12). The totals of the rows are one line, whose total
 * is the city's; a row whose total is hidden is hidden whole; the cells of every other row are a line by themselves. The city's cell of
 * a column is told only where nothing in the column is hidden, so that no sum down ever has an unknown in it: what is left are lines
 * that share no unknown, and of each `toldRow` promises that it gives nothing away. A median, which would tell in which of two hidden cells
 * the middle lies, stands only beside a line that is told whole. Terms: Hundepool et al., Statistical Disclosure Control (2012), ch. 4.
 */
export function toldTable({ id, columns, rows }: CountedTable, former?: FigureTable): FigureTable {
  const before = new Map(former?.rows.map((row) => [row.id, row]));
  const sums = rows.map(({ counts }) => sumOf(counts));
  const totals = toldLine(sums, former === undefined ? [] : rows.map((row) => before.get(row.id)?.total ?? (before.has(row.id) ? null : 0)));
  const told = rows.map(({ counts, seconds, ...name }, index): FigureRow => {
    const total = totals[index]!;
    const earlier = before.get(name.id);
    // A row that was hidden whole, its total with it, says nothing of its cells.
    const cells = total === null ? nothing(counts) : toldLine(counts, earlier?.total === null ? [] : earlier?.cells);
    return { ...name, total, cells, medianMin: wholeOf(cells) ? medianMinutes(seconds) : null };
  });
  const cells = columns.map((_, column) => (told.every((row) => row.cells[column] !== null) ? sumOf(told.map((row) => row.cells[column]!)) : null));
  return { id, columns: [...columns], rows: told, city: { total: toldCount(sumOf(sums)), cells, medianMin: wholeOf(cells) ? medianMinutes(rows.flatMap(({ seconds }) => seconds)) : null } };
}
