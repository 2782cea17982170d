import { isProhibitedField } from "@tocsin/contract/prohibited.ts";
import type { Static, TObject, TSchema } from "typebox";
import { csvText, type CsvCell } from "@tocsin/kernel/csv.ts";
import { readCsvTable } from "./csv-table.ts";
import type { FileFaults, Located } from "./fault.ts";
import { prohibitedMessage } from "./prohibited.ts";
import { cellText, cellValue, reportRow, snake } from "./row-schema.ts";

/** A look at a row before its schema judges it; returns columns that have been judged already. */
export type Preview = (row: Readonly<Record<string, unknown>>, line: number) => readonly string[];

/** The columns of a file in the order of the schema: member name and column name. */
function columnsOf(schema: TObject): readonly (readonly [string, string, TSchema])[] {
  return Object.entries(schema.properties).map(([member, type]) => [member, snake(member), type as TSchema]);
}

/** The rows of a CSV text that fit the schema, with their lines; everything else becomes a fault. */
export function readRows<S extends TObject>(text: string, schema: S, faults: FileFaults, preview?: Preview): Located<Static<S>>[] {
  const table = readCsvTable(text, faults);
  if (table === null) return [];
  const columns = columnsOf(schema);
  if (!checkHeader(table.header, columns.map(([, column]) => column), faults)) return [];
  const rows: Located<Static<S>>[] = [];
  for (const { line, cells } of table.records) {
    if (cells.length !== table.header.length) {
      faults.add(line, "", "CELL_COUNT", `有 ${cells.length} 格,表头有 ${table.header.length} 格`, `has ${cells.length} cells where the header has ${table.header.length}`);
      continue;
    }
    const row: Record<string, unknown> = {};
    for (const [member, column, type] of columns) row[member] = cellValue(cells[table.header.indexOf(column)] ?? "", type);
    const judged = preview?.(row, line) ?? [];
    // A column that the preview has reported is not reported a second time, but the row is still not fit.
    if (judged.length > 0) continue;
    if (reportRow(schema, row, line, faults)) rows.push({ line, value: row as Static<S> });
  }
  return rows;
}

function checkHeader(header: readonly string[], wanted: readonly string[], faults: FileFaults): boolean {
  let sound = true;
  const fault = (...args: Parameters<FileFaults["add"]>): void => {
    sound = false;
    faults.add(...args);
  };
  for (const [index, name] of header.entries()) {
    if (isProhibitedField(name)) fault(1, name, "PROHIBITED_FIELD", ...prohibitedMessage(name));
    else if (!wanted.includes(name)) fault(1, name, "COLUMN_UNKNOWN", `没有这一列,应为:${wanted.join("、")}`, `is not a known column; known are ${wanted.join(", ")}`);
    else if (header.indexOf(name) !== index) fault(1, name, "COLUMN_TWICE", "这一列出现两次", "stands twice in the header");
  }
  for (const name of wanted) if (!header.includes(name)) fault(1, name, "COLUMN_MISSING", "表头缺少这一列", "is missing from the header");
  return sound;
}

/** The CSV text of rows of a schema: the way back of `readRows`. */
export function rowsText<S extends TObject>(schema: S, rows: readonly Static<S>[]): string {
  const columns = columnsOf(schema);
  const cellOf = (value: unknown): CsvCell => (typeof value === "number" ? value : cellText(value));
  return csvText([columns.map(([, column]) => column), ...rows.map((row) => columns.map(([member]) => cellOf((row as Record<string, unknown>)[member])))]);
}
