import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import { buildGazetteer, type Gazetteer } from "./gazetteer.ts";
import { PLACE_KINDS, type Candidate, type NamedRoad, type Place } from "./place.ts";

const at = (x: number, y: number): LonLat => [106.5 + x * 0.001, 29.5 + y * 0.001];
const place = (id: string, kind: Place["kind"], name: string, point: LonLat, more: Partial<Place> = {}): Place => ({ id, kind, name, aliases: [], district: "江北区", point, ...more });
const road = (name: string, from: string, to: string, a: LonLat, b: LonLat): NamedRoad => ({ name, from, to, line: [a, b] });

const PLACES: readonly Place[] = [
  place("a100", "ADDRESS", "滨江大道100号", at(0, 0)),
  place("a110", "ADDRESS", "滨江大道110号", at(1, 0)),
  place("a128", "ADDRESS", "滨江大道128号", at(3, 0)),
  place("a129", "ADDRESS", "滨江大道129号", at(3, 0.1)),
  place("a200", "ADDRESS", "滨江大道200号", at(10, 0)),
  place("j1", "ADDRESS", "建设1路5号", at(0, 20)),
  place("h1", "POI", "市第一人民医院", at(5, 5), { aliases: ["一医院", "人民医院"] }),
  place("h2", "POI", "江南人民医院", at(50, 50), { district: "江南区" }),
  place("h3", "POI", "江北人民医院", at(6, 6)),
  place("cs", "AREA", "长寿区", at(8, 8)),
  place("cq", "POI", "重庆路小学", at(9, 9)),
  place("p1", "PREMISE", "春晖花园3栋", at(2, 7), { aliases: ["老棉纺厂宿舍"] }),
  place("r1", "ROAD", "嘉陵路", at(4, 4), { aliases: ["老河街"] }),
  place("i1", "INTERSECTION", "嘉陵路与松林巷路口", at(4, 5)),
];

const ROADS: readonly NamedRoad[] = [
  road("滨江大道", "1", "2", at(0, 0), at(5, 0)),
  road("滨江大道", "2", "3", at(5, 0), at(10, 0)),
  road("解放路", "2", "4", at(5, 0), at(5, 8)),
  road("建设1路", "8", "9", at(0, 20), at(5, 20)),
  road("MISSION ST", "20", "21", at(100, 0), at(110, 0)),
  road("16TH ST", "21", "22", at(110, 0), at(110, 9)),
  road("HYDE AVE", "22", "23", at(110, 9), at(115, 9)),
  road("Hauptstraße", "30", "31", at(200, 0), at(201, 0)),
  road("Hauptstraße", "40", "41", at(260, 0), at(261, 0)),
];

const gazetteer = buildGazetteer(PLACES, ROADS);
const first = (text: string, from: Gazetteer = gazetteer): Candidate => {
  const [best] = from.search(text);
  assert.ok(best, `nothing for ${text}`);
  return best;
};

test("INC-03: an address is found as written, in full width, with # and with the district before it", () => {
  for (const text of ["滨江大道128号", "滨江大道１２８号", "滨江大道128＃", " 滨江 大道 128 号", "江北区滨江大道128号", "某某市江北区滨江大道128号", "滨江大道128号附近"]) {
    assert.equal(first(text).id, "a128", text);
  }
  assert.equal(first("滨江大道128号").score, 1);
  assert.equal(first("建设1路5号").id, "j1");
});

test("INC-03: while the number is still being typed, the numbers it may become are offered", () => {
  const found = gazetteer.search("滨江大道12").map((candidate) => candidate.id);
  assert.ok(found.includes("a128") && found.includes("a129"), String(found));
  assert.ok(gazetteer.search("滨江").some((candidate) => candidate.name === "滨江大道" && candidate.kind === "ROAD"));
});

test("INC-03: an unknown number is put between its neighbours of the same side, with its accuracy; past the end it is marked", () => {
  const between = first("滨江大道119号");
  assert.equal(between.how, "between");
  assert.equal(between.name, "滨江大道119号");
  const even = first("滨江大道120号");
  assert.ok(distanceM(even.point, at(1 + (10 / 18) * 2, 0)) < 1);
  assert.ok(even.accuracyM >= 90 && even.accuracyM <= 110, String(even.accuracyM));
  const beyond = first("滨江大道250号");
  assert.equal(beyond.how, "beyond");
  assert.deepEqual(beyond.point, at(10, 0));
  assert.ok(beyond.accuracyM >= 200 && beyond.score < between.score);
});

test("INC-03: parts, aliases, pinyin, initials and mixed input, also with a house number", () => {
  assert.equal(first("一医院").id, "h1");
  assert.equal(first("老棉纺厂").id, "p1");
  assert.equal(first("老河街").id, "r1");
  assert.equal(first("binjiangdadao").name, "滨江大道");
  assert.equal(first("bjdd").name, "滨江大道");
  assert.equal(first("BJDD128").id, "a128");
  assert.equal(first("binjdd").name, "滨江大道");
  assert.equal(first("sdyrmyy").id, "h1");
  assert.ok(gazetteer.search("人民医院").length >= 3);
});

test("INC-03: names with two readings are found by the one that the place has", () => {
  assert.equal(first("changshou").id, "cs");
  assert.equal(first("csq").id, "cs");
  assert.equal(first("chongqinglu").id, "cq");
  assert.ok(!gazetteer.search("zhangshou").some((candidate) => candidate.id === "cs"));
  const taught = buildGazetteer([place("x", "POI", "朴树湾", at(1, 1))], [], { readings: { 朴树湾: "piáo shù wān" } });
  assert.equal(first("piaoshu", taught).id, "x");
});

test("INC-03: one wrong character, or others of the same sound, still find the place, at a lower score", () => {
  const right = first("市第一人民医院");
  for (const text of ["市第一人名医院", "市第一任民医院", "市第一人医院", "市第一人民民医院", "市第一人民院医"]) {
    const found = first(text);
    assert.equal(found.id, "h1", text);
    assert.ok(found.score < right.score && found.score < 0.8, `${text}: ${found.score}`);
  }
  assert.equal(first("宾江大道128号").id, "a128");
  assert.equal(first("misson st").name, "MISSION ST");
});

test("INC-03: a name that was guessed says so, also under a house number and at a crossing; one that was typed, whole, in part or by its letters, does not", () => {
  const guesses = ["宾江大道", "宾江大道128号", "宾江大道与解放路口", "解放路与宾江大道口", "市第一人医院", "滨江大道", "滨江大道128号", "滨江大道与解放路口", "bjdd128", "滨江", "市第一人民医院"].map((text) => first(text).guess);
  assert.deepEqual(guesses, ["SOUND", "SOUND", "SOUND", "SOUND", "NEAR_MISS", null, null, null, null, null, null]);
});

test("INC-03: crossings in Chinese and English, in either order, in part and by initials", () => {
  for (const text of ["滨江大道与解放路口", "解放路和滨江大道交叉口", "滨江大道/解放路", "滨江大道解放路口", "滨江大道与解放路路口", "bjdd/jfl", "滨江与解放"]) {
    const found = first(text);
    assert.equal(found.kind, "INTERSECTION", text);
    assert.deepEqual(found.point, at(5, 0), text);
  }
  for (const text of ["16TH ST & MISSION ST", "mission st/16th st", "Mission Street and 16th Street", "mission & 16th", "MISSION ST at 16TH ST"]) {
    assert.deepEqual(first(text).point, at(110, 0), text);
  }
  assert.equal(first("hyde av & 16th").kind, "INTERSECTION");
  assert.equal(first("松林巷与嘉陵路").id, "i1");
  assert.ok(gazetteer.search("滨江大道与").some((candidate) => candidate.kind === "INTERSECTION"));
});

test("INC-03: words in any order, a district with a name, and a name within a longer sentence", () => {
  assert.equal(first("医院 江南").id, "h2");
  assert.equal(first("江南区 人民医院").id, "h2");
  assert.equal(first("江南区人民医院").id, "h2");
  assert.equal(first("春晖花园3栋门口有人打架").id, "p1");
});

test("INC-03: of equals the nearer comes first, and the limit is kept", () => {
  const near = (point: LonLat): string => gazetteer.search("人民医院", { near: point }).filter((candidate) => candidate.how === "part")[0]!.id;
  assert.equal(near(at(50, 50)), "h2");
  assert.equal(near(at(6, 6)), "h3");
  assert.equal(gazetteer.search("江", { limit: 2 }).length, 2);
  assert.deepEqual(gazetteer.search("江", { limit: 0 }), []);
  assert.deepEqual(gazetteer.search("  "), []);
  assert.deepEqual(gazetteer.search("完全没有的地方XYZ"), []);
});

test("INC-03: two villages' streets of one name are two candidates, and ß, ss and str are one", () => {
  assert.equal(gazetteer.search("Hauptstraße").filter((candidate) => candidate.kind === "ROAD").length, 2);
  assert.equal(first("hauptstrasse").name, "Hauptstraße");
  assert.equal(first("Hauptstr.").name, "Hauptstraße");
});

test("INC-03: a point becomes the nearest address, crossing, or road with its nearest crossing", () => {
  assert.equal(gazetteer.nearestAddress(at(3, 0.01))?.text, "滨江大道128号");
  assert.equal(gazetteer.nearestAddress(at(5, 0.1))?.text, "滨江大道与解放路路口");
  assert.equal(gazetteer.nearestAddress(at(5.1, 4))?.text, "解放路（近滨江大道与解放路路口）");
  assert.equal(gazetteer.nearestAddress(at(110.1, 4))?.text.startsWith("16TH ST (near "), true);
  assert.equal(gazetteer.nearestAddress([100, 20]), null);
  assert.equal(buildGazetteer([]).nearestAddress(at(0, 0)), null);
  const off = gazetteer.nearestAddress(at(3, -1))!;
  assert.ok(off.distanceM > 100 && off.distanceM < 120, String(off.distanceM));
});

const anyText = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
  fc.tuple(fc.constantFrom("滨江", "解放", "长寿", "MISSION ", "Haupt"), fc.constantFrom("大道", "路", "ST", "straße", "医院"), fc.oneof(fc.constant(""), fc.nat({ max: 300 }).map((n) => `${n}号`))).map((parts) => parts.join("")),
).filter((text) => text.trim() !== "");
const anyPlace = fc.record({
  kind: fc.constantFrom(...PLACE_KINDS),
  name: anyText,
  aliases: fc.array(anyText, { maxLength: 2 }),
  district: fc.constantFrom("", "江北区"),
  point: fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 })).map(([x, y]) => at(x, y)),
});

test("INC-03: every place is found by its own name, first or tied with the first; scores are ordered; asking changes nothing", () => {
  fc.assert(
    fc.property(fc.array(anyPlace, { minLength: 1, maxLength: 25 }), anyText, (drawn, other) => {
      const places = drawn.map((one, i) => ({ ...one, id: `p${i}` }));
      const built = buildGazetteer(places, ROADS);
      for (const one of places) {
        const found = built.search(one.name, { limit: 100 });
        const own = found.find((candidate) => candidate.id === one.id);
        assert.ok(own && own.score === found[0]!.score, `${one.name}: ${JSON.stringify(found.slice(0, 3))}`);
        assert.ok(found.every((candidate, i) => candidate.score > 0 && candidate.score <= 1 && (i === 0 || candidate.score <= found[i - 1]!.score)));
        assert.equal(new Set(found.map((candidate) => candidate.id)).size, found.length);
        built.search(other);
        assert.deepEqual(built.search(one.name, { limit: 100 }), found);
      }
    }),
    { numRuns: 60 },
  );
});
