import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { distanceM } from "@tocsin/kernel/geo.ts";
import { buildGraph } from "./graph.ts";
import { importOsm } from "./osm.ts";
import { parseRoadFiles, writeRoadFiles } from "./road-file.ts";
import { readSanFrancisco } from "./sf.ts";
import { snap } from "./snap.ts";
import { sharedFolder, withRandomRules } from "./test-graphs.ts";
import { compareWithTextbook } from "./test-textbook.ts";
import { travelTimesTo } from "./travel.ts";
import { DEFAULT_TURN_COSTS } from "./turn-costs.ts";

const shared = sharedFolder();
const skip = shared === null ? "the shared data folder is not here (set TOCSIN_SHARED)" : false;
const file = (name: string): string => join(shared ?? "", "data/roads", name);

test("DSP-01: on San Francisco's streets, with made-up one-ways, turn rules and closures, and with turn costs, times equal a textbook search", { skip }, () => {
  const city = readSanFrancisco(readFileSync(file("san_francisco/sf_edges.csv"), "utf8"));
  assert.deepEqual(city.faults, []);
  assert.equal(city.table.roads.length + city.dropped.roads + city.onFoot, 15_602);
  assert.ok(city.dropped.metres < 5000);
  compareWithTextbook(withRandomRules(city.table, 7, 800), 7, 100, 1);
  compareWithTextbook(withRandomRules(city.table, 7, 800), 7, 100, 2, DEFAULT_TURN_COSTS);
});

test("DSP-01: on Monaco's streets, with their own one-ways and turn rules, times equal a textbook search", { skip }, async () => {
  const city = await importOsm(file("osm/monaco-osrm.osm.pbf"));
  assert.equal(city.report.turns.read, 27);
  assert.ok(city.table.turns.length >= 20);
  assert.ok(city.features.features.some((feature) => feature.properties.kind === "green"));
  compareWithTextbook(city.table, 8, 100, 2);
  compareWithTextbook(city.table, 8, 100, 3, DEFAULT_TURN_COSTS);
  compareWithTextbook(withRandomRules(city.table, 8, 200), 8, 100, 2, DEFAULT_TURN_COSTS);
  const files = writeRoadFiles(city.table);
  assert.deepEqual(parseRoadFiles(files), { table: city.table, faults: [] });
});

test("DSP-01: on the streets of Mannheim and Heidelberg times equal a textbook search, and every kept road reaches every other", { skip }, async () => {
  const city = await importOsm(file("osm/rhein-neckar_rnv.osm.pbf"));
  assert.ok(city.table.roads.length > 50_000);
  compareWithTextbook(withRandomRules(city.table, 9, 500), 9, 100, 1, DEFAULT_TURN_COSTS);
  const graph = buildGraph(city.table);
  const castle = snap(graph, [8.4623, 49.4837])!;
  const bridge = snap(graph, [8.7085, 49.4137])!;
  assert.ok(castle.distanceM < 250 && bridge.distanceM < 250);
  const everyRoad = city.table.roads.map((road, r) => ({ road: r, roadId: road.id, fraction: 0.5, point: road.line[0]!, distanceM: 0 }));
  assert.ok(travelTimesTo(graph, castle, everyRoad).every((ms) => ms >= 0));
  const ms = travelTimesTo(graph, bridge, [castle])[0]!;
  const kmh = distanceM(castle.point, bridge.point) / (ms / 3600);
  assert.ok(kmh > 20 && kmh < 90, `Mannheim to Heidelberg at ${kmh} km/h as the crow flies`);
});
