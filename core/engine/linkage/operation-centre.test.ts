import assert from "node:assert/strict";
import { test } from "node:test";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { areaSummary } from "./area-summary.ts";
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
