import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { canonicalJson } from "@tocsin/kernel/canonical.ts";
import { explain } from "./explain.ts";
import { recommend, rankUnits } from "./recommend.ts";
import { rerun } from "./rerun.ts";
import { latenessBound } from "./policies/policy-table.ts";
import { STANDARD_POLICY } from "./recommend-policy.ts";
import { AT, input, need, randomInput, unit } from "./sample-units.ts";

const codes = (reasons: readonly { code: string }[]): string[] => reasons.map((reason) => reason.code);
const anyInput = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 40 })).map(([seed, units]) => randomInput(seed, units));
/** Travel that makes the ETA of an available unit come out at `ms`. */
const eta = (ms: number): number => ms - STANDARD_POLICY.turnOutMs.AVAILABLE;

test("DSP-01: U1 (2 min, incapable), U2 (3 min), U3 (2.5 min, other station) -> U3, U2, and U1 not eligible with the reason", () => {
  const rec = recommend(
    input({
      incident: need({ needsAll: ["RIOT_CONTROL"], orgPath: "CITY.D01.S0101" }),
      candidates: [
        unit("U1", { travelMs: eta(120_000), capabilities: ["PATROL"] }),
        unit("U2", { travelMs: eta(180_000), capabilities: ["RIOT_CONTROL"] }),
        unit("U3", { travelMs: eta(150_000), capabilities: ["RIOT_CONTROL"], orgPath: "CITY.D01.S0102" }),
      ],
    }),
  );
  assert.deepEqual(rec.ranked.map((u) => [u.rank, u.unitId, u.etaMs]), [[1, "U3", 150_000], [2, "U2", 180_000]]);
  assert.deepEqual(codes(rec.ranked[0]!.reasons), ["NEAREST", "ETA", "CAPABLE", "OUT_OF_AREA"]);
  assert.deepEqual(rec.notEligible.map((u) => u.unitId), ["U1"]);
  assert.deepEqual(rec.notEligible[0]!.reasons[0], { code: "CAPABILITY_MISSING", params: { missing: ["RIOT_CONTROL"] } });
});

test("CMD-04: a unit that declined this incident is no longer proposed for it, says why, and others come first", () => {
  const rec = recommend(input({ candidates: [unit("U1", { travelMs: 1_000, declined: "SAFETY" }), unit("U2", { travelMs: 90_000 })] }));
  assert.deepEqual(rec.ranked.map(({ unitId }) => unitId), ["U2"]);
  assert.deepEqual(rec.notEligible.map(({ unitId, reasons }) => [unitId, reasons[0]]), [["U1", { code: "DECLINED", params: { declineCode: "SAFETY" } }]]);
});

test("CMD-10: a reserve needs the time it has confirmed, stands last while nobody has confirmed it, and is held below its call-out level", () => {
  const reserve = (readyMs: number | null, heldFor: "P1" | null = null) => ({ reserve: { readyMs, heldFor } });
  const rec = recommend(input({ candidates: [unit("NEAR", { travelMs: 1_000, ...reserve(null) }), unit("READY", { travelMs: 1_000, ...reserve(300_000) }), unit("CAR", { travelMs: 500_000 }), unit("HELD", { travelMs: 1_000, ...reserve(300_000, "P1") })] }));
  assert.deepEqual(rec.ranked.map((u) => [u.unitId, u.etaMs]), [["READY", 301_000], ["CAR", 500_000 + STANDARD_POLICY.turnOutMs.AVAILABLE], ["NEAR", 1_000 + STANDARD_POLICY.turnOutMs.AVAILABLE]]);
  assert.deepEqual([codes(rec.ranked[0]!.reasons).includes("READY"), codes(rec.ranked[2]!.reasons).includes("READINESS_UNCONFIRMED")], [true, true]);
  assert.deepEqual(rec.notEligible.map(({ unitId, reasons }) => [unitId, reasons[0]]), [["HELD", { code: "RESERVE_HELD", params: { level: "P1" } }]]);
  assert.deepEqual(explain(rec, "NEAR")?.map(({ code }) => code).includes("OUTWEIGHED"), false);
  const rolling = recommend(input({ candidates: [unit("P", { status: "PATROL", travelMs: 1_000, ...reserve(300_000) })] }));
  assert.equal(rolling.ranked[0]?.etaMs, 1_000 + STANDARD_POLICY.turnOutMs.PATROL, "one that patrols already rolls");
});

test("DSP-01: a unit that is not eligible carries every reason that keeps it out, not only the first", () => {
  const rec = recommend(
    input({
      incident: need({ needsAll: ["EOD"] }),
      candidates: [unit("U1", { status: "ON_SCENE", stale: true, crew: 0, expiredCapabilities: ["EOD"], assignment: { incidentId: "other", priority: "P3" } })],
    }),
  );
  const out = rec.notEligible[0]!;
  assert.deepEqual(codes(out.reasons.slice(0, out.blocks)), ["BUSY", "NO_CREW", "CAPABILITY_MISSING", "CAPABILITY_EXPIRED", "STALE_POSITION"]);
});

test("DSP-01: without a fix the post's place stands in and is marked ESTIMATED", () => {
  const rec = recommend(input({ candidates: [unit("U1", { positionSource: "ESTIMATED", positionAt: null })] }));
  assert.ok(codes(rec.ranked[0]!.reasons).includes("ESTIMATED_POSITION"));
});

test("DSP-03: a patrol is dispatchable, rolls sooner than a unit at its post, and is said to pause", () => {
  const rec = recommend(input({ candidates: [unit("POST", { travelMs: 60_000 }), unit("WALK", { travelMs: 80_000, status: "PATROL" })] }));
  assert.equal(rec.ranked[0]!.unitId, "WALK");
  assert.ok(codes(rec.ranked[0]!.reasons).includes("PATROL_PAUSES"));
});

test("CMD-02: a stale unit is left out with its age, and only marked once asked for", () => {
  const stale = [unit("U1", { stale: true, positionAt: AT - 185_999 })];
  const reason = { code: "STALE_POSITION", params: { ageS: 185 } };
  assert.deepEqual(recommend(input({ candidates: stale })).notEligible[0]!.reasons[0], reason);
  const asked = recommend(input({ candidates: stale, includeStale: true }));
  assert.equal(asked.notEligible.length, 0);
  assert.ok(asked.ranked[0]!.reasons.some((r) => canonicalJson(r) === canonicalJson(reason)));
});

test("X-08: an unknown place ranks by capability, own area and status, and says so", () => {
  const rec = recommend(
    input({
      incident: need({ point: null, needsAll: ["EOD"], orgPath: "CITY.D01.S0101" }),
      candidates: [
        unit("A", { orgPath: "CITY.D02.S0201", capabilities: ["EOD"], status: "PATROL" }),
        unit("B", { orgPath: "CITY.D01.S0101", capabilities: ["EOD"] }),
        unit("C", { orgPath: "CITY.D01.S0101.P010101", capabilities: ["EOD"], status: "PATROL" }),
        unit("D", { orgPath: "CITY.D01.S0101" }),
      ],
    }),
  );
  assert.deepEqual(rec.ranked.map((u) => u.unitId), ["C", "B", "A"]);
  assert.ok(rec.ranked.every((u) => u.etaMs === null && codes(u.reasons).includes("NO_PLACE")));
  assert.equal(rec.notEligible[0]!.unitId, "D");
});

test("X-08: with the roads out of service straight lines rank, marked APPROXIMATE", () => {
  const rec = recommend(input({ graphVersion: "", candidates: [unit("A", { travelMs: null, straightM: 3_000 }), unit("B", { travelMs: null, straightM: 900 })] }));
  assert.equal(rec.basis, "STRAIGHT");
  assert.deepEqual(rec.ranked.map((u) => u.unitId), ["B", "A"]);
  assert.ok(rec.ranked.every((u) => codes(u.reasons).includes("APPROXIMATE")));
});

test("one unit that the roads do not reach is out; a unit without any position comes last", () => {
  const rec = recommend(
    input({ candidates: [unit("A", { travelMs: null, straightM: 200 }), unit("B", { travelMs: null, straightM: null }), unit("C", { travelMs: 500_000 })] }),
  );
  assert.deepEqual(rec.ranked.map((u) => u.unitId), ["C", "B"]);
  assert.deepEqual(codes(rec.notEligible[0]!.reasons), ["UNREACHABLE"]);
});

test("cover left behind decides among near equals, and stands back for P1 beyond its bound", () => {
  const candidates = [unit("NEAR", { travelMs: 60_000, coverLoss: 0.04 }), unit("FAR", { travelMs: 80_000 })];
  const first = (priority: "P1" | "P3"): string => recommend(input({ candidates, incident: need({ priority }) })).ranked[0]!.unitId;
  assert.equal(first("P3"), "FAR");
  assert.equal(first("P1"), "NEAR");
});

test("CMD-11: a unit on its way to something less urgent is pointed out to a P1, never one at a scene, never for less than a P1, never for a drill (X-09)", () => {
  const busy = (status: "EN_ROUTE" | "ON_SCENE") => unit("BUSY", { travelMs: 30_000, status, assignment: { incidentId: "other", priority: "P3" } });
  const of = (status: "EN_ROUTE" | "ON_SCENE", priority: "P1" | "P2", drill?: true) =>
    codes(recommend(input({ incident: need({ priority, ...(drill ? { drill } : {}) }), candidates: [busy(status), unit("FREE", { travelMs: 400_000 })] })).notEligible[0]!.reasons).includes("PREEMPTIBLE");
  assert.deepEqual([of("EN_ROUTE", "P1"), of("ON_SCENE", "P1"), of("EN_ROUTE", "P2"), of("EN_ROUTE", "P1", true)], [true, false, false, false]);
});

test("CMD-11: once a capable unit is on its way here, another is pointed out only if it would be there that much sooner", () => {
  const busy = unit("BUSY", { travelMs: 30_000, status: "EN_ROUTE", assignment: { incidentId: "other", priority: "P3" } });
  const offered = (travelMs: number): boolean => {
    const sent = unit("SENT", { travelMs, status: "EN_ROUTE", assignment: { incidentId: "incident", priority: "P1" } });
    const { notEligible } = recommend(input({ incident: need({ priority: "P1" }), candidates: [busy, sent, unit("FREE", { travelMs: 400_000 })] }));
    return codes(notEligible.find((u) => u.unitId === "BUSY")!.reasons).includes("PREEMPTIBLE");
  };
  assert.deepEqual([offered(60_000), offered(90_000)], [false, true]);
});

test("CMD-11: only a lower priority is pointed out, and only for the gain that the policy asks, that gain included", () => {
  const offered = (held: "P1" | "P2", gainMs: number): boolean => {
    // EN_ROUTE turns out in 15 s, AVAILABLE in 45 s.
    const busy = unit("BUSY", { travelMs: 30_000, status: "EN_ROUTE", assignment: { incidentId: "other", priority: held } });
    const rec = recommend(input({ incident: need({ priority: "P1" }), candidates: [busy, unit("FREE", { travelMs: gainMs })] }));
    return codes(rec.notEligible[0]!.reasons).includes("PREEMPTIBLE");
  };
  assert.deepEqual([offered("P2", 60_000), offered("P2", 59_999), offered("P1", 90_000)], [true, false, false]);
});

test("DSP-01: an assignment holds a unit whatever its status says", () => {
  const rec = recommend(input({ candidates: [unit("A", { assignment: { incidentId: "other", priority: "P3" } }), unit("B", { status: "CLEARING" })] }));
  assert.deepEqual(rec.ranked.map((u) => u.unitId), ["B"]);
  assert.deepEqual(codes(rec.notEligible[0]!.reasons)[0], "BUSY");
});

test("a helper that is nearer than every capable unit stands behind them and is not called nearest", () => {
  const rec = recommend(
    input({ incident: need({ needsAll: ["EOD", "PATROL"] }), candidates: [unit("PART", { travelMs: 1_000 }), unit("FULL", { capabilities: ["EOD", "PATROL"] })] }),
  );
  assert.deepEqual(rec.ranked.map((u) => [u.unitId, u.group, codes(u.reasons)[0]]), [["FULL", "FULL", "NEAREST"], ["PART", "PART", "ETA"]]);
});

test("agency: capability decides where the type names one; elsewhere the lead's own units, or all when it has none", () => {
  const candidates = [unit("AMB", { agency: "EMS", travelMs: 10_000, capabilities: ["FIRST_AID"] }), unit("CAR", { agency: "TRAFFIC_POLICE", travelMs: 90_000, capabilities: ["FIRST_AID"] })];
  const order = (incident: Parameters<typeof need>[0]): string[] => recommend(input({ candidates, incident: need(incident) })).ranked.map((u) => u.unitId);
  assert.deepEqual(order({ needsAll: ["FIRST_AID"], agencyLead: "POLICE" }), ["CAR", "AMB"]);
  assert.deepEqual(order({ needsAll: [], agencyLead: "POLICE" }), ["CAR"]);
  assert.deepEqual(order({ needsAll: [], agencyLead: "WATER" }), ["AMB", "CAR"]);
});

test("bad numbers are refused by the name of their field", () => {
  const refuse = (patch: Parameters<typeof unit>[1]) => () => recommend(input({ candidates: [unit("A"), unit("B", patch)] }));
  assert.throws(refuse({ travelMs: -1 }), /candidates\[1\]\.travelMs/);
  assert.throws(refuse({ coverLoss: 1.5 }), /candidates\[1\]\.coverLoss/);
  assert.throws(refuse({ straightM: NaN }), /candidates\[1\]\.straightM/);
  assert.throws(() => recommend(input({ candidates: [unit("A"), unit("A")] })), /candidates\[1\]\.unitId/);
  assert.throws(() => recommend(input({ incident: need({ point: [31, 121] }) })), /incident\.point/);
});

test("rule 8: the same input gives the same bytes, and a stored answer that was touched is found out", () => {
  fc.assert(
    fc.property(anyInput, (given) => {
      const rec = recommend(given);
      assert.equal(canonicalJson(recommend(structuredClone(given))), canonicalJson(rec));
      assert.equal(JSON.stringify(recommend(given)), JSON.stringify(rec));
      assert.equal(rerun(structuredClone(rec), given), "SAME");
      assert.equal(rerun({ ...rec, at: rec.at + 1 }, given), "ANSWER_DIFFERS");
      assert.notEqual(recommend({ ...given, at: given.at + 1 }).checksum, rec.checksum);
    }),
    { numRuns: 60 },
  );
});

test("every candidate appears once, ranks are 1..n, eligible means free of blocks, and their order does not depend on the input's", () => {
  fc.assert(
    fc.property(anyInput, (given) => {
      const rec = rankUnits(given);
      const ids = [...rec.ranked, ...rec.notEligible].map((u) => u.unitId).sort();
      assert.deepEqual(ids, given.candidates.map((u) => u.unitId).sort());
      assert.deepEqual(rec.ranked.map((u) => u.rank), rec.ranked.map((_, i) => i + 1));
      assert.ok(rec.notEligible.every((u) => u.blocks > 0 && u.reasons.length >= u.blocks));
      assert.deepEqual(rankUnits({ ...given, candidates: [...given.candidates].reverse() }), rec);
    }),
  );
});

test("CMD-02, DSP-01: whatever else holds of it, a unit that is off duty is never ranked, never in the team, and says why", () => {
  let seen = 0;
  fc.assert(
    fc.property(anyInput, fc.boolean(), (given, includeStale) => {
      const off = new Set(given.candidates.filter(({ status }) => status === "OFF_DUTY").map(({ unitId }) => unitId));
      const rec = recommend({ ...given, includeStale });
      seen += off.size;
      assert.deepEqual([...rec.ranked.map(({ unitId }) => unitId), ...rec.team.unitIds].filter((id) => off.has(id)), []);
      for (const id of off) assert.equal(rec.notEligible.find(({ unitId }) => unitId === id)?.reasons[0]?.code, "OFF_DUTY");
    }),
  );
  assert.ok(seen > 20, `${seen} units off duty were met: too few to show anything`);
});

test("DSP-01: the k-th unit of a group is later than the k-th nearest of it by the tolerance at most, or within the target", () => {
  fc.assert(
    fc.property(anyInput, (given) => {
      const rec = rankUnits(given);
      const within = rec.rule.policy === "IN_TIME/1" ? rec.rule.targetMs : 0;
      for (const group of ["FULL", "OTHER_AGENCY", "PART"] as const) {
        const etas = rec.ranked.filter((u) => u.group === group && u.etaMs !== null).map((u) => u.etaMs!);
        const nearest = etas.toSorted((a, b) => a - b);
        etas.forEach((value, k) => assert.ok(value <= Math.max(within, nearest[k]! + latenessBound(rec.rule))));
      }
    }),
  );
});
