import { parse } from "csv-parse/sync";
import { textOfCell } from "@tocsin/kernel/csv.ts";
import type { FileFaults } from "./fault.ts";

/** A CSV text as header and records, each with the line on which it starts. */
export interface CsvTable {
  readonly header: readonly string[];
  readonly records: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

interface Parsed {
  readonly record: string[];
  readonly raw: string;
}

/** Reads a CSV text; `null` when it cannot be read at all. Blank lines are passed over. */
export function readCsvTable(text: string, faults: FileFaults): CsvTable | null {
  let parsed: Parsed[];
  try {
    // One kind of line end: files edited on two systems mix them.
    parsed = parse(text.replaceAll(/\r\n?/g, "\n"), { bom: true, raw: true, info: true, relaxColumnCount: true }) as unknown as Parsed[];
  } catch (error) {
    const line = (error as { lines?: number }).lines ?? 1;
    faults.add(line, "", "FILE_SYNTAX", "不是可读的 CSV(引号不成对?)", `is not readable as CSV: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
  const located: { line: number; cells: string[] }[] = [];
  let line = 1;
  for (const { record, raw } of parsed) {
    // A record may hold line breaks between quotes, so its start is counted from the text and not from the index.
    if (record.length > 1 || (record[0] ?? "").trim() !== "") located.push({ line, cells: record.map((cell) => textOfCell(cell.trim())) });
    line += raw.split("\n").length - 1;
  }
  const [head, ...records] = located;
  if (head === undefined) {
    faults.add(1, "", "FILE_SYNTAX", "文件是空的,至少要有表头", "is empty; a header is needed at least");
    return null;
  }
  return { header: head.cells, records };
}
