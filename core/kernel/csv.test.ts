import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { csvText, spreadsheetText, textOfCell } from "./csv.ts";

const line = (...cells: (string | number | null)[]): string => spreadsheetText([cells]).slice(1);

test("DSP-09: a cell that a spreadsheet would run as a formula is text", () => {
  for (const begin of ["=", "+", "-", "@", "\t", "＝", "＋", "－", "＠"]) assert.equal(line(`${begin}1`), `'${begin}1\r\n`);
  assert.equal(line("=HYPERLINK(\"http://x\",\"y\")"), "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\r\n");
  assert.equal(line("\r=1"), "\"'\r=1\"\r\n", "a break before it hides nothing");
  assert.equal(line("东湖-1 站", -3, null), "东湖-1 站,-3,\r\n", "a number and a hyphen within are left alone");
  assert.equal(csvText([["a", true, [[-122.4, 37.7], [-122.5, 37.8]]]]), "a,true,-122.4 37.7;-122.5 37.8\n", "a line is numbers alone");
});

test("DSP-09: whatever the cells, no field begins a formula, and our readers get every one back as it was (R46)", () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.string({ unit: fc.constantFrom("=", "@", "+", "-", "\t", "\r", "\n", "\"", ",", "'", "站", "a") }), { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
      const read = parsed(spreadsheetText(rows).slice(1));
      assert.deepEqual(read.map((row) => row.length), rows.map((row) => row.length));
      for (const [y, row] of rows.entries()) {
        for (const [x, cell] of row.entries()) {
          const got = read[y]![x]!;
          assert.doesNotMatch(got, /^[=+\-@\t\r\n]/);
          assert.equal(textOfCell(got), cell);
        }
      }
    }),
  );
});

/** A reader of RFC 4180 of its own. */
function parsed(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = "";
    if (text[at] === '"') {
      at += 1;
      while (text[at] !== '"' || text[at + 1] === '"') {
        cell += text[at];
        at += text[at] === '"' ? 2 : 1;
      }
      at += 1;
    } else while (text[at] !== "," && text[at] !== "\r") cell += text[at++];
    row.push(cell);
    if (text[at] === ",") at += 1;
    else {
      rows.push(row);
      row = [];
      at += 2;
    }
  }
  return rows;
}
