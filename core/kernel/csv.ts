/**
 * Tables as CSV (RFC 4180), in the one place that writes them. A text that a spreadsheet would run as a formula begins with an
 * apostrophe, which spreadsheets take for "this is text"; our own readers take it off again (`textOfCell`).
 */

/** A line of points is numbers alone, `lon lat;lon lat`: nothing that could be run. */
export type CsvCell = string | number | boolean | null | readonly (readonly number[])[];

/**
 * What a spreadsheet takes for a formula when a cell begins with it, also in full width (OWASP, CSV injection): names come from
 * callers, from a city's files and from maps that anybody edits. Behind apostrophes it is marked once more, so that the mark can be undone.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

function cellText(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "object") return cell.map((point) => point.join(" ")).join(";");
  if (typeof cell !== "string") return String(cell);
  const plain = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

const lines = (rows: readonly (readonly CsvCell[])[], end: string): string => rows.map((row) => `${row.map(cellText).join(",")}${end}`).join("");

/** A file for programs, ours among them: lines ended by LF. */
export const csvText = (rows: readonly (readonly CsvCell[])[]): string => lines(rows, "\n");

/** A file for a spreadsheet: lines ended by CR LF, with the mark of UTF-8 by which it reads Chinese. */
export const spreadsheetText = (rows: readonly (readonly CsvCell[])[]): string => `\uFEFF${lines(rows, "\r\n")}`;

/** A cell as it was before it was written: without the apostrophe that made a formula text. */
export const textOfCell = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell);
