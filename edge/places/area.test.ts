import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { inRing, type LonLat } from "@tocsin/kernel/geo.ts";
import { buildAreas, type AreaFeature } from "./area.ts";

const box = (west: number, south: number, size: number): LonLat[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];

const polygon = (org: string, ...rings: LonLat[][]): AreaFeature => ({ type: "Feature", properties: { org }, geometry: { type: "Polygon", coordinates: rings } });

test("ORG-02: a point lies in its district and in its station, not in a hole, not elsewhere", () => {
  const areas = buildAreas({
    type: "FeatureCollection",
    features: [
      polygon("CITY.D01", box(106, 29, 1), box(106.4, 29.4, 0.2)),
      polygon("CITY.D01.S0101", box(106, 29, 0.3)),
      { type: "Feature", properties: { org: "CITY.D02" }, geometry: { type: "MultiPolygon", coordinates: [[box(107.5, 29, 0.5)], [box(106.4, 29.4, 0.2)]] } },
    ],
  });
  assert.deepEqual(areas.areasAt([106.1, 29.1]), ["CITY.D01", "CITY.D01.S0101"]);
  assert.deepEqual(areas.areasAt([106.9, 29.9]), ["CITY.D01"]);
  assert.deepEqual(areas.areasAt([106.5, 29.5]), ["CITY.D02"]);
  assert.deepEqual(areas.areasAt([107.6, 29.1]), ["CITY.D02"]);
  assert.deepEqual(areas.areasAt([100, 29.1]), []);
  assert.deepEqual(buildAreas({ type: "FeatureCollection", features: [] }).areasAt([106, 29]), []);
});

test("ORG-02: the index finds what trying every area finds", () => {
  const coordinate = fc.integer({ min: 0, max: 400 }).map((n) => n / 100);
  const square = fc.tuple(coordinate, coordinate, fc.integer({ min: 1, max: 100 }).map((n) => n / 100));
  fc.assert(
    fc.property(fc.array(square, { minLength: 1, maxLength: 60 }), coordinate, coordinate, (squares, lon, lat) => {
      const features = squares.map(([west, south, size], i) => polygon(`A${i}`, box(west, south, size)));
      const point: LonLat = [lon + 0.005, lat + 0.005];
      const expected = squares.flatMap(([west, south, size], i) => (inRing(point, box(west, south, size)) ? [`A${i}`] : []));
      assert.deepEqual(buildAreas({ type: "FeatureCollection", features }).areasAt(point), expected);
    }),
  );
});

test("ORG-02: an open or empty ring is refused with the feature's number and organisation", () => {
  const open = box(106, 29, 1).slice(0, 4);
  assert.throws(() => buildAreas({ type: "FeatureCollection", features: [polygon("A", box(1, 1, 1)), polygon("CITY.D02", open)] }), /feature 1 \(CITY\.D02\).*does not end/);
  assert.throws(() => buildAreas({ type: "FeatureCollection", features: [polygon("A", [])] }), /feature 0 \(A\).*four or more/);
});
