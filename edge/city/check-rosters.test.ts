import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRosters } from "./check-rosters.ts";
import { type Fault, FileFaults } from "./fault.ts";

const levels = new Map([["P1", "POST"], ["S1", "STATION"]] as const);
const shift = (line: number, org: string, weekdays: string, from: string, to: string) => ({ line, value: { org, weekdays, from, to, officers: 2 } });

function faultsOf(rows: Parameters<typeof checkRosters>[0]): string[] {
  const faults: Fault[] = [];
  checkRosters(rows, levels, new FileFaults("rosters.csv", faults));
  return faults.map((fault) => `${fault.line} ${fault.field} ${fault.code}`);
}

test("DSP-04: shifts that meet, or lie on other days, are sound", () => {
  assert.deepEqual(faultsOf([shift(2, "P1", "12345", "00:00", "08:00"), shift(3, "P1", "12345", "08:00", "24:00"), shift(4, "P1", "67", "06:00", "24:00"), shift(5, "ALL_POSTS", "1234567", "00:00", "24:00")]), []);
});

test("DSP-04: an overlap, a shift of something that is no post, and one that ends before it begins are named by line and field", () => {
  assert.deepEqual(faultsOf([shift(2, "P1", "12", "00:00", "08:00"), shift(3, "P1", "23", "07:59", "09:00"), shift(4, "S1", "1", "00:00", "08:00"), shift(5, "P1", "7", "22:00", "06:00")]), [
    "3 from SHIFT_OVERLAP", "4 org ORG_NOT_POST", "5 to SHIFT_ORDER",
  ]);
});
