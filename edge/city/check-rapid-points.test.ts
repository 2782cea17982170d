import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { accessFaults } from "./check-rapid-points.ts";
import { brief, faultsOf, loadWith } from "./planted-city.ts";

const HEAD = "id,name_zh,name_en,org,premise,weekdays,hours,units,equipment,lon,lat\n";
const file = (...rows: string[]): string => `${HEAD}${rows.join("\n")}\n`;
const faults = (...rows: string[]): string[] => faultsOf(loadWith({ "rapid_points.csv": file(...rows) })).map(brief);
const row = (id: string, over: Readonly<Record<string, string>> = {}): string => {
  const { org = "P01", premise = "X1", weekdays = "12345", hours = "07:00-08:30|16:30-18:00", units = "U1", at = "112.44,30.84" } = over;
  return [id, "一校快反点", "School 1 point", org, premise, weekdays, hours, units, "盾牌|急救包", at].join(",");
};

test("DSP-06: points load with their hours, units and equipment; a city without the file has none", () => {
  const loaded = loadWith({ "rapid_points.csv": file(row("K1")) });
  assert.ok(loaded.ok);
  const [point] = loaded.city.rapidPoints;
  assert.deepEqual([point?.hours, point?.units, point?.equipment, point?.premise], [["07:00-08:30", "16:30-18:00"], ["U1"], ["盾牌", "急救包"], "X1"]);
  const without = loadWith({});
  assert.deepEqual(without.ok && without.city.rapidPoints, []);
});

test("DSP-06: hours that end first or overlap, what does not exist, and a place outside the city are named by line and field", () => {
  assert.deepEqual(faults(row("K1", { hours: "22:00-06:00" }), row("K2", { hours: "07:00-09:00|08:59-10:00", units: "U2" }), row("K3", { org: "P9", premise: "X9", units: "U9" }), row("K4", { at: "30.84,112.44" })), [
    "rapid_points.csv:2 hours SHIFT_ORDER", "rapid_points.csv:3 hours SHIFT_OVERLAP", "rapid_points.csv:4 org REFERENCE_UNKNOWN", "rapid_points.csv:4 premise REFERENCE_UNKNOWN",
    "rapid_points.csv:4 units REFERENCE_UNKNOWN", "rapid_points.csv:5 lon COORDINATES_SWAPPED",
  ]);
});

test("DSP-06: a unit stands at one point at a time", () => {
  assert.deepEqual(faults(row("K1"), row("K2", { hours: "08:30-09:00" })), []);
  assert.deepEqual(faults(row("K1"), row("K2", { hours: "08:29-09:00", weekdays: "5" })), ["rapid_points.csv:3 units SHIFT_OVERLAP"]);
  assert.deepEqual(faults(row("K1"), row("K2", { hours: "08:00-09:00", weekdays: "67" })), []);
});

test("DSP-06: a point without an access road within 100 m is refused by file, line and field", () => {
  const dir = mkdtempSync(join(tmpdir(), "tocsin-points-"));
  try {
    assert.deepEqual(accessFaults(dir, () => false), []);
    writeFileSync(join(dir, "rapid_points.csv"), file(row("K1"), row("K2", { at: "112.45,30.85" })));
    const found = accessFaults(dir, ([lon]) => lon < 112.445);
    assert.deepEqual(found.map(brief), ["rapid_points.csv:3 lon NO_ACCESS_ROAD"]);
    assert.match(found[0]!.messageEn, /within 100 m/);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
