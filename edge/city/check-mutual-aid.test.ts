import assert from "node:assert/strict";
import { test } from "node:test";
import { brief, faultsOf, loadWith } from "./planted-city.ts";

const HEAD = "org,lender,name_zh,name_en,contact\n";
const faults = (...rows: string[]): string[] => faultsOf(loadWith({ "mutual_aid.csv": `${HEAD}${rows.join("\n")}\n` })).map(brief);

test("ORG-04: another city helps a district or the whole city, by name and telephone; a city without links loads too", () => {
  assert.deepEqual(faults("D01,,邻市公安局,Next City,0716-0000000", "CITY,,省厅,Province,027-0000000"), []);
  assert.deepEqual(faultsOf(loadWith({})), []);
});

test("ORG-04: a link of something that is no district, to itself, or to a desk that nobody can call is named by line and field", () => {
  assert.deepEqual(faults("S01,,邻市,Next,1", "D01,D01,,,", "D01,S01,,,", "D01,,邻市,Next,", "X9,,邻市,Next,1"), [
    "mutual_aid.csv:2 org ORG_NOT_DISTRICT", "mutual_aid.csv:3 lender ORG_NOT_DISTRICT", "mutual_aid.csv:4 lender ORG_NOT_DISTRICT", "mutual_aid.csv:5 contact FIELD_MISSING", "mutual_aid.csv:6 org ORG_NOT_DISTRICT",
  ]);
  assert.deepEqual(faults("D01,,邻市,Next,1", "D01,,邻市,Next,2"), ["mutual_aid.csv:3 lender ID_TWICE"]);
});
