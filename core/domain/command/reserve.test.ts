import assert from "node:assert/strict";
import { test } from "node:test";
import type { City } from "@tocsin/contract/organisation/city.ts";
import type { ReserveRow } from "@tocsin/contract/organisation/reserve.ts";
import { HOUR } from "@tocsin/kernel/instant.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { type CityModel, actor, cityModel, crewOf, openIncident } from "@tocsin/testing/model/city-model.ts";
import { byReadiness, type Readiness, readinessOf } from "./reserve.ts";

/** U4 and U5 are the reserve of district D1, which must keep one more that may carry arms. */
const ROW: ReserveRow = { id: "R1", nameZh: "一大队", nameEn: "Brigade 1", units: ["U4", "U5"], staging: "SB1", readiness: "READY_5", shiftS: 12 * 3_600, callOut: "P2", home: "D1", coverUnits: 1, coverCapability: "ARMED_RESPONSE" };
const city = (over: Partial<ReserveRow> = {}): City => ({
  ...tinyCity, reserves: [{ ...ROW, ...over }],
  roles: [{ role: "DISPATCHER", nameZh: "调度员", nameEn: "D", commands: ["dispatch.issueOrder"], views: [] }, { role: "DUTY_COMMANDER", nameZh: "值班长", nameEn: "C", commands: ["command.*"], views: [] }],
});
const commander = actor({ userId: "commander", role: "DUTY_COMMANDER" });
const codeOf = (result: ReturnType<CityModel["send"]>): string => (result.ok ? "accepted" : result.error.code);
const callOut = (model: CityModel, incidentId: string, unitIds: string[], reserveOverride?: string) => (who = actor()) =>
  codeOf(model.send("dispatch.issueOrder", { incidentId, orderId: model.newId(), unitIds, ...(reserveOverride === undefined ? {} : { reserveOverride }) }, who));

test("CMD-10: a call-out that leaves its home the minimum goes; one that does not asks a commander for a reason, which stands in the order", () => {
  const model = cityModel(city());
  const incidentId = openIncident(model, "PO-01");
  const both = model.send("dispatch.issueOrder", { incidentId, orderId: model.newId(), unitIds: ["U4", "U5"] });
  assert.deepEqual(both.ok ? null : [both.error.code, both.error.params["left"], both.error.params["least"]], ["HOME_COVER_SHORT", 0, 1]);
  assert.equal(callOut(model, incidentId, ["U4"])(), "accepted", "U5 stays");
  assert.equal(callOut(model, incidentId, ["U5"])(), "HOME_COVER_SHORT");
  assert.equal(callOut(model, incidentId, ["U5"], "重大警情")(), "FORBIDDEN", "a dispatcher cannot override");
  assert.equal(callOut(model, incidentId, ["U5"], "重大警情，市局同意")(commander), "accepted");
  assert.equal(model.incident(incidentId).orders.at(-1)?.reserveOverride, "重大警情，市局同意");
  assert.equal(model.incident(incidentId).orders[0]?.reserveOverride, undefined);
});

test("CMD-10: below its call-out level a reserve is held, unless a commander says why; units of no reserve are not concerned", () => {
  const model = cityModel(city({ coverUnits: 0 }));
  const incidentId = openIncident(model, "PO-05");
  assert.deepEqual([callOut(model, incidentId, ["U4"])(), callOut(model, incidentId, ["U4"], "领导指示")(commander), callOut(model, incidentId, ["U1"])()], ["RESERVE_HELD", "accepted", "accepted"]);
});

test("CMD-10: units of the home's own posts count for its cover, off duty ones do not", () => {
  const model = cityModel(city({ coverCapability: "PATROL" }));
  const incidentId = openIncident(model, "PO-01");
  assert.equal(callOut(model, incidentId, ["U4", "U5"])(), "accepted", "U1 to U3 stand in the district");
  const bare = cityModel(city({ coverCapability: "PATROL" }));
  for (const unitId of ["U1", "U2", "U3"]) assert.equal(codeOf(bare.send("dispatch.setUnitStatus", { unitId, status: "OFF_DUTY" })), "accepted");
  assert.equal(callOut(bare, openIncident(bare, "PO-01"), ["U4", "U5"])(), "HOME_COVER_SHORT");
});

test("CMD-10: an order to a whole organisation takes no reserve along; it is called out by name", () => {
  const model = cityModel(city());
  const incidentId = openIncident(model, "PO-01");
  assert.equal(codeOf(model.send("dispatch.issueOrder", { incidentId, orderId: model.newId(), unitIds: [], orgIds: ["D1"] })), "accepted");
  assert.ok(!model.incident(incidentId).orders[0]?.assignments.some(({ unitId }) => unitId === "U4"));
  assert.equal(model.unit("U1").assignment?.incidentId, incidentId);
});

test("CMD-10: readiness is confirmed for a shift, to the second; older than that, and after going off duty, it is UNCONFIRMED", () => {
  const model = cityModel(city());
  const now = (): Readiness => readinessOf(model.unit("U4"), ROW, model.now());
  assert.equal(now(), "UNCONFIRMED");
  assert.equal(codeOf(model.send("command.confirmReadiness", { unitId: "U4" }, crewOf("U5"))), "NOT_YOUR_UNIT");
  assert.equal(codeOf(model.send("command.confirmReadiness", { unitId: "U1" })), "NOT_IN_RESERVE");
  assert.equal(codeOf(model.send("command.confirmReadiness", { unitId: "U4" }, crewOf("U4"))), "accepted");
  assert.equal(now(), "READY_5");
  model.advance(12 * HOUR);
  assert.equal(now(), "READY_5", "exactly one shift");
  model.advance(1_000);
  assert.equal(now(), "UNCONFIRMED");
  model.send("command.confirmReadiness", { unitId: "U4", state: "READY_15" });
  assert.equal(now(), "READY_15");
  model.send("dispatch.setUnitStatus", { unitId: "U4", status: "OFF_DUTY" });
  assert.equal(codeOf(model.send("command.confirmReadiness", { unitId: "U4" })), "STATE_CONFLICT");
  model.send("dispatch.setUnitStatus", { unitId: "U4", status: "AVAILABLE" });
  assert.equal(now(), "UNCONFIRMED", "another shift");
  assert.deepEqual((["UNCONFIRMED", "READY_30", "READY_5", "READY_15"] as Readiness[]).sort(byReadiness), ["READY_5", "READY_15", "READY_30", "UNCONFIRMED"]);
});
