import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import { buildGraph } from "./graph.ts";
import { parseRoadFiles, writeRoadFiles } from "./road-file.ts";
import { gridTable, withRandomRules } from "./test-graphs.ts";

test("roads and turns that are written read back the same, and make the same graph version", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 2, max: 6 }), fc.string({ unit: "grapheme" }), (seed, side, name) => {
      const made = withRandomRules(gridTable(seed, side), seed, 10);
      const rounded = ([lon, lat]: LonLat): LonLat => [Number(lon.toFixed(7)), Number(lat.toFixed(7))];
      const roads = made.roads.map((road, i) => ({ ...road, name: i === 0 ? name.trim() : road.name, line: road.line.map(rounded) }));
      const table = { ...made, roads };
      const files = writeRoadFiles(table);
      const read = parseRoadFiles(files);
      assert.deepEqual(read.faults, []);
      assert.deepEqual(read.table, table);
      assert.equal(buildGraph(read.table).version, buildGraph(table).version);
    }),
    { numRuns: 40 },
  );
});

test("every fault of a road file is listed with file, line and field", () => {
  const roads = [
    "id,name,class,from,to,oneway,speed_kmh,level,bridge,line",
    'a,滨江大道,primary,1,2,no,50,0,0,"106.5 29.5;106.6 29.5"',
    "a,,lane,1,,maybe,fast,x,2,106.5 29.5",
    'b,"two',
    'lines",primary,1,2,no,,0,0,106.5 29.5;206.6 29.5',
    "c,short",
    "d,,service,2,3,no,,0,0,106.5 29.5;106.6",
  ].join("\r\n");
  const turns = "from_road,via,to_road,kind\na,1,z,no\na,9,d,only\na,2,d,perhaps\na,2,d,only\n";
  const { table, faults } = parseRoadFiles({ roads, turns, roadsName: "city/roads.csv" });
  assert.deepEqual(
    faults.map(({ file, line, field }) => `${file}:${line}:${field}`),
    [
      "city/roads.csv:6:",
      ...["id", "class", "to", "oneway", "speed_kmh", "level", "bridge", "line"].map((field) => `city/roads.csv:3:${field}`),
      "city/roads.csv:5:line",
      "city/roads.csv:7:line",
      "turns.csv:2:to_road",
      "turns.csv:3:via",
      "turns.csv:3:via",
      "turns.csv:4:kind",
    ],
  );
  assert.match(faults[1]!.message, /already on line 2/);
  assert.deepEqual(table.roads.map((road) => road.id), ["a"]);
  assert.equal(table.turns.length, 1);
});

test("a road file without a column, or one that is no CSV, is a fault and not a crash", () => {
  const missing = parseRoadFiles({ roads: "id,name\n1,x\n" });
  assert.ok(missing.faults.some((fault) => fault.field === "line" && fault.line === 1));
  const broken = parseRoadFiles({ roads: 'id,name\n1,"x\n' });
  assert.equal(broken.faults.length, 1);
  assert.match(broken.faults[0]!.message, /not readable as CSV/);
});
