import assert from "node:assert/strict";
import { test } from "node:test";
import { SECOND } from "@tocsin/kernel/instant.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { type CityModel, cityModel, crewOf, openIncident, orderUnits } from "@tocsin/testing/model/city-model.ts";

const clock = (city: CityModel, id: string, step: string) => city.incident(id).clocks.filter((c) => c.step === step).at(-1)!;

function acknowledged(city: CityModel, afterS: number) {
  const id = openIncident(city, "PO-01");
  const orderId = orderUnits(city, id, ["U1"]);
  city.advance(afterS * SECOND);
  const result = city.send("dispatch.acknowledge", { incidentId: id, orderId, unitId: "U1" }, crewOf("U1"));
  return { id, orderId, result };
}

test("DSP-05: the three PHASE clocks run from the order, at 1, 3 and 5 minutes", () => {
  const city = cityModel(tinyCity);
  const id = openIncident(city, "PO-01");
  city.advance(20 * SECOND);
  orderUnits(city, id, ["U1"]);
  assert.deepEqual(
    city.incident(id).clocks.filter((c) => c.step !== "FIRST_ORDER").map((c) => [c.step, c.limitS, c.startedAt]),
    [["REACT", 60, city.now()], ["EN_ROUTE", 180, city.now()], ["ON_SCENE", 300, city.now()]],
  );
});

test("DSP-05: hitting the limit exactly is MET", () => {
  const city = cityModel(tinyCity);
  const { id, result } = acknowledged(city, 60);
  assert.ok(result.ok);
  assert.equal(clock(city, id, "REACT").doneAt, city.now());
  assert.equal(clock(city, id, "REACT").breachedAt, null);
});

test("DSP-05: one second later is BREACHED, escalated once, and the late act is still recorded", () => {
  const city = cityModel(tinyCity);
  const { id } = acknowledged(city, 61);
  const react = clock(city, id, "REACT");
  assert.notEqual(react.breachedAt, null);
  assert.notEqual(react.doneAt, null);
  city.advance(3600 * SECOND);
  assert.equal(city.log.filter((e) => e.type === "ClockBreached" && e.id === id && e.data.clockId === react.id).length, 1);
});

test("DSP-05: a breach asks for a reason, and only a breach does", () => {
  const city = cityModel(tinyCity);
  const { id } = acknowledged(city, 61);
  const refused = city.send("dispatch.explainBreach", { incidentId: id, clockId: "ON_SCENE.1", code: "TRAFFIC" });
  assert.equal(refused.ok ? "" : refused.error.code, "NOT_BREACHED");
  assert.ok(city.send("dispatch.explainBreach", { incidentId: id, clockId: "REACT.1", code: "TRAFFIC", text: "桥上拥堵" }).ok);
  assert.equal(clock(city, id, "REACT").reason?.code, "TRAFFIC");
});

test("DSP-05: a priority raise restarts the clocks from the raise, and both are shown", () => {
  const city = cityModel(tinyCity);
  const id = openIncident(city, "TR-04");
  orderUnits(city, id, ["T1"]);
  city.advance(100 * SECOND);
  assert.equal(clock(city, id, "ARRIVAL").voidedAt, null);
  assert.ok(city.send("intake.classify", { incidentId: id, typeCode: "PO-01" }).ok);
  assert.equal(clock(city, id, "ARRIVAL").voidedAt, city.now());
  assert.equal(clock(city, id, "ON_SCENE").startedAt, city.now());
});

test("DSP-05: a type that is no emergency carries no 1-3-5 clock", () => {
  const city = cityModel(tinyCity);
  const id = openIncident(city, "PO-05");
  orderUnits(city, id, ["U1"]);
  assert.deepEqual(city.incident(id).clocks, []);
});

test("DSP-05: ECHELON counts each tier by the force that arrives", () => {
  const city = cityModel(tinyCity);
  const id = openIncident(city, "CG-01");
  const orderId = orderUnits(city, id, ["U1", "U4"]);
  for (const unitId of ["U1", "U4"]) {
    for (const name of ["dispatch.acknowledge", "dispatch.enRoute"] as const) assert.ok(city.send(name, { incidentId: id, orderId, unitId }).ok);
  }
  city.advance(60 * SECOND);
  assert.ok(city.send("dispatch.arrive", { incidentId: id, orderId, unitId: "U1", mode: "CONFIRMED" }).ok);
  assert.notEqual(clock(city, id, "ECHELON_1").doneAt, null);
  assert.equal(clock(city, id, "ECHELON_3").doneAt, null);
  city.advance(121 * SECOND);
  assert.notEqual(clock(city, id, "ECHELON_3").breachedAt, null);
  assert.ok(city.send("dispatch.arrive", { incidentId: id, orderId, unitId: "U4", mode: "CONFIRMED" }).ok);
  assert.notEqual(clock(city, id, "ECHELON_3").doneAt, null);
});

test("DSP-05, DSP-10: LAYER counts the site's own group, its neighbour, then the police", () => {
  const city = cityModel(tinyCity);
  city.rank([{ unitId: "U1", rank: 1, etaMs: 90_000 }]);
  const id = city.newId();
  assert.ok(city.send("dispatch.mruAlarm", { incidentId: id, orgId: "M1" }).ok);
  const orderId = city.incident(id).orders[0]!.id;
  assert.deepEqual(city.incident(id).clocks.map((c) => c.step).filter((s) => s !== "FIRST_ORDER"), ["SELF", "MUTUAL", "POLICE"]);
  assert.ok(city.send("dispatch.acknowledge", { incidentId: id, orderId, unitId: "MT1" }).ok);
  assert.notEqual(clock(city, id, "SELF").doneAt, null);
  for (const unitId of ["MT1", "MT2"]) {
    if (unitId !== "MT1") assert.ok(city.send("dispatch.acknowledge", { incidentId: id, orderId, unitId }).ok);
    assert.ok(city.send("dispatch.enRoute", { incidentId: id, orderId, unitId }).ok);
    assert.ok(city.send("dispatch.arrive", { incidentId: id, orderId, unitId, mode: "CONFIRMED" }).ok);
  }
  assert.notEqual(clock(city, id, "MUTUAL").doneAt, null);
  assert.equal(clock(city, id, "POLICE").doneAt, null);
});

test("CMD-11: clocks of a closed incident neither run nor fire", () => {
  const city = cityModel(tinyCity);
  const id = openIncident(city, "PO-01");
  orderUnits(city, id, ["U1"]);
  assert.ok(city.send("intake.cancel", { incidentId: id, reason: "误报" }).ok);
  city.advance(3600 * SECOND);
  assert.equal(city.log.filter((e) => e.type === "ClockBreached").length, 0);
  assert.equal(city.unit("U1").status, "AVAILABLE");
});
