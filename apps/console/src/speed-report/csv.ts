export type CsvCell = string | number | null;

/**
 * What a spreadsheet takes for a formula when a cell begins with it, also in full width (OWASP, CSV injection):
 * names come from a city's files, and a table that is opened must not run anything.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

function cellText(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const plain = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** RFC 4180, lines ended by CR LF, with the mark of UTF-8 by which a spreadsheet reads Chinese. */
export function csvText(rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cellText).join(",")}\r\n`).join("")}`;
}
