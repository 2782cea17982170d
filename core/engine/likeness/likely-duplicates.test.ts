import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type LonLat } from "@tocsin/kernel/geo.ts";
import { likelyDuplicates, type OpenIncidentTraits, type ReportTraits } from "./likely-duplicates.ts";
import { textLikeness } from "./text-likeness.ts";

const AT = 1_772_323_200_000;
const LIMITS = { radiusM: 200, windowMs: 600_000 };
const HERE: LonLat = [114.3, 30.6];
/** A point so many metres north of `HERE` (111,195.08 m to a degree of the sphere). */
const north = (m: number): LonLat => [HERE[0], HERE[1] + m / 111_195.08];
const report = (patch: Partial<ReportTraits> = {}): ReportTraits => ({ at: AT, point: HERE, placeText: "", typeCode: "FR-01", category: "fire", text: "", ...patch });
const incident = (incidentId: string, patch: Partial<OpenIncidentTraits> = {}): OpenIncidentTraits => {
  const { at, ...traits } = report();
  return { incidentId, firstReportAt: at, lastReportAt: at, ...traits, ...patch };
};
const one = (r: ReportTraits, i: OpenIncidentTraits) => likelyDuplicates(r, [i], LIMITS)[0];

test("INC-05: within 200 m, 10 min and the same type the second and the third report find the first", () => {
  const first = incident("I1");
  const second = one(report({ at: AT + 600_000, point: north(199.9) }), first)!;
  assert.equal(second.strength, "LIKELY");
  assert.deepEqual(second.reasons, [{ code: "DISTANCE", params: { metres: 200 } }, { code: "APART", params: { seconds: 600 } }, { code: "TYPE", params: { likeness: "SAME" } }]);
  const third = one(report({ at: AT + 660_000, point: north(120) }), incident("I1", { lastReportAt: AT + 600_000 }));
  assert.equal(third!.strength, "LIKELY");
});

test("INC-05: a metre or a millisecond too far, and nothing is offered", () => {
  assert.equal(one(report({ point: north(201) }), incident("I1")), undefined);
  assert.equal(one(report({ at: AT + 600_001 }), incident("I1")), undefined);
  assert.equal(one(report({ at: AT - 600_001 }), incident("I1")), undefined);
});

test("INC-05: same type before unknown, before related; another type only when the words agree, and never LIKELY", () => {
  const r = report({ text: "长江路沃尔玛门口冒烟" });
  const open = [
    incident("OTHER", { typeCode: "TR-01", category: "traffic", text: "沃尔玛门口车辆冒烟" }),
    incident("OTHER_WORDS", { typeCode: "TR-01", category: "traffic", text: "两车追尾" }),
    incident("RELATED", { typeCode: "FR-03" }),
    incident("UNKNOWN", { typeCode: null, category: null }),
    incident("SAME"),
  ];
  const found = likelyDuplicates(r, open, LIMITS);
  assert.deepEqual(found.map((d) => d.incidentId), ["SAME", "UNKNOWN", "RELATED", "OTHER"]);
  assert.deepEqual(found.map((d) => d.strength), ["LIKELY", "POSSIBLE", "POSSIBLE", "POSSIBLE"]);
});

test("INC-01: an unknown place is found by its words, behind those with a place, and only when the words agree", () => {
  const r = report({ point: null, placeText: "东湖路地铁站A口附近" });
  const open = [incident("FAR_WORDS", { placeText: "江汉路步行街" }), incident("WORDS", { placeText: "东湖路地铁站 A 口" })];
  const found = likelyDuplicates(r, open, LIMITS);
  assert.deepEqual(found.map((d) => [d.incidentId, d.strength]), [["WORDS", "POSSIBLE"]]);
  assert.ok(found[0]!.score < one(report({ point: north(199) }), incident("I"))!.score);
});

test("likeness is symmetric in place, and falls with distance and with time", () => {
  const metres = fc.double({ min: 0, max: 199, noNaN: true });
  const ms = fc.integer({ min: 0, max: 600_000 });
  fc.assert(
    fc.property(metres, metres, ms, ms, (a, b, s, t) => {
      const score = (m: number, d: number): number => one(report({ point: north(m), at: AT + d }), incident("I"))!.score;
      const swapped = one(report({ at: AT + s }), incident("I", { point: north(a) }))!.score;
      assert.ok(Math.abs(swapped - score(a, s)) < 1e-6);
      assert.equal(one(report({ at: AT - s }), incident("I"))!.score, score(0, s));
      if (a < b - 0.01) assert.ok(score(a, s) > score(b, s));
      if (s < t) assert.ok(score(a, s) > score(a, t));
      assert.ok(score(a, s) > 0 && score(a, s) <= 1);
    }),
  );
});

test("the order of the open incidents does not matter, and at most the asked number is offered", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 250 }), fc.integer({ min: -700_000, max: 700_000 })), { maxLength: 20 }), (spots) => {
      const open = spots.map(([m, t], i) => incident(`I${i}`, { point: north(m), firstReportAt: AT + t, lastReportAt: AT + t }));
      const found = likelyDuplicates(report(), open, { ...LIMITS, most: 3 });
      assert.deepEqual(likelyDuplicates(report(), [...open].reverse(), { ...LIMITS, most: 3 }), found);
      assert.equal(found.length, Math.min(3, spots.filter(([m, t]) => m <= 200 && Math.abs(t) <= 600_000).length));
    }),
  );
});

test("text likeness: 0 to 1, symmetric, 1 for the same words whatever their width and punctuation", () => {
  assert.equal(textLikeness("Ａ座,着火！", "a座着火"), 1);
  assert.equal(textLikeness("", "着火"), 0);
  assert.ok(textLikeness("地铁站口有人打架", "地铁口有人在打架") > 0.5);
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (a, b) => {
      const share = textLikeness(a, b);
      assert.ok(share >= 0 && share <= 1);
      assert.equal(share, textLikeness(b, a));
    }),
  );
});

test("limits that mean nothing are refused by name", () => {
  assert.throws(() => likelyDuplicates(report(), [], { radiusM: 0, windowMs: 1 }), /radiusM/);
  assert.throws(() => likelyDuplicates(report(), [], { radiusM: 1, windowMs: NaN }), /windowMs/);
});
