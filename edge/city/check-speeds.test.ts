import assert from "node:assert/strict";
import { test } from "node:test";
import { brief, changed, faultsOf, fileText, loadWith } from "./planted-city.ts";

const NO_HOURS = "hours: []";
const lineOf = (start: string): number => fileText("speeds.yaml").split("\n").findIndex((line) => line.startsWith(start)) + 1;
const LINE = lineOf(NO_HOURS);
const plant = (from: string, to: string): string[] => faultsOf(loadWith(changed("speeds.yaml", from, to))).map(brief);
const hours = (...rows: string[]): string[] => plant(NO_HOURS, `hours:\n${rows.map((row) => `  - ${row}\n`).join("")}`);

test("DSP-01: what driving takes is data of the city; its own file stands before the standard's", () => {
  const loaded = loadWith(changed("speeds.yaml", NO_HOURS, "hours: [{ days: [1, 5], from: 7, to: 9, permille: { primary: 700 } }]"));
  assert.ok(loaded.ok);
  assert.deepEqual(loaded.city.speeds.hours, [{ days: [1, 5], from: 7, to: 9, permille: { primary: 700 } }]);
});

test("DSP-01: a factor or cost that is missing, unknown, out of range or no integer is named by file, line and field", () => {
  assert.deepEqual(plant("left: 4", "left: -1"), [`speeds.yaml:${lineOf("turnS:")} turnS.left FIELD_RANGE`]);
  assert.deepEqual(plant("  primary: 1000\n", ""), [`speeds.yaml:${lineOf("  motorway:")} always.primary FIELD_MISSING`]);
  assert.deepEqual(plant("  primary: 1000\n", "  primary: 0.8\n"), [`speeds.yaml:${lineOf("  primary:")} always.primary FIELD_TYPE`]);
  assert.deepEqual(plant("  primary: 1000\n", "  primary: 80\n"), [`speeds.yaml:${lineOf("  primary:")} always.primary FIELD_RANGE`]);
  assert.deepEqual(hours("{ days: [8], from: 7, to: 9, permille: { lane: 700 } }"), [`speeds.yaml:${LINE + 1} hours.0.days.0 FIELD_RANGE`, `speeds.yaml:${LINE + 1} hours.0.permille.lane FIELD_UNKNOWN`]);
});

test("DSP-01: a period that ends before it begins, says nothing, or gives a class a second speed in one hour is refused", () => {
  assert.deepEqual(hours("{ days: [1], from: 22, to: 6, permille: { primary: 1100 } }"), [`speeds.yaml:${LINE + 1} hours.0.to PERIOD_ORDER`]);
  assert.deepEqual(hours("{ days: [1], from: 7, to: 9, permille: {} }"), [`speeds.yaml:${LINE + 1} hours.0.permille FIELD_MISSING`]);
  const [first, other] = ["{ days: [1, 2], from: 7, to: 9, permille: { primary: 700 } }", "{ days: [2], from: 8, to: 10, permille: { primary: 800, trunk: 800 } }"];
  assert.deepEqual(hours(first, other), [`speeds.yaml:${LINE + 2} hours.1.permille.primary PERIOD_OVERLAP`]);
  assert.deepEqual(hours(first, other.replace("from: 8", "from: 9")), []);
});
