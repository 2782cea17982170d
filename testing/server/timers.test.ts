import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { serveCity, startCity, type Seated, type TestCity } from "../harness.ts";
import { MALL, SCHOOL, accepted, onDuty, order, report } from "../scene.ts";

let city: TestCity;
let dispatcher: Seated;
before(async () => {
  city = await startCity();
  dispatcher = await city.signIn("dispatcher");
});
after(() => city.close());

const clockOf = (incident: Incident, step: string) => incident.clocks.find((clock) => clock.step === step)!;
const types = async (incidentId: string): Promise<string[]> => (await dispatcher.timeline(incidentId)).entries.map(({ type }) => type);

test("DSP-05: PHASE through the running server: at 60, 180 and 300 s exactly it is met", async () => {
  const seats = await onDuty(city, "U1");
  const incident = await report(dispatcher, { place: SCHOOL });
  const { orderId } = await order(dispatcher, incident.id, ["U1"]);
  const step = { incidentId: incident.id, orderId, unitId: "U1" };
  const unit = seats.get("U1")!;
  await city.pass(60);
  accepted(await unit.command("dispatch.acknowledge", step));
  await city.pass(120);
  accepted(await unit.command("dispatch.enRoute", step));
  await city.pass(120);
  accepted(await unit.command("dispatch.arrive", { ...step, mode: "CONFIRMED" }));
  await city.pass(5);
  const seen = await dispatcher.incident(incident.id);
  for (const [name, limit] of [["REACT", 60], ["EN_ROUTE", 180], ["ON_SCENE", 300]] as const) {
    const clock = clockOf(seen, name);
    assert.deepEqual([clock.doneAt! - clock.startedAt, clock.breachedAt], [limit * 1_000, null], name);
  }
  accepted(await unit.command("dispatch.handle", step));
  accepted(await unit.command("dispatch.feedback", { ...step, kind: "FINAL", text: "已处置" }));
  accepted(await unit.command("dispatch.complete", step));
});

test("DSP-05: one second later each is breached, once, and a restart in between loses and repeats nothing (X-06)", async () => {
  await onDuty(city, "U6");
  const incident = await report(dispatcher, { place: MALL });
  await order(dispatcher, incident.id, ["U6"]);
  await city.pass(60);
  assert.equal(clockOf(await dispatcher.incident(incident.id), "REACT").breachedAt, null);
  await city.restart();
  dispatcher = await city.signIn("dispatcher");
  await city.pass(1);
  const react = clockOf(await dispatcher.incident(incident.id), "REACT");
  assert.equal(react.breachedAt, react.startedAt + 61_000);
  await city.restart();
  dispatcher = await city.signIn("dispatcher");
  await city.pass(240);
  const log = await types(incident.id);
  assert.equal(log.filter((type) => type === "ClockBreached").length, 3, log.join(" "));
  assert.equal(await city.processTimers(), 0, "what has fired is gone");
});

test("DSP-04: no acknowledgement escalates at 60 s to the station room, and at 120 s another unit has the order, all recorded", async () => {
  await onDuty(city, "U1", "U2");
  const incident = await report(dispatcher, { place: SCHOOL });
  const { orderId } = await order(dispatcher, incident.id, ["U1"]);
  await city.pass(59);
  assert.ok(!(await types(incident.id)).includes("OrderEscalated"));
  await city.pass(1);
  const { entries } = await dispatcher.timeline(incident.id);
  assert.deepEqual(entries.filter(({ type }) => type === "OrderEscalated").map(({ data, byName }) => [(data as { level: string }).level, byName]), [["STATION_ROOM", "系统"]]);
  await city.pass(60);
  const seen = await dispatcher.incident(incident.id);
  const [first, second] = seen.orders;
  assert.deepEqual([first?.id, first?.assignments[0]?.status, first?.assignments[0]?.endReason], [orderId, "SUPERSEDED", "NO_ACK"]);
  assert.equal(second?.assignments.length, 1);
  assert.notEqual(second?.assignments[0]?.unitId, "U1");
  assert.deepEqual([(await dispatcher.unit("U1")).status, (await dispatcher.unit("U1")).unavailableReason], ["UNAVAILABLE", "NO_ACK"]);
});

test("X-06: two servers on one database fire every timer once", async () => {
  await onDuty(city, "U3");
  const incident = await report(dispatcher, { place: { ...SCHOOL, point: { lon: 112.008, lat: 30.024 } } });
  await order(dispatcher, incident.id, ["U3"]);
  const other = await serveCity(city.databaseUrl, city.clock);
  try {
    for (let second = 0; second < 61; second++) {
      city.clock.advance(1_000);
      await Promise.all([city.processTimers(), other.timers.process()]);
    }
  } finally {
    await other.close();
  }
  const log = await types(incident.id);
  assert.deepEqual([log.filter((type) => type === "OrderEscalated").length, log.filter((type) => type === "ClockBreached").length], [1, 1]);
});
