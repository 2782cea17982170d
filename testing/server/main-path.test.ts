import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { startCity, type TestCity } from "../harness.ts";
import { accepted, onDuty, refusedWith, report, SCHOOL } from "../scene.ts";

let city: TestCity;
before(async () => {
  city = await startCity();
});
after(() => city.close());

test("main path: a call becomes an incident, a ranked order, an arrival, a report and a closure (INC-01, DSP-01, SCN-02, INC-06)", async () => {
  const seats = await onDuty(city, "U1", "U2", "U3");
  const [taker, dispatcher] = [await city.signIn("taker"), await city.signIn("dispatcher")];

  const incident = await report(taker, { typeCode: "CR-03", place: SCHOOL });
  assert.match(incident.no, /^20260302-\d{5}$/);
  assert.equal(incident.orgPath, "CITY.D1.S11.P111");
  assert.equal(incident.priority, "P1");

  const ranking = await dispatcher.recommendation(incident.id);
  assert.equal(ranking.ranked[0]?.unitId, "U1");
  const orderId = newUlid();
  const issued = accepted(await dispatcher.command("dispatch.issueOrder", { incidentId: incident.id, orderId, unitIds: ["U1"], recommendationId: ranking.id }));
  const order = issued.incidents[0]!.orders[0]!;
  assert.equal(order.recommendation?.id, ranking.id);
  assert.equal(order.assignments[0]?.rank, 1);
  assert.ok(order.guidance.handlingPoints.length > 0, "the order carries its guidance");

  const unit = seats.get("U1")!;
  const step = { incidentId: incident.id, orderId, unitId: "U1" };
  for (const name of ["dispatch.acknowledge", "dispatch.enRoute"] as const) {
    city.clock.advance(20_000);
    accepted(await unit.command(name, step));
  }
  city.clock.advance(60_000);
  accepted(await unit.command("dispatch.arrive", { ...step, mode: "CONFIRMED" }));
  const early = refusedWith(await dispatcher.command("intake.close", { incidentId: incident.id, outcomeCode: "HANDLED_ON_SITE", text: "" }), "CLOSE_BLOCKED");
  assert.deepEqual(early.params["gaps"], ["FIRST_FEEDBACK"]);
  accepted(await unit.command("dispatch.handle", step));
  accepted(await unit.command("dispatch.feedback", { ...step, kind: "FINAL", text: "已控制" }));
  accepted(await unit.command("dispatch.complete", step));
  const closed = accepted(await dispatcher.command("intake.close", { incidentId: incident.id, outcomeCode: "HANDLED_ON_SITE", text: "移交学校" }));
  assert.equal(closed.incidents[0]?.status, "CLOSED");
  assert.deepEqual(closed.incidents[0]?.clocks.map(({ step: name, breachedAt }) => [name, breachedAt]).filter(([, breached]) => breached !== null), []);

  const { entries } = await dispatcher.timeline(incident.id);
  assert.deepEqual(entries.map(({ version }) => version), entries.map((_, index) => index + 1));
  assert.ok(entries.some(({ type, byName }) => type === "OrderAcknowledged" && byName === "学府 01"));
  assert.equal((await dispatcher.unit("U1")).status, "AVAILABLE");
});

test("INC-03: an order goes out before the type is known, and later facts reach the unit's view", async () => {
  const [taker, dispatcher] = [await city.signIn("taker"), await city.signIn("dispatcher")];
  const incident = await report(taker, { typeCode: undefined, text: "着火了" });
  assert.equal(incident.typeCode, null);
  const orderId = newUlid();
  accepted(await taker.command("dispatch.issueOrder", { incidentId: incident.id, orderId, unitIds: ["U2"], preDispatch: true, overrideReason: "LOCAL_KNOWLEDGE" }));
  accepted(await taker.command("intake.addFact", { incidentId: incident.id, key: "floor", value: 3, critical: true }));
  const seen = await (await city.signIn("u2")).incident(incident.id);
  assert.equal(seen.orders[0]?.preDispatch, true);
  assert.deepEqual(seen.facts.map(({ key, value }) => [key, value]), [["floor", 3]]);

  const conflict = refusedWith(await dispatcher.command("intake.amend", { incidentId: incident.id, field: "text", from: "别的", to: "三楼着火" }), "FIELD_CONFLICT");
  assert.equal(conflict.params["current"], "着火了");
  const [one, two] = await Promise.all([
    taker.command("intake.amend", { incidentId: incident.id, field: "text", from: "着火了", to: "三楼着火" }),
    dispatcher.command("intake.amend", { incidentId: incident.id, field: "addressText", from: SCHOOL.addressText, to: "学府路10号" }),
  ]);
  accepted(one);
  accepted(two);
  const both = await dispatcher.incident(incident.id);
  assert.deepEqual([both.text, both.place?.addressText], ["三楼着火", "学府路10号"]);
});
