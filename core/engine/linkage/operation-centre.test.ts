import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { areaSummary } from "./area-summary.ts";
import { SMALLEST_CELL } from "../suppression/small-cells.ts";
import { whistleRates } from "./whistle-rates.ts";

const call = (more: object) => ({ department: "A", ackBy: 5, ackedAt: 4, reportBy: 30, reportedAt: 20, score: 4, necessary: true, ...more });
const whistle = (opener: string, blownAt: number | null, calls: readonly object[] = [call({})], drill = false): Matter => ({ opener, drill, whistle: { blownAt, calls } }) as unknown as Matter;

test("LNK-04: whistles per station with both bands flagged, how soon departments answered, and what either says; silence shows, drills and drafts do not count", () => {
  const many = Array.from({ length: 5 }, (_, n) => whistle("S1", n, [call({}), call({ ackedAt: 6, reportedAt: null, score: 1, necessary: false })]));
  const rates = whistleRates(["S1", "S2", "S3", "S4"], [...many, ...[1, 2].map((at) => whistle("S2", at)), ...[1, 2].map((at) => whistle("S3", at)), whistle("S4", null), whistle("S4", 1, [], true), whistle("S2", 99)], { from: 0, to: 50 });
  assert.deepEqual(rates.map(({ station, count, band }) => [station, count, band]), [["S1", 5, "HIGH"], ["S2", 2, "USUAL"], ["S3", 2, "USUAL"], ["S4", 0, "LOW"]]);
  assert.deepEqual(rates[0], { station: "S1", count: 5, band: "HIGH", called: 10, acknowledgedPct: 50, reportedInPct: 50, unnecessary: 5, score: 2.5 });
  assert.deepEqual([rates[3]!.acknowledgedPct, rates[3]!.score], [null, null]);
  assert.deepEqual(whistleRates(["S1", "S2"], many, { from: 0, to: 50 }).map(({ band }) => band), ["USUAL", "USUAL"], "two stations have no middle");
});

test("LNK-03: an operation centre learns counts and places; what counts fewer than five is not told", () => {
  const at = (path: string, n: number, priority: string, drill = false) => Array.from({ length: n }, () => ({ scope: [path], priority, drill }) as never);
  const matter = (path: string, n: number, level: number) => Array.from({ length: n }, () => ({ scope: [path], drill: false, custody: { clock: { level } } }) as never);
  assert.deepEqual(areaSummary(["C.D1", "C.D2"], [...at("C.D1.S1", 5, "P1"), ...at("C.D1", 4, "P2"), ...at("C.D2", 9, "P3", true)], [...matter("C.D1.S1", 6, 0), ...matter("C.D1", 5, 2)]), [
    { area: "C.D1", incidents: { P1: 5, P2: null, P3: null, P4: null }, matters: 11, late: 5 },
    { area: "C.D2", incidents: { P1: null, P2: null, P3: null, P4: null }, matters: null, late: null },
  ]);
});

test("LNK-03, X-12: nor can it be had by taking what is told of the stations from what is told of their district", () => {
  const calls = (path: string, n: number) => Array.from({ length: n }, () => ({ scope: [path], priority: "P1", drill: false }) as never);
  const p1 = (counts: Readonly<Record<string, number>>): (number | null)[] => {
    const areas = ["C.D1", "C.D1.S1", "C.D1.S2", "C.D1.S3"];
    return areaSummary(areas, Object.entries(counts).flatMap(([path, n]) => calls(path, n)), []).map(({ incidents }) => incidents.P1);
  };
  assert.deepEqual(p1({ "C.D1.S1": 6, "C.D1.S2": 3, "C.D1.S3": 9 }), [18, null, null, 9], "not 18, 6, nothing, 9: that is three");
  assert.deepEqual(p1({ "C.D1.S1": 6, "C.D1.S2": 8, "C.D1.S3": 9 }), [23, 6, 8, 9]);
  assert.deepEqual(p1({ "C.D1.S1": 6, "C.D1.S2": 8, "C.D1.S3": 9, "C.D1": 1 }), [24, null, 8, 9], "one of no station is one of them");
  fc.assert(fc.property(fc.array(fc.nat(12), { minLength: 1, maxLength: 6 }), fc.nat(6), (stations, elsewhere) => {
    const areas = ["C.D1", ...stations.map((_, n) => `C.D1.S${n}`)];
    const [whole, ...told] = areaSummary(areas, [...stations.flatMap((n, at) => calls(`C.D1.S${at}`, n)), ...calls("C.D1", elsewhere)], []).map(({ incidents }) => incidents.P1);
    assert.ok(told.every((count) => count === null || count >= SMALLEST_CELL));
    if (typeof whole !== "number") return;
    const cells = [...stations, elsewhere];
    const hidden = cells.filter((_, at) => at === stations.length || typeof told[at] !== "number");
    const left = whole - told.reduce<number>((sum, count) => sum + (count ?? 0), 0);
    assert.ok(!cells.some((count) => count > 0 && count < SMALLEST_CELL) || (left >= SMALLEST_CELL && hidden.filter((count) => count > 0).length > 1), `${cells.join(" ")}: ${left} is left for ${hidden.length}`);
  }));
});
