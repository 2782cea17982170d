import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { PLACE_KINDS, type Place } from "./place.ts";
import { parsePlaces, writePlaces } from "./place-file.ts";

const word = fc.string({ unit: "grapheme", minLength: 1 }).map((text) => text.replaceAll(/[|\r]/g, " ").trim()).filter((text) => text !== "");
const degrees = (limit: number): fc.Arbitrary<number> => fc.integer({ min: -limit * 1e7, max: limit * 1e7 }).map((n) => (n === 0 ? 0 : n / 1e7));
const place: fc.Arbitrary<Place> = fc.record(
  {
    id: word,
    kind: fc.constantFrom(...PLACE_KINDS),
    name: word,
    aliases: fc.array(word, { maxLength: 3 }),
    district: fc.oneof(fc.constant(""), word),
    point: fc.tuple(degrees(180), degrees(90)),
  },
  { noNullPrototype: true },
);

test("INC-03: places that are written read back the same", () => {
  fc.assert(
    fc.property(fc.uniqueArray(place, { selector: (one) => one.id }), (places) => {
      assert.deepEqual(parsePlaces(writePlaces(places)), { places, faults: [] });
    }),
  );
});

test("INC-03: every fault of a place file is listed with file, line and field", () => {
  const text = ["id,kind,name,aliases,district,lon,lat", "a,POI,医院,一医院| 市医院 ,江北区,106.5,29.5", "a,SHOP,,,,east,", "b,POI,x", ",AREA,y,,,1,91"].join("\r\n");
  const { places, faults } = parsePlaces(text, "demo/places.csv");
  assert.deepEqual(places, [{ id: "a", kind: "POI", name: "医院", aliases: ["一医院", "市医院"], district: "江北区", point: [106.5, 29.5] }]);
  assert.deepEqual(
    faults.map((fault) => `${fault.file}:${fault.line}:${fault.field}`),
    ["4:", "3:name", "3:kind", "3:lon", "3:lat", "3:id", "5:id", "5:lat"].map((at) => `demo/places.csv:${at}`),
  );
  assert.deepEqual(parsePlaces("id,kind\n").faults.map((fault) => fault.field), ["name", "aliases", "district", "lon", "lat"]);
  assert.match(parsePlaces('id,"kind\n').faults[0]!.message, /not readable as CSV/);
  assert.throws(() => writePlaces([{ id: "a", kind: "POI", name: "x", aliases: ["a|b"], district: "", point: [1, 2] }]), /alias contains/);
});
