import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { Position } from "@tocsin/contract/views.ts";
import { lastPositions, trackOf } from "@tocsin/ledger/positions.ts";
import { until } from "../until.ts";
import { serveCity, signInAt, startCity, type Seated, type TestCity } from "../harness.ts";

let city: TestCity;
let world: Seated;
let dispatcher: Seated;
before(async () => {
  city = await startCity();
  [world, dispatcher] = await Promise.all([city.signIn("world"), city.signIn("dispatcher")]);
  for (const unitId of ["U1", "U2", "U3"]) assert.ok((await dispatcher.command("dispatch.setUnitStatus", { unitId, status: "AVAILABLE" })).ok);
});
after(() => city.close());

const at = (unitId: string, more: Partial<Position> = {}): Position => ({ unitId, lon: 112.004, lat: 30.004, at: city.clock.now(), ...more });
const reasons = async (seat: Seated, positions: Position[]): Promise<(string | undefined)[]> => {
  const { refused, accepted } = await seat.sendPositions(positions);
  assert.equal(accepted + refused.length, positions.length);
  return positions.map(({ unitId }) => refused.find((one) => one.unitId === unitId)?.reason);
};

test("CMD-02: every reported position has a receipt, and each refusal its reason", async () => {
  const now = city.clock.now();
  assert.deepEqual(await reasons(world, [at("U1"), at("U2", { accuracyM: 501 }), at("U3", { at: now + 60_001 }), at("U4"), at("X9")]), [undefined, "IMPRECISE", "FUTURE", "OFF_DUTY", "UNKNOWN_UNIT"]);
  assert.deepEqual(await reasons(world, [at("U1")]), ["DUPLICATE"], "the same fix again");
  assert.deepEqual(await reasons(world, [at("U2", { accuracyM: 500 }), at("U3", { at: now + 60_000 })]), [undefined, undefined], "exactly at the limits");
});

test("CMD-02: fixes out of order, without a satellite and out of reach are refused; a jump that goes on is believed at the fourth fix", async () => {
  city.clock.advance(100_000);
  const now = city.clock.now();
  assert.deepEqual(await reasons(world, [at("U3")]), [undefined]);
  assert.deepEqual(await reasons(world, [at("U3", { at: now - 1 })]), ["OLDER"]);
  city.clock.advance(10_000);
  assert.deepEqual(await reasons(world, [at("U3", { lon: 0, lat: 0 })]), ["NO_FIX"]);
  const far = (second: number): Position => at("U3", { at: now + second * 1_000, lon: 112.104 + second / 1e4 });
  assert.deepEqual(await reasons(world, [far(1)]), ["IMPOSSIBLE"]);
  assert.deepEqual(await reasons(world, [at("U3", { at: now + 1_500 })]), [undefined], "where it was: the jump is forgotten");
  for (const second of [2, 3, 4, 5]) assert.deepEqual(await reasons(world, [far(second)]), [second === 5 ? undefined : "IMPOSSIBLE"]);
  const { sources } = await dispatcher.positionSources();
  const http = sources.find(({ source }) => source === "HTTP")!;
  assert.equal(http.refused["IMPOSSIBLE"], 4);
  assert.equal(http.refused["NO_FIX"], 1);
  assert.equal(http.lastAt, city.clock.now());
});

test("X-05: a crew reports its own unit only; of another it does not even learn whether it exists", async () => {
  city.clock.advance(1_000);
  const u1 = await city.signIn("u1");
  assert.deepEqual(await reasons(u1, [at("U1"), at("U2"), at("X9")]), [undefined, "NOT_YOURS", "NOT_YOURS"]);
  assert.deepEqual(await reasons(dispatcher, [at("U3")]), ["NOT_YOURS"], "a desk is no gateway");
});

test("CMD-02: what is accepted is kept as last value and thinned track, and gone when the unit goes off shift", async () => {
  const from = city.clock.now();
  for (let second = 0; second < 25; second++) {
    city.clock.advance(1_000);
    await world.sendPositions([at("U1", { lon: 112.004 + second / 10_000, speedKmh: 36 })]);
  }
  await city.server.close();
  const [last] = await lastPositions(city.ledger.db, ["U1"]);
  assert.ok(last !== undefined && Math.abs(last.lon - 112.0064) < 1e-9 && Math.abs((last.speed ?? 0) - 10) < 1e-9);
  const track = await trackOf(city.ledger.db, "U1", from, city.clock.now() + 1);
  assert.ok(track.length >= 2 && track.length <= 4, `one point per ten seconds, got ${track.length}`);
  await city.restart();
  [world, dispatcher] = await Promise.all([city.signIn("world"), city.signIn("dispatcher")]);
  assert.ok((await dispatcher.board()).positions.some(({ unitId, speedKmh }) => unitId === "U1" && speedKmh === 36), "a restarted server knows where units are");
  assert.ok((await dispatcher.command("dispatch.setUnitStatus", { unitId: "U1", status: "OFF_DUTY" })).ok);
  await until(async () => (await lastPositions(city.ledger.db, ["U1"])).length === 0);
  assert.deepEqual(await reasons(world, [at("U1", { at: city.clock.now() + 1 })]), ["OFF_DUTY"]);
  assert.ok((await dispatcher.command("dispatch.setUnitStatus", { unitId: "U1", status: "AVAILABLE" })).ok);
  assert.deepEqual(await reasons(world, [at("U1", { at: city.clock.now() + 2 })]), [undefined], "back on shift it reports at once");
});

test("SCN-03: within the fence of its incident an arrival is proposed once, and set by itself when nobody objects", async () => {
  const incidentId = newUlid();
  const orderId = newUlid();
  const point = { lon: 112.0061, lat: 30.004 };
  const step = { incidentId, orderId, unitId: "U2" };
  assert.ok((await dispatcher.command("intake.receive", { incidentId, channel: "CALL_110", callback: "13812345678", text: "有人求助", typeCode: "CR-02", place: { addressText: "学府路", point, datum: "WGS84" } })).ok);
  const ordered = await dispatcher.command("dispatch.issueOrder", { incidentId, orderId, unitIds: ["U2"], overrideReason: "LOCAL_KNOWLEDGE" });
  assert.ok(ordered.ok, JSON.stringify(ordered));
  const u2 = await city.signIn("u2");
  const assignment = async () => (await dispatcher.incident(incidentId)).orders[0]!.assignments[0]!;
  const move = async (lon: number, accuracyM = 5): Promise<void> => {
    city.clock.advance(1_000);
    assert.equal((await u2.sendPositions([at("U2", { lon, accuracyM })])).accepted, 1);
  };
  await move(point.lon);
  assert.ok((await u2.command("dispatch.acknowledge", step)).ok);
  await move(112.0075);
  assert.ok((await u2.command("dispatch.enRoute", step)).ok);
  await move(112.0075);
  await move(point.lon, 101);
  await move(112.00664);
  assert.equal((await assignment()).arrivalProposedAt, null, "52 m away, and a vague fix, are no arrival");
  await move(112.0066);
  await until(async () => (await assignment()).arrivalProposedAt !== null);
  await move(112.0062);
  await city.pass(15);
  const arrived = await assignment();
  assert.equal(arrived.status, "ARRIVED");
  assert.equal(arrived.arrivedAuto, true);
  const proposals = (await dispatcher.timeline(incidentId)).entries.filter(({ type }) => type === "ArrivalProposed");
  assert.equal(proposals.length, 1);
});

test("CMD-02: a hundred batches of two thousand leave the last fix of each unit", async () => {
  const before = city.clock.now();
  const batch = (round: number): Position[] => Array.from({ length: 2_000 }, (_, i) => at(i % 2 === 0 ? "U1" : "U2", { at: before + 10 + round * 1_000 + (i >> 1), lon: 112 + i / 1e6 }));
  city.clock.set(before + 200_000);
  for (let round = 0; round < 100; round++) assert.equal((await world.sendPositions(batch(round))).accepted, 2_000);
  const u2 = (await dispatcher.board()).positions.find(({ unitId }) => unitId === "U2");
  assert.equal(u2?.at, before + 10 + 99_000 + 999);
});

test("CMD-02: a position that one server took is known to another on the same database", async () => {
  const second = await serveCity(city.databaseUrl, city.clock);
  try {
    const there = await signInAt(second.url, "dispatcher");
    city.clock.advance(1_000_000);
    assert.deepEqual(await reasons(world, [at("U3", { lon: 112.0123 })]), [undefined]);
    await until(async () => (await there.board()).positions.some(({ unitId, lon }) => unitId === "U3" && lon === 112.0123));
  } finally {
    await second.close();
  }
});
