import assert from "node:assert/strict";
import { test } from "node:test";
import { aidNeeded } from "./mutual-aid.ts";
import { rankUnits } from "./recommend.ts";
import { input, need, unit } from "./sample-units.ts";

const DESK = { nameZh: "邻市公安局", nameEn: "Next City", contact: "0716-0000000" };

test("ORG-04: help is needed when no able unit arrives within the target, that second included; a helper or a late one does not spare it", () => {
  const needed = (...ranked: Parameters<typeof aidNeeded>[0][number][]): boolean => aidNeeded(ranked, 300_000);
  assert.deepEqual([needed({ group: "FULL", etaMs: 300_000 }), needed({ group: "FULL", etaMs: 300_001 }), needed({ group: "PART", etaMs: 1 }), needed()], [false, true, true, true]);
  assert.equal(needed({ group: "FULL", etaMs: null }), false, "with a place that nobody knows no help is called");
});

test("ORG-04: lent units stand among the own by their arrival and say who lends them; the desks of other cities show only when nothing fits", () => {
  const rank = (travelMs: number) => rankUnits(input({ incident: need({ priority: "P1" }), outside: [DESK], candidates: [unit("OWN", { travelMs: 900_000 }), unit("LENT", { travelMs, lender: "D02" })] }));
  const near = rank(60_000);
  assert.deepEqual([near.ranked.map(({ unitId }) => unitId), near.outside], [["LENT", "OWN"], []]);
  assert.ok(near.ranked[0]!.reasons.some((reason) => reason.code === "MUTUAL_AID" && reason.params.orgId === "D02"));
  assert.deepEqual(rank(500_000).outside, [DESK]);
});
