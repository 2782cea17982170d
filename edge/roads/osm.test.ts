import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { joinRings } from "./osm-features.ts";
import { NodePlaces, readOsm, type OsmData, type OsmMember, type OsmTags } from "./osm-file.ts";
import { importOsm, convertOsm } from "./osm.ts";
import { readSpeed } from "./osm-tags.ts";

type Way = readonly [id: number, refs: readonly number[], tags: OsmTags];
type Relation = readonly [tags: OsmTags, members: readonly OsmMember[]];

/** Node `n` stands at (106 + n % 10 / 1000, 29 + tens / 1000); ids from 900 are not in the extract. */
function extract(ways: readonly Way[], relations: readonly Relation[] = [], tagged: readonly (readonly [number, OsmTags])[] = []): OsmData {
  const nodes = new NodePlaces();
  for (let n = 899; n >= 0; n--) nodes.add(n, 106 + (n % 10) / 1000, 29 + Math.floor(n / 10) / 1000);
  return {
    nodes,
    tagged: tagged.map(([id, tags]) => ({ id, point: nodes.get(id)!, tags })),
    ways: ways.map(([id, refs, tags]) => ({ id, refs, tags })),
    relations: relations.map(([tags, members], id) => ({ id, members, tags })),
  };
}

const road = (highway: string, more: OsmTags = {}): OsmTags => ({ highway, ...more });

test("ways are split where they meet, with name, class, speed, level and bridge", () => {
  const city = convertOsm(
    extract([
      [1, [0, 1, 2, 3], road("primary", { name: "滨江大道", maxspeed: "60", bridge: "viaduct", layer: "1" })],
      [2, [12, 2, 22], road("unclassified", { ref: "S1" })],
    ]),
  );
  assert.deepEqual(city.table.roads.map((r) => [r.id, r.from, r.to, r.line.length]), [
    ["1-0", "0", "2", 3],
    ["1-1", "2", "3", 2],
    ["2-0", "12", "2", 2],
    ["2-1", "2", "22", 2],
  ]);
  assert.deepEqual({ ...city.table.roads[0]!, line: [] }, { id: "1-0", name: "滨江大道", class: "primary", from: "0", to: "2", oneway: "no", speedKmh: 60, level: 1, bridge: true, line: [] });
  assert.equal(city.table.roads[2]!.name, "S1");
});

test("one-ways: yes, -1, roundabouts and motorways; what leads nowhere and back is dropped and reported", () => {
  const ring: Way[] = [
    [1, [0, 1], road("residential", { oneway: "yes" })],
    [2, [0, 1], road("residential", { oneway: "-1" })],
    [3, [1, 2, 12, 1], road("tertiary", { junction: "roundabout" })],
    [4, [1, 3], road("motorway")],
    [5, [3, 1], road("motorway")],
    [6, [3, 4], road("motorway", { oneway: "no" })],
    [7, [4, 5], road("residential", { oneway: "yes" })],
  ];
  const city = convertOsm(extract(ring));
  assert.deepEqual(Object.fromEntries(city.table.roads.map((r) => [r.id, r.oneway])), {
    "1-0": "forward",
    "2-0": "backward",
    "3-0": "forward",
    "4-0": "forward",
    "5-0": "forward",
    "6-0": "no",
  });
  assert.deepEqual(city.report.dropped.ids, ["7-0"]);
  assert.ok(city.report.dropped.metres > 90);
});

test("private, pedestrian and forbidden ways are left out; what is open to emergency vehicles is kept", () => {
  const ways: Way[] = [
    [1, [0, 1], road("residential")],
    [2, [1, 2], road("service", { access: "private" })],
    [3, [1, 3], road("footway")],
    [4, [1, 4], road("service", { access: "no", emergency: "yes" })],
    [5, [1, 5], road("service", { access: "destination" })],
    [6, [1, 6], road("residential", { motor_vehicle: "no" })],
    [7, [1, 7], road("residential", { access: "no", motorcar: "yes" })],
    [8, [1, 8, 18, 1], road("service", { area: "yes" })],
  ];
  assert.deepEqual(convertOsm(extract(ways)).table.roads.map((r) => r.id), ["1-0", "4-0", "5-0", "7-0"]);
});

test("turn restrictions: no and only at a node; others are counted, not guessed", () => {
  const ways: Way[] = [
    [1, [0, 1], road("residential")],
    [2, [1, 2], road("residential")],
    [3, [11, 1], road("residential")],
    [4, [20, 2, 22], road("residential")],
  ];
  const rule = (restriction: string, from: number, via: OsmMember, to: number, more: OsmTags = {}): Relation => [
    { type: "restriction", restriction, ...more },
    [{ type: "way", ref: from, role: "from" }, via, { type: "way", ref: to, role: "to" }],
  ];
  const at = (ref: number): OsmMember => ({ type: "node", ref, role: "via" });
  const city = convertOsm(
    extract(ways, [
      rule("no_left_turn", 1, at(1), 3),
      rule("only_straight_on", 3, at(1), 2),
      rule("no_right_turn", 1, { type: "way", ref: 2, role: "via" }, 4),
      rule("no_left_turn", 2, at(2), 4),
      rule("no_left_turn", 1, at(1), 99),
      rule("no_left_turn", 1, at(1), 2, { except: "bus;emergency" }),
    ]),
  );
  assert.deepEqual(city.table.turns, [
    { fromRoad: "1-0", via: "1", toRoad: "3-0", kind: "no" },
    { fromRoad: "3-0", via: "1", toRoad: "2-0", kind: "only" },
  ]);
  assert.deepEqual(city.report.turns, { read: 6, viaWay: 1, unresolved: 2, exempt: 1 });
});

test("a way that leaves the extract is cut there, and the cut is counted", () => {
  const city = convertOsm(extract([[1, [0, 1, 900, 2, 3], road("residential")], [2, [1, 2], road("residential")]]));
  assert.equal(city.report.missingNodes, 1);
  assert.deepEqual(city.table.roads.map((r) => [r.from, r.to]), [["0", "1"], ["2", "3"], ["1", "2"]]);
});

test("speeds in km/h, mph and by country rule", () => {
  const cases: [string | undefined, number | null][] = [
    ["50", 50], ["30 mph", 48], ["DE:urban", 50], ["CN:rural", 80], ["DE:zone30", 30], ["DE:30", 30], ["walk", 10],
    ["none", 120], ["50;30", 50], ["signals", null], [undefined, null], ["0", null], ["fast", null],
  ];
  for (const [text, kmh] of cases) assert.equal(readSpeed(text), kmh, String(text));
});

test("INC-03: addresses, points of interest and place names become places", () => {
  const city = convertOsm(
    extract(
      [[1, [0, 1, 11, 0], { building: "yes", "addr:street": "Hauptstraße", "addr:housenumber": "12a", "addr:city": "Mannheim" }]],
      [],
      [
        [5, { amenity: "hospital", name: "市第一人民医院", alt_name: "一医院;First Hospital" }],
        [6, { "addr:street": "滨江大道", "addr:housenumber": "128" }],
        [7, { place: "suburb", name: "江北" }],
        [8, { amenity: "bench", name: "a bench" }],
        [9, { amenity: "school" }],
      ],
    ),
  );
  assert.deepEqual(city.places.map((p) => [p.id, p.kind, p.name, p.aliases, p.district]), [
    ["n5", "POI", "市第一人民医院", ["一医院", "First Hospital"], ""],
    ["n6-a", "ADDRESS", "滨江大道128号", [], ""],
    ["n7", "AREA", "江北", [], ""],
    ["w1-a", "ADDRESS", "Hauptstraße 12a", [], "Mannheim"],
  ]);
  const [lon, lat] = city.places.at(-1)!.point;
  assert.ok(Math.abs(lon - 106.0006667) < 1e-6 && Math.abs(lat - 29.0003333) < 1e-6);
});

test("water and boundaries become GeoJSON; outlines that are cut off are named", () => {
  const outer = (ref: number): OsmMember => ({ type: "way", ref, role: "outer" });
  const city = convertOsm(
    extract(
      [[1, [0, 5, 55], {}], [2, [0, 50, 55], {}], [3, [11, 12, 22, 11], {}], [4, [60, 61, 71, 60], { natural: "water", name: "湖" }], [5, [70, 901], { waterway: "river", name: "江" }]],
      [
        [{ type: "multipolygon", natural: "water", name: "水库" }, [outer(1), outer(2), { type: "way", ref: 3, role: "inner" }]],
        [{ type: "boundary", boundary: "administrative", admin_level: "6", name: "江北区" }, [outer(1), outer(2)]],
        [{ type: "multipolygon", natural: "water", name: "断" }, [outer(1), outer(77)]],
      ],
    ),
  );
  assert.deepEqual(city.features.features.map((f) => [f.id, f.properties.kind, f.properties.name, f.geometry.type]), [
    ["w4", "water", "湖", "Polygon"],
    ["r0", "water", "水库", "MultiPolygon"],
    ["r1", "boundary", "江北区", "MultiPolygon"],
  ]);
  assert.deepEqual(city.features.features[1]!.geometry.coordinates.map((polygon) => (polygon as unknown[]).length), [2]);
  assert.deepEqual(city.report.incompleteAreas, ["江", "断"]);
  assert.deepEqual(joinRings([[1, 2, 3], [5, 3], [5, 1]]), [[1, 2, 3, 5, 1]]);
  assert.equal(joinRings([[1, 2], [2, 3]]), null);
});

test("a file that is absent or no .osm.pbf is refused by name", async () => {
  const folder = mkdtempSync(join(tmpdir(), "osm-"));
  try {
    writeFileSync(join(folder, "junk.osm.pbf"), "this is not OpenStreetMap data at all");
    await assert.rejects(importOsm(join(folder, "junk.osm.pbf")), /junk\.osm\.pbf cannot be read as \.osm\.pbf/);
    await assert.rejects(importOsm(join(folder, "none.osm.pbf")), /none\.osm\.pbf cannot be read as \.osm\.pbf: ENOENT/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** A block of a file around its content: short fields only. */
function dataBlock(packed: Buffer, claimed = packed.length): Buffer {
  const varint = (value: number): number[] => (value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))]);
  const blob = Buffer.from([0x1a, ...varint(claimed), ...packed]);
  const header = Buffer.from([0x0a, 7, ...Buffer.from("OSMData"), 0x18, ...varint(blob.length)]);
  return Buffer.concat([Buffer.from([0, 0, 0, header.length]), header, blob]);
}

/** Two nodes in one place; `tags` as they stand in the list of both. */
const denseBlock = (tags: readonly number[]): Buffer => {
  const dense = [0x0a, 2, 2, 2, 0x42, 2, 0, 0, 0x4a, 2, 0, 0, 0x52, tags.length, ...tags];
  return Buffer.from([0x0a, 4, 0x0a, 0, 0x0a, 0, 0x12, dense.length + 2, 0x12, dense.length, ...dense]);
};

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test("R27, R29: a list without end, a bomb and a number without end are refused, whatever pieces they come in", async () => {
  for (const size of [1, 5, 1_000]) assert.equal((await readOsm(pieces(dataBlock(deflateSync(denseBlock([1, 1, 0, 0]))), size))).nodes.count, 2);
  await assert.rejects(readOsm(pieces(dataBlock(deflateSync(denseBlock([1, 1, 0]))), 9)), /tags of nodes have no end/);
  await assert.rejects(readOsm(pieces(dataBlock(deflateSync(denseBlock([1, 0, 1]))), 9)), /tags of nodes have no end/);
  await assert.rejects(readOsm(pieces(dataBlock(deflateSync(Buffer.alloc(33 * 1_048_576))), 100_000)), /larger than|ERR_BUFFER_TOO_LARGE/);
  await assert.rejects(readOsm(pieces(dataBlock(deflateSync(Buffer.alloc(40, 0xff))), 9)), /more than ten bytes/);
  await assert.rejects(readOsm(pieces(dataBlock(Buffer.alloc(3), 90), 9)), /cut off/);
  await assert.rejects(readOsm(pieces(Buffer.from([0x7f, 0xff, 0xff, 0xff, 1]), 9)), /a header of 2147483647 bytes/);
  await assert.rejects(readOsm(pieces(Buffer.alloc(0), 9)), /empty/);
  await assert.rejects(readOsm(pieces(dataBlock(deflateSync(denseBlock([]))).subarray(0, -3), 9)), /cut off/);
});
