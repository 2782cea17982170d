import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { RefusedError } from "@tocsin/client/transport.ts";
import { rerun, type MadeRecommendation } from "@tocsin/engine/recommend/rerun.ts";
import { HOUR, startOfDay } from "@tocsin/kernel/instant.ts";
import { findMade } from "@tocsin/ledger/made-recommendations.ts";
import { recommendationsOf } from "@tocsin/ledger/recommendations.ts";
import { startCity, type Seated, type TestCity } from "../harness.ts";

let city: TestCity;
let dispatcher: Seated;
before(async () => {
  city = await startCity();
  dispatcher = await city.signIn("dispatcher");
  for (const unitId of ["U1", "U2", "U3", "U4", "U6", "T1"]) await ok("dispatch.setUnitStatus", { unitId, status: "AVAILABLE" });
});
after(() => city.close());

async function ok<Name extends keyof CommandPayload>(name: Name, payload: CommandPayload[Name], seat: Seated = dispatcher) {
  const answer = await seat.command(name, payload);
  if (!answer.ok) assert.fail(`${name}: ${answer.code} ${answer.message} ${JSON.stringify(answer.params)}`);
  return answer;
}

async function opened(over: Partial<CommandPayload["intake.receive"]> = {}): Promise<string> {
  const incidentId = newUlid();
  const place = { addressText: "学府路", point: { lon: 112.0145, lat: 30.0041 }, datum: "WGS84" as const };
  await ok("intake.receive", { incidentId, channel: "CALL_110", callback: "13812345678", text: "有人求助", typeCode: "CR-02", place, ...over });
  return incidentId;
}

test("DSP-01: units are ranked by road time across boundaries, those off shift do not appear, and each has its reasons", async () => {
  const made = await dispatcher.recommendation(await opened());
  assert.equal(made.ranked[0]?.unitId, "U2", "the nearest by road");
  assert.deepEqual(made.ranked.map(({ rank }) => rank), made.ranked.map((_, index) => index + 1));
  assert.ok(made.ranked.some(({ unitId }) => unitId === "U6"), "a unit of the other district is offered too");
  const all = [...made.ranked, ...made.notEligible];
  assert.ok(!all.some(({ unitId }) => unitId === "U5"), "U5 is off shift");
  for (const unit of all) assert.ok(unit.textZh.length > 0 && unit.textZh.length === unit.reasons.length && unit.textEn.length === unit.reasons.length);
  assert.ok(all.every(({ positionAgeMs, reasons }) => positionAgeMs !== null || reasons.some(({ code }) => code === "ESTIMATED_POSITION")));
  assert.match(made.graphVersion, /^[0-9a-f]{64}$/);
  const missing = made.notEligible.find(({ unitId }) => unitId === "T1");
  assert.ok(missing?.textZh.some((text) => text.includes("缺少能力")), "a unit that cannot go says why");
});

test("DSP-01: a stored recommendation comes out of its stored input again, to the byte; a changed input does not", async () => {
  const id = await opened();
  const made = await dispatcher.recommendation(id);
  assert.deepEqual((await recommendationsOf(city.ledger.db, id)).map((row) => [row.id, row.checksum]), [[made.id, made.checksum]]);
  const stored = await findMade<MadeRecommendation>(city.ledger.db, made.id);
  assert.ok(stored !== null && stored.made.checksum === made.checksum);
  assert.equal(rerun(stored.made, stored.input), "SAME");
  assert.equal(rerun(stored.made, { ...stored.input, at: stored.input.at + 1 }), "INPUT_CHANGED");
});

test("DSP-01: an order cites the recommendation that was shown; another than the first needs a reason", async () => {
  const incidentId = await opened();
  const made = await dispatcher.recommendation(incidentId);
  const second = made.ranked[1]!;
  const order = { incidentId, orderId: newUlid(), unitIds: [second.unitId], recommendationId: made.id };
  const refused = await dispatcher.command("dispatch.issueOrder", order);
  assert.equal(refused.ok === false && refused.code, "OVERRIDE_REASON_REQUIRED");
  const accepted = await ok("dispatch.issueOrder", { ...order, overrideReason: "LOCAL_KNOWLEDGE" });
  const [issued] = accepted.incidents.find(({ id }) => id === incidentId)!.orders;
  assert.equal(issued?.recommendation?.id, made.id);
  assert.equal(issued?.recommendation.checksum, made.checksum);
  assert.deepEqual(issued?.assignments.map(({ unitId, rank, etaMs }) => ({ unitId, rank, etaMs })), [{ unitId: second.unitId, rank: 2, etaMs: second.etaMs }]);
  const again = await dispatcher.recommendation(incidentId);
  assert.ok(again.notEligible.find(({ unitId }) => unitId === second.unitId)?.reasons.some(({ code }) => code === "ALREADY_SENT"), "the order counts at once");
  await ok("dispatch.recall", { incidentId, orderId: order.orderId, unitId: second.unitId, reason: "测试结束" });
});

test("CMD-02: a position older than the limit takes a unit out of the ranking unless it is asked for", async () => {
  const world = await city.signIn("world");
  const at = city.clock.now();
  await world.sendPositions([{ unitId: "U2", lon: 112.016, lat: 30.004, at }]);
  const incidentId = await opened();
  assert.equal((await dispatcher.recommendation(incidentId)).ranked[0]?.positionAgeMs, 0);
  city.clock.advance(120_000);
  assert.equal((await dispatcher.recommendation(incidentId)).ranked[0]?.unitId, "U2", "exactly at the limit it still counts");
  city.clock.advance(1_000);
  const without = await dispatcher.recommendation(incidentId);
  assert.ok(without.notEligible.find(({ unitId }) => unitId === "U2")?.reasons.some(({ code }) => code === "STALE_POSITION"));
  const included = await dispatcher.recommendation(incidentId, { includeStale: true });
  assert.equal(included.ranked.find(({ unitId }) => unitId === "U2")?.positionAgeMs, 121_000);
});

test("X-08: an incident without a place is ranked all the same, and says what it lacks", async () => {
  const incidentId = newUlid();
  await ok("intake.receive", { incidentId, channel: "CALL_110", callback: "13812345678", text: "有人求助", typeCode: "CR-02", placeUnknown: "UNKNOWN" });
  const made = await dispatcher.recommendation(incidentId);
  assert.ok(made.ranked.length > 0);
  for (const unit of made.ranked) assert.ok(unit.etaMs === null && unit.reasons.some(({ code }) => code === "NO_PLACE"));
});

test("X-05: a recommendation exists for who may see the incident and watches or orders; for nobody else", async () => {
  const incidentId = await opened();
  const code = async (account: string): Promise<string> => {
    const seat = await city.signIn(account);
    return seat.recommendation(incidentId).then(() => "OK", (error: unknown) => (error instanceof RefusedError ? error.refused.code : "?"));
  };
  assert.equal(await code("d1"), "OK");
  assert.equal(await code("d2"), "NOT_FOUND");
  assert.equal(await code("u1"), "NOT_FOUND");
  assert.equal(await code("leader111"), "NOT_FOUND");
  assert.equal(await code("auditor"), "FORBIDDEN");
});

test("DSP-01: the way of a unit follows the roads from where it is, and ends at the incident", async () => {
  const incidentId = await opened();
  const way = await dispatcher.route("U1", incidentId);
  const estimate = (await dispatcher.recommendation(incidentId)).ranked.find(({ unitId }) => unitId === "U1");
  assert.ok(estimate?.etaMs != null && estimate.etaMs > way.ms, "the estimate is the way and the turn-out");
  assert.ok(way.metres > 900 && way.metres < 1_500 && way.line.length >= 2 && way.legs.length > 0);
  await assert.rejects(dispatcher.route("U5", incidentId), (error: unknown) => error instanceof RefusedError && error.refused.code === "NOT_FOUND", "a unit off shift has no position");
});

test("DSP-01: from the full hour on the next answer goes by that hour's speeds and says so; the one before comes out again to the byte", async () => {
  const incidentId = await opened();
  const travel = async (): Promise<{ readonly ms: number; readonly made: Awaited<ReturnType<Seated["recommendation"]>> }> => ({ ms: (await dispatcher.route("U1", incidentId)).ms, made: await dispatcher.recommendation(incidentId) });
  city.clock.set(startOfDay("2026-03-02") + 20 * HOUR - 1);
  const before = await travel();
  city.clock.advance(1);
  const rush = await travel();
  assert.ok(rush.ms > 1.9 * before.ms, `${rush.ms} beside ${before.ms}`);
  assert.ok(rush.made.graphVersion.startsWith(`${before.made.graphVersion}+`));
  city.clock.advance(HOUR);
  const after = await travel();
  assert.deepEqual([after.ms, after.made.graphVersion], [before.ms, before.made.graphVersion]);
  for (const { made } of [before, rush, after]) assert.equal((await dispatcher.madeRecommendation(made.id, { rerun: true })).rerun, "SAME");
});
