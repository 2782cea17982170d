/** CSV rows with named fields, where everything wrong is written down with file, line and field. */
import { parse } from "csv-parse/sync";
import { textOfCell } from "@tocsin/kernel/csv.ts";

/** One thing wrong in an operator's file. `line` counts from 1; `field` is a column's name or "" for the whole row. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly field: string;
  readonly message: string;
}

/** One row of a file; readers note faults and return a harmless value. */
export class CsvRow {
  readonly line: number;
  /** False once this row has a fault. */
  sound = true;
  readonly #file: string;
  readonly #cells: ReadonlyMap<string, number>;
  readonly #record: readonly string[];
  readonly #faults: Fault[];

  constructor(file: string, line: number, cells: ReadonlyMap<string, number>, record: readonly string[], faults: Fault[]) {
    this.#file = file;
    this.line = line;
    this.#cells = cells;
    this.#record = record;
    this.#faults = faults;
  }

  fault(field: string, message: string): void {
    this.sound = false;
    this.#faults.push({ file: this.#file, line: this.line, field, message });
  }

  /** The field without white space around it; "" if there is none. */
  text(field: string): string {
    return textOfCell((this.#record[this.#cells.get(field) ?? -1] ?? "").trim());
  }

  required(field: string): string {
    const value = this.text(field);
    if (value === "") this.fault(field, "is empty");
    return value;
  }

  oneOf<T extends string>(field: string, allowed: readonly T[]): T {
    const value = this.text(field);
    const found = allowed.find((one) => one === value);
    if (found === undefined) this.fault(field, `is "${value}", not one of ${allowed.join(", ")}`);
    return found ?? allowed[0]!;
  }

  integer(field: string, low: number, high: number): number {
    const text = this.text(field);
    const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= low && value <= high) return value;
    this.fault(field, `is "${text}", not a whole number from ${low} to ${high}`);
    return low;
  }
}

/** The rows of a CSV text with the given columns (in any order; others are ignored). Faults are added to `faults`. */
export function readCsv(text: string, file: string, columns: readonly string[], faults: Fault[]): CsvRow[] {
  const fault = (line: number, field: string, message: string): void => {
    faults.push({ file, line, field, message });
  };
  let records: { record: string[]; info: { lines: number } }[];
  try {
    // Line ends are made one kind, so that lines are counted as an editor counts them.
    records = parse(text.replaceAll(/\r\n?/g, "\n"), { bom: true, info: true, relaxColumnCount: true, skipEmptyLines: true }) as unknown as typeof records;
  } catch (error) {
    const lines = (error as { lines?: number }).lines;
    fault(lines ?? 1, "", `is not readable as CSV: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
  const header = records[0]?.record ?? [];
  const cells = new Map(header.map((name, index) => [name.trim(), index]));
  for (const name of columns) if (!cells.has(name)) fault(1, name, "this column is missing from the header");
  if (columns.some((name) => !cells.has(name))) return [];
  const rows: CsvRow[] = [];
  for (const { record, info } of records.slice(1)) {
    if (record.length === header.length) rows.push(new CsvRow(file, info.lines, cells, record, faults));
    else fault(info.lines, "", `has ${record.length} fields where the header has ${header.length}`);
  }
  return rows;
}
