import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { openNeeds } from "./capability-match.ts";
import { input, need, randomInput, unit } from "./sample-units.ts";
import { nextBest, proposeTeam } from "./propose-team.ts";
import { rankUnits } from "./recommend.ts";

test("a team takes from the top until crew and needs are met, and skips who adds nothing", () => {
  const ranking = rankUnits(
    input({
      incident: need({ needsAll: ["EOD", "NEGOTIATOR"], crewMin: 3 }),
      candidates: [
        unit("A", { travelMs: 10_000, capabilities: ["EOD"] }),
        unit("B", { travelMs: 20_000, capabilities: ["EOD"], crew: 1 }),
        unit("C", { travelMs: 30_000, capabilities: ["EOD"] }),
        unit("D", { travelMs: 90_000, capabilities: ["NEGOTIATOR"], crew: 1 }),
      ],
    }),
  );
  const team = proposeTeam(ranking);
  assert.deepEqual(team.unitIds, ["A", "D"]);
  assert.deepEqual([team.complete, team.crew, team.missing, team.lastEtaMs], [true, 3, [], 135_000]);
});

test("an incident that asks for nothing still gets its first unit, and nobody more once one is on the way", () => {
  const free = unit("A");
  assert.deepEqual(proposeTeam(rankUnits(input({ candidates: [free, unit("B")] }))).unitIds, ["A"]);
  const sent = unit("S", { status: "EN_ROUTE", assignment: { incidentId: "incident", priority: "P2" } });
  assert.deepEqual(proposeTeam(rankUnits(input({ candidates: [free, sent] }))).unitIds, []);
});

test("units already sent count towards crew and needs", () => {
  const sent = unit("S", { status: "ON_SCENE", crew: 2, capabilities: ["EOD"], assignment: { incidentId: "incident", priority: "P1" } });
  const ranking = rankUnits(input({ incident: need({ needsAll: ["EOD"], crewMin: 4 }), candidates: [sent, unit("A", { capabilities: ["EOD"], travelMs: 1_000 }), unit("B", { capabilities: ["EOD"] })] }));
  assert.deepEqual(proposeTeam(ranking).unitIds, ["A"]);
  assert.deepEqual(ranking.sent, { unitIds: ["S"], crew: 2, brings: ["EOD"], fits: [[]] });
});

test("when everybody together does not suffice, what is missing is named", () => {
  const team = proposeTeam(rankUnits(input({ incident: need({ needsAll: ["EOD", "BOAT"], crewMin: 9 }), candidates: [unit("A", { capabilities: ["EOD"] })] })));
  assert.deepEqual([team.unitIds, team.complete, team.missing, team.crew], [["A"], false, ["BOAT"], 2]);
  const eod = ["A", "B", "C"].map((id) => unit(id, { capabilities: ["EOD"] }));
  assert.deepEqual(proposeTeam(rankUnits(input({ incident: need({ needsAll: ["EOD", "BOAT"] }), candidates: eod }))).unitIds, ["A"]);
});

test("a team is complete exactly when all eligible units would be, and nobody of it can be left out", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 0, max: 25 }), (seed, size) => {
      const given = randomInput(seed, size);
      const ranking = rankUnits({ ...given, incident: { ...given.incident, slots: [] } });
      const meets = (ids: readonly string[]): boolean => {
        const units = ranking.ranked.filter((u) => ids.includes(u.unitId));
        const present = new Set([...ranking.sent.brings, ...units.flatMap((u) => u.brings)]);
        return units.reduce((sum, u) => sum + u.crew, ranking.sent.crew) >= ranking.incident.crewMin && openNeeds(ranking.incident, present).length === 0;
      };
      const team = proposeTeam(ranking);
      assert.equal(team.complete, meets(ranking.ranked.map((u) => u.unitId)));
      assert.equal(meets(team.unitIds), team.complete);
      if (team.complete && team.unitIds.length > 1) {
        for (const id of team.unitIds) assert.ok(!meets(team.unitIds.filter((other) => other !== id)), `${id} is not needed`);
      }
    }),
    { numRuns: 300 },
  );
});

test("CMD-11: the next best list leaves out taken units and numbers the rest anew", () => {
  const ranking = rankUnits(input({ candidates: [unit("A"), unit("B"), unit("C")] }));
  assert.deepEqual(nextBest(ranking, new Set(["A", "C"])).map((u) => [u.rank, u.unitId]), [[1, "B"]]);
});
