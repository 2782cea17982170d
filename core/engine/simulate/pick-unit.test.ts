import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { CLOSEST_CAPABLE, type RankRule, type RecommendPolicy } from "../recommend/recommend-policy.ts";
import { rankUnits } from "../recommend/recommend.ts";
import { input, need, unit } from "../recommend/sample-units.ts";
import { pickUnit } from "./pick-unit.ts";

/** Few distinct values, so that ties of every kind occur. */
const anyUnits = fc.array(fc.record({ free: fc.boolean(), moving: fc.boolean(), travel: fc.integer({ min: -1, max: 6 }), cover: fc.constantFrom(0, 0.02, 0.05), load: fc.nat(3) }), { maxLength: 9 });
const anyRule: fc.Arbitrary<RankRule> = fc.oneof(
  fc.constant<RankRule>({ policy: "CLOSEST/1" }),
  fc.record({ policy: fc.constant("COVER/1" as const), toleranceMs: fc.constantFrom(0, 20_000, 90_000), coverMs: fc.constantFrom(0, 1_000_000), loadMs: fc.constantFrom(0, 4_000), crewMs: fc.constant(5_000) }),
  fc.record({ policy: fc.constant("IN_TIME/1" as const), targetMs: fc.constantFrom(0, 75_000, 300_000) }),
);

test("Simulator: the unit picked is the one that the live ranking puts first, for every policy and priority, ties too", () => {
  fc.assert(
    fc.property(anyUnits, anyRule, fc.constantFrom("P1", "P2", "P3", "P4"), (units, rule, priority) => {
      const policy: RecommendPolicy = { ...CLOSEST_CAPABLE, id: "any/1", rank: { P1: rule, P2: rule, P3: rule, P4: rule } };
      // With no way known for anybody the live ranking falls back to straight lines; the table of a simulator never lacks all ways.
      fc.pre(units.some(({ travel }) => travel >= 0));
      const turnOut = (i: number): number => policy.turnOutMs[units[i]!.moving ? "PATROL" : "AVAILABLE"];
      const picked = pickUnit(
        {
          count: units.length, isFree: (i) => units[i]!.free, etaMs: (i) => (units[i]!.travel < 0 ? -1 : units[i]!.travel * 30_000 + turnOut(i)),
          coverLoss: (i) => units[i]!.cover, load: (i) => units[i]!.load,
        },
        policy, priority,
      );
      const ranked = rankUnits(input({
        policy, incident: need({ priority }),
        candidates: units.map(({ free, moving, travel, cover, load }, i) =>
          unit(`U${i}`, { status: free ? (moving ? "PATROL" : "AVAILABLE") : "ON_SCENE", travelMs: travel < 0 ? null : travel * 30_000, coverLoss: cover, load })),
      })).ranked;
      assert.equal(picked < 0 ? undefined : `U${picked}`, ranked[0]?.unitId);
    }),
    { numRuns: 3_000 },
  );
});
