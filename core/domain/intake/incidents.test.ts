import assert from "node:assert/strict";
import { test } from "node:test";
import type { IncidentEvents } from "@tocsin/contract/intake/events.ts";
import { reportCountOf } from "@tocsin/contract/intake/incident.ts";
import type { Refusal } from "@tocsin/contract/refusal.ts";
import type { Result } from "@tocsin/kernel/result.ts";
import { DAY, MINUTE, SECOND } from "@tocsin/kernel/instant.ts";
import { evolveIncident } from "@tocsin/domain/evolve.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { type CityModel, actor, cityModel, crewOf, openIncident, orderUnits } from "@tocsin/testing/model/city-model.ts";

const codeOf = (result: Result<unknown, Refusal>): string => (result.ok ? "accepted" : result.error.code);

function handled(city: CityModel): { readonly id: string; readonly orderId: string } {
  const id = openIncident(city, "PO-01");
  const orderId = orderUnits(city, id, ["U1"]);
  const step = { incidentId: id, orderId, unitId: "U1" };
  for (const name of ["dispatch.acknowledge", "dispatch.enRoute"] as const) assert.ok(city.send(name, step, crewOf("U1")).ok);
  assert.ok(city.send("dispatch.arrive", { ...step, mode: "CONFIRMED" }, crewOf("U1")).ok);
  assert.ok(city.send("dispatch.handle", step, crewOf("U1")).ok);
  return { id, orderId };
}

test("INC-01: a number is issued at once; an unknown place is flagged and never blocks", () => {
  const city = cityModel(tinyCity);
  const incidentId = city.newId();
  const base = { incidentId, channel: "CALL_110", text: "听不清" } as const;
  assert.equal(codeOf(city.send("intake.receive", { ...base, noCallbackReason: "SILENT_CALL" })), "PLACE_REQUIRED");
  assert.equal(codeOf(city.send("intake.receive", { ...base, placeUnknown: "UNKNOWN" })), "CALLBACK_REQUIRED");
  assert.equal(codeOf(city.send("intake.receive", { ...base, placeUnknown: "UNKNOWN", noCallbackReason: "SILENT_CALL" })), "accepted");
  const incident = city.incident(incidentId);
  assert.deepEqual([incident.flags, incident.orgPath, incident.status], [["PLACE_UNKNOWN"], "CITY", "RECEIVED"]);
  assert.ok(city.send("intake.locate", { incidentId, place: { addressText: "江边", point: { lon: 112.1, lat: 30 }, datum: "WGS84" } }).ok);
  assert.deepEqual([city.incident(incidentId).flags, city.incident(incidentId).orgPath], [[], "CITY.D1.S11"]);
});

test("INC-01: a point outside the service area wants confirmation; a time over 5 minutes ahead is refused", () => {
  const city = cityModel(tinyCity);
  const place = { addressText: "远处", point: { lon: 120, lat: 30 }, datum: "WGS84" as const };
  const base = { channel: "CALL_110", callback: "110110", text: "" } as const;
  assert.equal(codeOf(city.send("intake.receive", { ...base, incidentId: city.newId(), place })), "OUTSIDE_SERVICE_AREA");
  assert.equal(codeOf(city.send("intake.receive", { ...base, incidentId: city.newId(), place, confirmOutside: true })), "accepted");
  const near = { addressText: "近处", point: null, datum: "WGS84" as const };
  assert.equal(codeOf(city.send("intake.receive", { ...base, incidentId: city.newId(), place: near, occurredAt: city.now() + 5 * MINUTE + 1 })), "TIME_IN_FUTURE");
  assert.equal(codeOf(city.send("intake.receive", { ...base, incidentId: city.newId(), place: near, occurredAt: city.now() + 5 * MINUTE })), "accepted");
});

test("INC-03: units go before the form is complete, later facts follow, and two editors never overwrite each other unseen", () => {
  const city = cityModel(tinyCity);
  const id = openIncident(city);
  orderUnits(city, id, ["U1"], { preDispatch: true });
  assert.equal(city.incident(id).status, "DISPATCHED");
  assert.ok(city.send("intake.addFact", { incidentId: id, key: "trapped", value: 2, critical: true }).ok);
  const saw = city.incident(id).text;
  assert.ok(city.send("intake.amend", { incidentId: id, field: "text", from: saw, to: "三楼起火" }).ok);
  assert.ok(city.send("intake.amend", { incidentId: id, field: "addressText", from: "滨江大道128号", to: "滨江大道130号" }).ok, "another field is no conflict");
  const conflict = city.send("intake.amend", { incidentId: id, field: "text", from: saw, to: "四楼起火" });
  assert.deepEqual(conflict.ok ? null : [conflict.error.code, conflict.error.params["current"], conflict.error.params["yours"]], ["FIELD_CONFLICT", "三楼起火", "四楼起火"]);
  assert.equal(codeOf(city.send("intake.addFact", { incidentId: id, key: "trapped", value: 3 })), "FIELD_CONFLICT");
  assert.equal(codeOf(city.send("intake.addFact", { incidentId: id, key: "trapped", value: 3, from: 2 })), "accepted");
});

test("INC-04: a partner joins, sets its own status, and leaving ends access; the lead is exactly one", () => {
  const city = cityModel(tinyCity);
  const ems = actor({ userId: "ems", role: "PARTNER_DESK", orgPath: "CITY.EM", agency: "EMS" });
  const id = openIncident(city, "TR-04");
  assert.ok(!city.incident(id).scope.includes("CITY.EM"));
  assert.ok(city.send("intake.inviteAgency", { incidentId: id, agency: "EMS" }).ok);
  assert.ok(city.send("intake.joinRoom", { incidentId: id }, ems).ok);
  assert.ok(city.send("intake.setAgencyStatus", { incidentId: id, status: "UNDER_WAY" }, ems).ok);
  assert.equal(city.incident(id).room[0]?.status, "UNDER_WAY");
  assert.ok(city.send("intake.setLeadAgency", { incidentId: id, agency: "EMS", reason: "重伤" }).ok);
  assert.equal(city.incident(id).leadAgency, "EMS");
  assert.ok(city.send("intake.leaveRoom", { incidentId: id }, ems).ok);
  assert.ok(!city.incident(id).scope.includes("CITY.EM"));
  assert.equal(codeOf(city.send("intake.leaveRoom", { incidentId: id }, ems)), "NOT_IN_ROOM");
});

test("INC-05: merging keeps every report and source, and is undone without loss", () => {
  const city = cityModel(tinyCity);
  const a = openIncident(city, "PO-01");
  city.advance(MINUTE);
  const b = openIncident(city, "PO-01", { callback: "13900000000", text: "又一起" });
  orderUnits(city, b, ["U2"]);
  const before = city.incident(b);
  assert.equal(codeOf(city.send("intake.merge", { incidentId: a, duplicateId: a })), "CANNOT_MERGE_SELF");
  assert.ok(city.send("intake.merge", { incidentId: a, duplicateId: b }).ok);
  assert.deepEqual(city.incident(a).reports.map((r) => [r.callback, r.fromIncident]), [["13800000000", null], ["13900000000", b]]);
  assert.equal(city.incident(b).status, "MERGED");
  assert.equal(city.unit("U2").status, "AVAILABLE");
  assert.ok(city.send("intake.unmerge", { incidentId: a, duplicateId: b, reason: "两处不同" }).ok);
  assert.equal(city.incident(a).reports.length, 1);
  assert.deepEqual([city.incident(b).reports, city.incident(b).status], [before.reports, "CLASSIFIED"]);
});

test("R24, INC-05: of thousands of reports the first and the newest stand in the record with the count of all; merging and un-merging keep count", () => {
  const city = cityModel(tinyCity);
  const [a, b] = [openIncident(city, "PO-01"), openIncident(city, "PO-01")];
  const add = (incidentId: string, n: number): void => {
    for (let i = 1; i <= n; i++) assert.ok(city.send("intake.addReport", { incidentId, channel: "WEB", noCallbackReason: "ANONYMOUS", text: `${i}` }).ok);
  };
  add(a, 39);
  assert.deepEqual([city.incident(a).reports.length, city.incident(a).reportCount], [40, undefined]);
  add(a, 51);
  assert.deepEqual([city.incident(a).reports.length, city.incident(a).reportCount], [40, 91]);
  assert.deepEqual([city.incident(a).reports[9]?.text, city.incident(a).reports[10]?.text, city.incident(a).reports.at(-1)?.text], ["9", "22", "51"]);
  add(b, 249);
  const before = city.incident(b);
  assert.ok(city.send("intake.merge", { incidentId: a, duplicateId: b }).ok);
  assert.deepEqual([city.incident(a).reports.length, reportCountOf(city.incident(a))], [40, 341]);
  assert.ok(city.send("intake.unmerge", { incidentId: a, duplicateId: b, reason: "两处不同" }).ok);
  assert.equal(reportCountOf(city.incident(a)), 91);
  assert.deepEqual(city.incident(b).reports, before.reports);
});

test("INC-05: reports that came by a merge are not counted any more after it is undone, also when newer ones have taken their place in the record", () => {
  const city = cityModel(tinyCity);
  const [a, b] = [openIncident(city, "PO-01"), openIncident(city, "PO-01")];
  const add = (n: number): void => {
    for (let i = 0; i < n; i++) assert.ok(city.send("intake.addReport", { incidentId: a, channel: "WEB", noCallbackReason: "ANONYMOUS", text: "" }).ok);
  };
  add(20);
  assert.ok(city.send("intake.merge", { incidentId: a, duplicateId: b }).ok);
  add(60);
  assert.deepEqual([reportCountOf(city.incident(a)), city.incident(a).reports.some(({ fromIncident }) => fromIncident === b)], [82, false]);
  assert.ok(city.send("intake.unmerge", { incidentId: a, duplicateId: b, reason: "两处不同" }).ok);
  assert.equal(reportCountOf(city.incident(a)), 81);
});

test("R24: an incident from before the number of its shown reports travelled with it keeps two hundred", () => {
  const received = cityModel(tinyCity);
  const id = openIncident(received, "PO-01");
  const [{ reportsShown: _, ...data }, at] = [received.log.find(({ type }) => type === "IncidentReceived")!.data as IncidentEvents["IncidentReceived"], received.log[0]!.at];
  let state = evolveIncident(null, { kind: "incident", id, type: "IncidentReceived", data, at, by: "taker" });
  for (let i = 1; i < 251; i++) state = evolveIncident(state, { kind: "incident", id, type: "ReportAdded", data: { report: { ...data.report, text: `${i}` } }, at, by: "taker" });
  assert.deepEqual([state.reports.length, state.reportCount, state.reports[39]?.text, state.reports[40]?.text, state.reportsShown], [200, 251, "39", "91", undefined]);
});

test("X-09: a drill and a real incident are never merged, in either direction; two drills are", () => {
  const city = cityModel(tinyCity);
  const [real, drill, other] = [openIncident(city, "PO-01"), openIncident(city, "PO-01", { drill: true }), openIncident(city, "PO-01", { drill: true })];
  for (const [incidentId, duplicateId] of [[real, drill], [drill, real]] as const) assert.equal(codeOf(city.send("intake.merge", { incidentId, duplicateId })), "DRILL_AND_REAL");
  assert.ok(city.send("intake.merge", { incidentId: drill, duplicateId: other }).ok);
});

test("INC-06: closing lists every gap, then succeeds; it frees the unit and keeps only a reference to a case", () => {
  const city = cityModel(tinyCity);
  const fresh = openIncident(city, "PO-01");
  const early = city.send("intake.close", { incidentId: fresh, outcomeCode: "CASE_REFERRED", text: "" });
  assert.deepEqual(early.ok ? null : [early.error.code, early.error.params["gaps"]], ["CLOSE_BLOCKED", ["ARRIVAL", "FIRST_FEEDBACK", "CASE_REF"]]);
  const { id, orderId } = handled(city);
  assert.equal(codeOf(city.send("intake.close", { incidentId: id, outcomeCode: "HANDLED", text: "" })), "CLOSE_BLOCKED");
  assert.ok(city.send("dispatch.feedback", { incidentId: id, orderId, unitId: "U1", kind: "FIRST", text: "已控制" }, crewOf("U1")).ok);
  assert.equal(codeOf(city.send("intake.close", { incidentId: id, outcomeCode: "HANDLED", text: "" }, actor({ role: "CALL_TAKER" }))), "P1_CLOSE_FORBIDDEN");
  assert.ok(city.send("intake.close", { incidentId: id, outcomeCode: "CASE_REFERRED", text: "移交", caseRef: "A2026-17" }).ok);
  assert.equal(city.incident(id).outcome?.caseRef, "A2026-17");
  assert.deepEqual([city.unit("U1").status, city.unit("U1").assignment], ["AVAILABLE", null]);
});

test("INC-06: reopening is allowed within 30 days, with a reason", () => {
  const city = cityModel(tinyCity);
  const { id, orderId } = handled(city);
  assert.ok(city.send("dispatch.feedback", { incidentId: id, orderId, unitId: "U1", kind: "FINAL", text: "完" }, crewOf("U1")).ok);
  assert.ok(city.send("intake.close", { incidentId: id, outcomeCode: "HANDLED", text: "" }).ok);
  city.advance(30 * DAY);
  assert.ok(city.send("intake.reopen", { incidentId: id, reason: "再次报警" }).ok);
  assert.equal(city.incident(id).status, "HANDLING");
  assert.ok(city.send("intake.close", { incidentId: id, outcomeCode: "HANDLED", text: "" }).ok);
  city.advance(30 * DAY + 1);
  assert.equal(codeOf(city.send("intake.reopen", { incidentId: id, reason: "太晚" })), "REOPEN_EXPIRED");
});

test("ORG-03: an incident keeps the version of the matrix that classified it", () => {
  const city = cityModel(tinyCity);
  const id = openIncident(city, "PO-01");
  assert.equal(city.incident(id).matrixVersion, 3);
});

test("SCN-02: the order carries hints, points and kit of its type, and premise hazards with source; overdue ones are unverified, not hidden", () => {
  const city = cityModel(tinyCity);
  const id = openIncident(city, "FR-02", { place: { addressText: "第一小学", point: { lon: 112.01, lat: 30.01 }, datum: "WGS84", premiseId: "PR1" } });
  orderUnits(city, id, ["U1"]);
  const pack = city.incident(id).orders[0]!.guidance;
  assert.deepEqual([pack.version, pack.isDefault, pack.kit[0]?.zh], [4, false, "可燃气体检测仪"]);
  assert.deepEqual(pack.premiseHazards.map((h) => [h.source, h.unverified]), [["消防检查", false], ["派出所走访", true]]);
  const untyped = openIncident(city);
  orderUnits(city, untyped, ["U2"]);
  assert.equal(city.incident(untyped).orders[0]!.guidance.isDefault, true);
});

test("SCN-02: the first reading of the pack is logged with its version", () => {
  const city = cityModel(tinyCity);
  const id = openIncident(city, "FR-02");
  const orderId = orderUnits(city, id, ["U1"]);
  city.advance(7 * SECOND);
  const read = { incidentId: id, orderId, unitId: "U1", version: 4 };
  assert.ok(city.send("guidance.markRead", read, crewOf("U1")).ok);
  city.advance(SECOND);
  assert.ok(city.send("guidance.markRead", read, crewOf("U1")).ok);
  assert.equal(city.incident(id).orders[0]!.assignments[0]!.guidanceReadAt, city.now() - SECOND);
  assert.equal(codeOf(city.send("guidance.markRead", read, crewOf("U2"))), "NOT_YOUR_UNIT");
});
