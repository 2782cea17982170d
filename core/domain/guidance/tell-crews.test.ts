import assert from "node:assert/strict";
import { test } from "node:test";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { type CityModel, cityModel, crewOf, openIncident, orderUnits } from "@tocsin/testing/model/city-model.ts";

const HERE = { addressText: "滨江大道128号", point: { lon: 112.02, lat: 30.02 }, datum: "WGS84" as const };
const THERE = { addressText: "滨江大道821号", point: { lon: 112.03, lat: 30.02 }, datum: "WGS84" as const };
const line = (zh: string) => ({ zh, en: zh });
const guidance = (type: string, point: string, version: number) => ({ type, version, riskHints: [], handlingPoints: [line(point)], kit: [], legal: [], crewMin: 1, reviewBy: "2030-01-01" });
const city: City = {
  ...tinyCity,
  premises: [{ ...tinyCity.premises[0]!, id: "GAS", lon: THERE.point.lon, lat: THERE.point.lat }],
  hazards: [{ premise: "GAS", hazardZh: "液化气库", hazardEn: "LPG store", source: "消防", verifiedAt: "2025-01-01", reviewBy: "2026-01-31" }],
  guidance: [guidance("PO-05", "问清情况", 2), guidance("FR-02", "关阀、禁火", 5)],
};

/** U1 is under way to a call for help, U2 has its order and has not answered. */
function underWay() {
  const model = cityModel(city);
  const incidentId = openIncident(model, "PO-05", { place: HERE });
  const orderId = orderUnits(model, incidentId, ["U1", "U2"]);
  assert.ok(model.send("dispatch.acknowledge", { incidentId, orderId, unitId: "U1" }, crewOf("U1")).ok);
  assert.ok(model.send("guidance.markRead", { incidentId, orderId, unitId: "U1", version: 2 }, crewOf("U1")).ok);
  model.advance(5_000);
  return { model, incidentId, orderId };
}
const told = (model: CityModel, id: string): unknown[] => model.incident(id).facts.map(({ key, value, critical }) => [key, value, critical]);
const packOf = (model: CityModel, id: string) => model.incident(id).orders[0]!.guidance;
const readOf = (model: CityModel, id: string) => model.incident(id).orders[0]!.assignments[0]!.guidanceReadAt;
const alarmed = (model: CityModel, id: string): unknown[] => model.incident(id).facts.map((fact) => fact.alarmed);

test("SCN-05: where a crew goes has changed: it is told by an urgent fact, and who has not seen it at 60 s is alarmed about; a point put more exactly alarms nobody", () => {
  const { model, incidentId } = underWay();
  assert.ok(model.send("intake.locate", { incidentId, place: { ...HERE, point: { lon: 112.0201, lat: 30.02 } } }).ok);
  assert.deepEqual(told(model, incidentId), []);
  assert.ok(model.send("intake.locate", { incidentId, place: THERE }).ok);
  assert.deepEqual(told(model, incidentId), [["movedTo", THERE.addressText, true]]);
  assert.ok(model.send("intake.amend", { incidentId, field: "addressText", from: THERE.addressText, to: "滨江大道821号二楼" }).ok);
  assert.deepEqual(told(model, incidentId), [["movedTo", "滨江大道821号二楼", true]], "the last word, once");
  model.advance(59_999);
  assert.deepEqual(alarmed(model, incidentId), [[]]);
  model.advance(1);
  assert.deepEqual(alarmed(model, incidentId), [["U1"]]);
});

test("SCN-05: a place without words is told by its point; nobody is told who is not under way, and a caller's number is no news to a crew", () => {
  const { model, incidentId } = underWay();
  assert.ok(model.send("intake.amend", { incidentId, field: "callback", from: "13800000000", to: "13900000000" }).ok);
  assert.ok(model.send("intake.locate", { incidentId, place: { ...THERE, addressText: "" } }).ok);
  assert.deepEqual(told(model, incidentId), [["movedTo", "112.03000, 30.02000", true]]);
  assert.ok(model.send("intake.addFact", { incidentId, key: "trapped", value: 2, critical: true }, crewOf("U1")).ok);
  assert.deepEqual(model.incident(incidentId).facts.at(-1)?.readBy, ["U1"], "what a crew says itself it has seen");
  const waiting = openIncident(model, "PO-05");
  for (const sent of [model.send("intake.locate", { incidentId: waiting, place: THERE }), model.send("intake.classify", { incidentId: waiting, typeCode: "FR-02" })]) assert.ok(sent.ok);
  assert.deepEqual([told(model, waiting), model.log.filter(({ id, type }) => id === waiting && type === "GuidanceRenewed")], [[], []]);
});

test("SCN-02, SCN-05: another type than the crew was sent to: grave, it is urgent; the guidance of the order is that of the new type, unread until it is read, and a reading from before does not count", () => {
  const { model, incidentId, orderId } = underWay();
  const before = model.now();
  assert.notEqual(readOf(model, incidentId), null);
  model.advance(1_000);
  assert.ok(model.send("intake.classify", { incidentId, typeCode: "FR-02" }).ok);
  const type = tinyCity.types.find(({ code }) => code === "FR-02")!;
  assert.deepEqual(told(model, incidentId), [["nowType", `${type.nameZh} ${type.nameEn}`, type.priority === "P1"]]);
  assert.deepEqual([packOf(model, incidentId).typeCode, packOf(model, incidentId).version, packOf(model, incidentId).handlingPoints], ["FR-02", 5, [line("关阀、禁火")]]);
  const read = (deviceAt?: number): boolean => model.send("guidance.markRead", { incidentId, orderId, unitId: "U1", version: 5, ...(deviceAt === undefined ? {} : { deviceAt }) }, crewOf("U1")).ok;
  assert.ok(read(before), "X-07: late, from a device that was offline");
  assert.equal(readOf(model, incidentId), null);
  assert.ok(read(model.now()));
  assert.equal(readOf(model, incidentId), model.now());
  assert.equal(model.log.filter(({ type: event }) => event === "GuidanceRead").length, 2);
});

test("SCN-02: the crew goes to another place: the hazards of the premise there go with its order, what is overdue unverified; of a type without guidance its owner is told", () => {
  const { model, incidentId } = underWay();
  assert.deepEqual(packOf(model, incidentId).premiseHazards, []);
  assert.ok(model.send("intake.locate", { incidentId, place: THERE }).ok);
  assert.deepEqual(packOf(model, incidentId).premiseHazards.map(({ hazard, unverified }) => [hazard.zh, unverified]), [["液化气库", true]]);
  assert.equal(readOf(model, incidentId), null);
  assert.ok(model.send("intake.classify", { incidentId, typeCode: "PO-01" }).ok);
  assert.deepEqual([packOf(model, incidentId).isDefault, packOf(model, incidentId).typeCode], [true, "PO-01"]);
  assert.deepEqual([...model.plans.values()].map(({ code, wanted }) => [code, wanted?.incidentNo]), [["PO-01", model.incident(incidentId).no]]);
});
