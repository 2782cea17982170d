import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { Complaint } from "./complaint.ts";

/** What the reader's codes mean. */
const WORDS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: ["列数与表头不符", "has another number of columns than the header"],
  CSV_RECORD_INCONSISTENT_COLUMNS: ["列数与表头不符", "has another number of columns than the header"],
  CSV_QUOTE_NOT_CLOSED: ["引号没有成对", "has a quotation mark that is not closed"],
  CSV_INVALID_CLOSING_QUOTE: ["引号之后还有文字", "has text after a closing quotation mark"],
  INVALID_OPENING_QUOTE: ["引号前有文字", "has text before an opening quotation mark"],
};

interface Where {
  readonly code?: string;
  readonly lines?: number;
  readonly column?: string | number;
}

/** The rows of a CSV file by the columns of its header. @throws Complaint naming file, line and column where it is no CSV */
export function readCsvRows(file: string): Record<string, string>[] {
  const text = readFileSync(file, "utf8");
  try {
    return parse(text, { columns: true, bom: true, skip_empty_lines: true }) as Record<string, string>[];
  } catch (error) {
    const { code = "", lines, column } = error as Where;
    const [zh, en] = WORDS[code] ?? ["不是可读的 CSV", "is not readable as CSV"];
    throw new Complaint(`${file}:${lines ?? 1}${column === undefined ? "" : ` ${typeof column === "number" ? `#${column + 1}` : column}`}: ${zh} / ${en}`);
  }
}
