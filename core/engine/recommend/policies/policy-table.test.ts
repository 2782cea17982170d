import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { arrivalBasis, arrivalOf } from "../arrival.ts";
import { CLOSEST_CAPABLE, type RankRule, STANDARD_POLICY } from "../recommend-policy.ts";
import { rankUnits } from "../recommend.ts";
import { input, need, randomInput, unit } from "../sample-units.ts";
import { ruleFor } from "./policy-table.ts";

const COVER: RankRule = { policy: "COVER/1", toleranceMs: 90_000, coverMs: 1_000_000, loadMs: 4_000, crewMs: 5_000 };
const IN_TIME: RankRule = { policy: "IN_TIME/1", targetMs: 300_000 };
const every = (rule: RankRule) => ({ ...STANDARD_POLICY, rank: { P1: rule, P2: rule, P3: rule, P4: rule } });
const order = (rule: RankRule, priority: "P1" | "P3", candidates: Parameters<typeof input>[0] = {}) => rankUnits(input({ policy: every(rule), incident: need({ priority }), ...candidates })).ranked.map((u) => u.unitId);

test("DSP-01: CLOSEST asks for the arrival alone, and takes of equals the one that leaves least behind", () => {
  const candidates = [unit("LOADED", { load: 9, coverLoss: 0.2 }), unit("A", { travelMs: 60_001 }), unit("SPARE", { load: 9, coverLoss: 0.1 })];
  assert.deepEqual(order({ policy: "CLOSEST/1" }, "P3", { candidates }), ["SPARE", "LOADED", "A"]);
});

test("DSP-01: COVER lets a later unit go first up to the tolerance, that second included, and not beyond", () => {
  const first = (travelMs: number): string => order(COVER, "P3", { candidates: [unit("LAST_COVER", { coverLoss: 0.5 }), unit("SPARE", { travelMs })] })[0]!;
  assert.deepEqual([first(149_999), first(150_001)], ["SPARE", "LAST_COVER"]);
});

test("DSP-01: IN_TIME sends the unit that leaves least among those in time; one that is late only after all of them", () => {
  const candidates = [unit("NEAR", { coverLoss: 0.1 }), unit("JUST", { travelMs: 255_000, coverLoss: 0.01 }), unit("LATE", { travelMs: 255_001 }), unit("LATER", { travelMs: 400_000 })];
  assert.deepEqual(order(IN_TIME, "P3", { candidates }), ["JUST", "NEAR", "LATE", "LATER"]);
});

test("DSP-01: for the top priority, and for a call without one, cover is switched off and the ranking says so", () => {
  const candidates = [unit("LAST_COVER", { coverLoss: 0.5 }), unit("SPARE", { travelMs: 60_001 })];
  for (const rule of [COVER, IN_TIME]) {
    assert.deepEqual([order(rule, "P1", { candidates }), order(rule, "P3", { candidates })], [["LAST_COVER", "SPARE"], ["SPARE", "LAST_COVER"]]);
    assert.deepEqual(ruleFor(every(rule), { priority: null }), { rule: { policy: "CLOSEST/1" }, waived: rule.policy });
  }
  assert.equal(ruleFor(every({ policy: "CLOSEST/1" }), { priority: "P1" }).waived, null);
  assert.equal(ruleFor(every(COVER), { priority: "P2" }).waived, null);
});

test("DSP-01: whatever the city's policies say, a top-priority call is offered the closest capable unit first, and each next in turn", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 0, max: 40 }), fc.constantFrom("P1" as const, null), (seed, size, priority) => {
      const given = randomInput(seed, size);
      const rec = rankUnits({ ...given, incident: { ...given.incident, priority } });
      for (const group of ["FULL", "OTHER_AGENCY", "PART"] as const) {
        const etas = rec.ranked.filter((u) => u.group === group && u.etaMs !== null).map((u) => u.etaMs!);
        assert.deepEqual(etas, etas.toSorted((a, b) => a - b));
      }
    }),
  );
});

test("DSP-01: under CLOSEST the first capable unit is the one that arrives first of all capable ones, found without the ranking", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 40 }), (seed, size) => {
      const given = { ...randomInput(seed, size), policy: CLOSEST_CAPABLE };
      const rec = rankUnits(given);
      const capable = new Set(rec.ranked.filter((u) => u.group === "FULL").map((u) => u.unitId));
      const basis = arrivalBasis(given);
      const best = Math.min(...given.candidates.filter((u) => capable.has(u.unitId)).map((u) => arrivalOf(u, basis, given.policy).etaMs ?? Infinity));
      if (best < Infinity) assert.equal(rec.ranked[0]!.etaMs, best);
    }),
  );
});
