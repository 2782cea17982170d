import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { loadMapLayers } from "./map-layer.ts";
import { brief } from "./planted-city.ts";

const square = (size: number): number[][] => [[0, 0], [size, 0], [size, size], [0, size], [0, 0]];

function withWater(text: string): ReturnType<typeof loadMapLayers> {
  const dir = mkdtempSync(join(tmpdir(), "tocsin-map-"));
  try {
    mkdirSync(join(dir, "map"));
    writeFileSync(join(dir, "map/water.geojson"), text);
    return loadMapLayers(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const collection = (...geometries: readonly unknown[]): string =>
  `{"type":"FeatureCollection","features":[\n${geometries.map((geometry) => JSON.stringify({ type: "Feature", properties: { name: "岚江" }, geometry })).join(",\n")}\n]}`;

test("SCN-02: a map layer gives every polygon with its name and holes; a layer without a file is empty", () => {
  const { layers, faults } = withWater(collection({ type: "MultiPolygon", coordinates: [[square(4), square(1)], [square(2)]] }));
  assert.deepEqual(faults, []);
  assert.deepEqual(layers.water.map(({ name, rings }) => [name, rings.length]), [["岚江", 2], ["岚江", 1]]);
  assert.deepEqual(layers.green, []);
});

test("X-04: faults of a map layer carry the feature's line", () => {
  const { faults } = withWater(collection({ type: "Polygon", coordinates: [square(4)] }, { type: "Point", coordinates: [1, 2] }, { type: "Polygon", coordinates: [square(4).slice(0, 4)] }, null));
  assert.deepEqual(faults.map(brief), ["map/water.geojson:3 geometry FIELD_CHOICE", "map/water.geojson:4 rings.0 RING_OPEN", "map/water.geojson:5 geometry FIELD_MISSING"]);
  assert.deepEqual(withWater('{"type":"Feature"}').faults.map(brief), ["map/water.geojson:1 type FILE_SYNTAX"]);
});
