import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { importOsm } from "@tocsin/roads/osm.ts";
import type { RoadTable } from "@tocsin/roads/road-table.ts";
import { roadPbf } from "./road-pbf.ts";

test("bench: roads written as an OpenStreetMap file come back as the same streets", async () => {
  const road = { class: "residential", speedKmh: 30, level: 0, bridge: false } as const;
  const table: RoadTable = {
    roads: [
      { ...road, id: "a", name: "MARKET ST", from: "x", to: "y", oneway: "no", line: [[-122.4, 37.7], [-122.395, 37.705], [-122.39, 37.7]] },
      { ...road, id: "b", name: "", from: "y", to: "z", oneway: "forward", line: [[-122.39, 37.7], [-122.39, 37.71]] },
      { ...road, id: "c", name: "3RD ST", from: "x", to: "z", oneway: "backward", line: [[-122.4, 37.7], [-122.39, 37.71]] },
    ],
    turns: [],
  };
  const folder = mkdtempSync(join(tmpdir(), "tocsin-pbf-"));
  try {
    writeFileSync(join(folder, "roads.osm.pbf"), roadPbf(table));
    const back = await importOsm(join(folder, "roads.osm.pbf"));
    assert.deepEqual(
      back.table.roads.map(({ name, class: kind, oneway, speedKmh, line }) => ({ name, kind, oneway, speedKmh, line })),
      table.roads.map(({ name, class: kind, oneway, speedKmh, line }) => ({ name, kind, oneway, speedKmh, line })),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
