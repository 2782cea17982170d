import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type CardSlot, slotsFor } from "./card-slots.ts";
import { openNeeds } from "./capability-match.ts";
import { proposeTeam } from "./propose-team.ts";
import { rankUnits } from "./recommend.ts";
import { input, need, randomInput, unit } from "./sample-units.ts";

const slot = (patch: Partial<CardSlot> = {}): CardSlot => ({ nameZh: "先期处置", nameEn: "First response", kinds: [], capabilities: [], echelon: null, limitMs: null, ...patch });
const tier = (echelon: 1 | 3 | 5): CardSlot => slot({ nameEn: `Tier ${echelon}`, echelon, limitMs: echelon * 60_000 });
const row = { type: "CG-01", level: "P1" as const, nameZh: "甲", nameEn: "A", kinds: [], capabilities: [], count: 1, echelon: null };
const LIMITS = { first: 60, second: 180, third: 300 };

test("DSP-05: a card's rows hold for their type and level, ALL for levels without rows; tiers carry the limits of the city", () => {
  const cards = [{ ...row, count: 2 }, { ...row, echelon: 3 as const }, { ...row, level: "ALL" as const, nameEn: "B" }];
  assert.deepEqual(slotsFor(cards, LIMITS, "CG-01", "P1").map((s) => [s.nameEn, s.limitMs]), [["A", null], ["A", null], ["A", 180_000]]);
  assert.deepEqual(slotsFor(cards, LIMITS, "CG-01", "P3").map((s) => s.nameEn), ["B"]);
  assert.deepEqual([slotsFor(cards, LIMITS, "FR-01", "P1"), slotsFor(cards, LIMITS, null, "P1"), slotsFor(cards, LIMITS, "CG-01", null)], [[], [], []]);
});

test("DSP-05: ECHELON sends the first unit from tier 1, reinforcement from tier 3, heavier forces from tier 5, each held to its own limit", () => {
  const candidates = [
    unit("CITY", { echelon: 5, travelMs: 100_000 }), unit("NEAR", { travelMs: 30_000 }), unit("NEAR2", { travelMs: 20_000 }), unit("DISTRICT", { echelon: 3, travelMs: 10_000 }), unit("DISTRICT2", { echelon: 3, travelMs: 5_000, status: "OFF_DUTY" }),
  ];
  const team = proposeTeam(rankUnits(input({ incident: need({ priority: "P1", slots: [tier(1), tier(3), tier(5)] }), candidates })));
  assert.deepEqual(team.slots.map((s) => [s.unitId, s.etaMs, s.late]), [["NEAR2", 65_000, true], ["DISTRICT", 55_000, false], ["CITY", 145_000, false]]);
  assert.deepEqual([team.unitIds, team.complete], [["DISTRICT", "NEAR2", "CITY"], true]);
});

test("DSP-05: a tier without a unit is named as unfilled, and no other tier stands in for it", () => {
  const team = proposeTeam(rankUnits(input({ incident: need({ slots: [tier(1), tier(5)] }), candidates: [unit("A"), unit("B")] })));
  assert.deepEqual([team.slots.map((s) => s.unitId), team.unitIds, team.complete], [["A", null], ["A"], false]);
});

test("DSP-01: a unit that meets no need is asked for when the card names it, says so, and stands behind the capable", () => {
  const candidates = [unit("AMB", { kind: "AMBULANCE", agency: "EMS", capabilities: [], travelMs: 1_000 }), unit("CAR")];
  const ranking = rankUnits(input({ incident: need({ needsAll: ["PATROL"], slots: [slot({ nameEn: "Ambulance", kinds: ["AMBULANCE"] })] }), candidates }));
  assert.deepEqual(ranking.ranked.map((u) => [u.unitId, u.group]), [["CAR", "FULL"], ["AMB", "PART"]]);
  assert.ok(ranking.ranked[1]!.reasons.some((r) => r.code === "ON_CARD" && r.params.nameEn === "Ambulance"));
  assert.deepEqual(proposeTeam(ranking).unitIds, ["CAR", "AMB"], "the card's unit and who meets the needs");
  const without = rankUnits(input({ incident: need({ needsAll: ["PATROL"] }), candidates }));
  assert.equal(without.notEligible[0]!.unitId, "AMB");
});

test("DSP-01: units on their way count for the card's slots before any is sent in their place", () => {
  const sent = unit("S", { status: "EN_ROUTE", assignment: { incidentId: "incident", priority: "P1" } });
  const ranking = rankUnits(input({ incident: need({ slots: [slot(), slot()] }), candidates: [unit("A"), unit("B"), sent] }));
  assert.deepEqual(proposeTeam(ranking).slots.map((s) => [s.unitId, s.sent]), [["S", true], ["A", false]]);
});

const anySlots = fc.array(
  fc.record({ capabilities: fc.subarray(["PATROL", "EOD", "FIRST_AID"], { maxLength: 1 }), echelon: fc.constantFrom(null, 1 as const, 3 as const, 5 as const) }).map((patch) => slot({ ...patch, limitMs: patch.echelon === null ? null : 60_000 })),
  { maxLength: 6 },
);

test("DSP-05: each slot holds a unit that fits it, no unit twice, an open slot means nobody better placed was left out, and needs are met where they can be", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 0, max: 25 }), anySlots, (seed, size, slots) => {
      const given = randomInput(seed, size);
      const ranking = rankUnits({ ...given, incident: { ...given.incident, slots } });
      const team = proposeTeam(ranking);
      const inSlots = team.slots.flatMap((s) => (s.unitId === null ? [] : [s.unitId]));
      assert.equal(new Set(inSlots).size, inSlots.length);
      assert.equal(new Set(team.unitIds).size, team.unitIds.length);
      for (const { slot: index, unitId, sent } of team.slots) {
        const fits = sent ? ranking.sent.fits[ranking.sent.unitIds.indexOf(unitId!)]! : ranking.ranked.find((u) => u.unitId === unitId)?.fits;
        if (unitId !== null) assert.ok(fits!.includes(index));
        else assert.ok(!ranking.ranked.some((u) => !inSlots.includes(u.unitId) && u.fits.includes(index)), "somebody free fits the open slot");
      }
      const chosen = ranking.ranked.filter((u) => team.unitIds.includes(u.unitId));
      const present = (units: typeof chosen) => new Set([...ranking.sent.brings, ...units.flatMap((u) => u.brings)]);
      assert.deepEqual(openNeeds(ranking.incident, present(chosen)), openNeeds(ranking.incident, present([...ranking.ranked])));
    }),
    { numRuns: 300 },
  );
});
