import assert from "node:assert/strict";
import { test } from "node:test";
import { passedAt } from "@tocsin/contract/dispatch/unit.ts";
import { MINUTE, SECOND } from "@tocsin/kernel/instant.ts";
import type { Refusal } from "@tocsin/contract/refusal.ts";
import type { Result } from "@tocsin/kernel/result.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { type CityModel, actor, cityModel, crewOf, openIncident, orderUnits } from "@tocsin/testing/model/city-model.ts";

const codeOf = (result: Result<unknown, Refusal>): string => (result.ok ? "accepted" : result.error.code);
const assignment = (city: CityModel, id: string, unitId: string) => city.incident(id).orders.flatMap((o) => o.assignments).find((a) => a.unitId === unitId)!;

function toScene(city: CityModel, incidentId: string, orderId: string, unitId: string): void {
  for (const name of ["dispatch.acknowledge", "dispatch.enRoute"] as const) assert.equal(codeOf(city.send(name, { incidentId, orderId, unitId }, crewOf(unitId))), "accepted");
  assert.equal(codeOf(city.send("dispatch.arrive", { incidentId, orderId, unitId, mode: "CONFIRMED" }, crewOf(unitId))), "accepted");
}

test("ORG-01: one order reaches the post's units and every site group in its area; district and station get a copy; one id carries all receipts", () => {
  const city = cityModel(tinyCity);
  const id = openIncident(city, "PO-01");
  const orderId = orderUnits(city, id, [], { orgIds: ["P111"] });
  const order = city.incident(id).orders[0]!;
  assert.equal(order.id, orderId);
  assert.deepEqual(order.assignments.map((a) => a.unitId).sort(), ["MT1", "MT2", "MT3", "U1"]);
  assert.deepEqual(order.copies.map((c) => c.orgId).sort(), ["D1", "M1", "M2", "M3", "P111", "S11"]);
  assert.ok(city.incident(id).scope.includes("CITY.D1.S11.P111.M2"));
});

test("ORG-01: a site group in the area gets its copy also when its team is off shift", () => {
  const city = cityModel(tinyCity);
  assert.equal(codeOf(city.send("dispatch.setUnitStatus", { unitId: "MT2", status: "OFF_DUTY" })), "accepted");
  const id = openIncident(city, "PO-01");
  orderUnits(city, id, [], { orgIds: ["P111"] });
  const order = city.incident(id).orders[0]!;
  assert.deepEqual(order.assignments.map((a) => a.unitId).sort(), ["MT1", "MT3", "U1"]);
  assert.ok(order.copies.some((c) => c.orgId === "M2"));
});

test("ORG-02: the post may acknowledge before the station has opened its copy", () => {
  const city = cityModel(tinyCity);
  const id = openIncident(city, "PO-01");
  const orderId = orderUnits(city, id, ["U1"]);
  assert.equal(codeOf(city.send("dispatch.acknowledge", { incidentId: id, orderId, unitId: "U1" }, crewOf("U1"))), "accepted");
  assert.equal(city.incident(id).orders[0]!.copies.every((c) => c.seenAt === null), true);
});

test("ORG-02: a veto within the window suspends the order with its reason; after it, or by another level, it is refused", () => {
  const station = actor({ userId: "room", role: "STATION_ROOM", orgPath: "CITY.D1.S11" });
  const city = cityModel(tinyCity);
  const id = openIncident(city, "PO-01");
  const orderId = orderUnits(city, id, ["U1"]);
  assert.equal(codeOf(city.send("dispatch.veto", { incidentId: id, orderId, orgId: "D1", reason: "x" }, station)), "FORBIDDEN");
  assert.equal(codeOf(city.send("dispatch.veto", { incidentId: id, orderId, orgId: "S11", reason: "车辆在途护送" }, station)), "accepted");
  assert.equal(city.incident(id).orders[0]!.suspended?.reason, "车辆在途护送");
  assert.equal(codeOf(city.send("dispatch.acknowledge", { incidentId: id, orderId, unitId: "U1" }, crewOf("U1"))), "ORDER_SUSPENDED");
  const later = openIncident(city, "PO-01");
  const second = orderUnits(city, later, ["U2"]);
  city.advance(61 * SECOND);
  assert.equal(codeOf(city.send("dispatch.veto", { incidentId: later, orderId: second, orgId: "S11", reason: "晚了" }, station)), "VETO_WINDOW_OVER");
});

test("DSP-01: the first of the ranking needs no reason, a lower one does", () => {
  const city = cityModel(tinyCity);
  city.rank([{ unitId: "U3", rank: 1, etaMs: 150_000 }, { unitId: "U2", rank: 2, etaMs: 180_000 }, { unitId: "U1", rank: null, etaMs: 120_000 }]);
  const id = openIncident(city, "PO-01");
  const order = (unitIds: string[], overrideReason?: "LOCAL_KNOWLEDGE") =>
    city.send("dispatch.issueOrder", { incidentId: id, orderId: city.newId(), unitIds, ...(overrideReason ? { overrideReason } : {}) });
  assert.equal(codeOf(order(["U2"])), "OVERRIDE_REASON_REQUIRED");
  assert.equal(codeOf(order(["U1"])), "OVERRIDE_REASON_REQUIRED");
  assert.equal(codeOf(order(["U3", "U2"])), "accepted");
  assert.equal(codeOf(order(["U1"], "LOCAL_KNOWLEDGE")), "accepted");
  assert.equal(city.incident(id).orders[1]!.overrideReason, "LOCAL_KNOWLEDGE");
});

test("CMD-11: a unit that is taken is refused by name, and nothing of the order happens", () => {
  const city = cityModel(tinyCity);
  const first = openIncident(city, "PO-01");
  const second = openIncident(city, "PO-01");
  orderUnits(city, first, ["U1"]);
  const result = city.send("dispatch.issueOrder", { incidentId: second, orderId: city.newId(), unitIds: ["U2", "U1"] });
  assert.deepEqual(result.ok ? null : [result.error.code, result.error.params["unitId"]], ["UNIT_TAKEN", "U1"]);
  assert.equal(city.unit("U2").status, "AVAILABLE");
  assert.equal(city.incident(second).orders.length, 0);
});

test("DSP-04: not acknowledged, the order escalates at 60 s to the station and at 120 s to the next unit", () => {
  const city = cityModel(tinyCity);
  const id = openIncident(city, "PO-01");
  const orderId = orderUnits(city, id, ["U1"]);
  city.rank([{ unitId: "U1", rank: 1, etaMs: 1 }, { unitId: "U2", rank: 2, etaMs: 2 }]);
  city.advance(59_999);
  assert.equal(city.log.filter((e) => e.type === "OrderEscalated").length, 0);
  city.advance(1);
  assert.deepEqual(city.log.filter((e) => e.type === "OrderEscalated").map((e) => e.data), [{ orderId, unitId: "U1", level: "STATION_ROOM" }]);
  city.advance(60 * SECOND);
  assert.equal(assignment(city, id, "U1").status, "SUPERSEDED");
  assert.equal(assignment(city, id, "U2").status, "ISSUED");
  assert.deepEqual([city.unit("U1").status, city.unit("U1").unavailableReason], ["UNAVAILABLE", "NO_ACK"]);
});

test("DSP-04: with nobody left the alarm says so, and the incident is unassigned again", () => {
  const city = cityModel(tinyCity);
  const id = openIncident(city, "PO-01");
  orderUnits(city, id, ["U1"]);
  city.advance(120 * SECOND);
  assert.ok(city.log.some((e) => e.type === "OrderEscalated" && e.data.level === "NO_UNIT"));
  assert.equal(city.incident(id).status, "CLASSIFIED");
});

test("INC-06, X-03: no step can be skipped, and the refusal names what is allowed", () => {
  const city = cityModel(tinyCity);
  const id = openIncident(city, "PO-01");
  const orderId = orderUnits(city, id, ["U1"]);
  const result = city.send("dispatch.enRoute", { incidentId: id, orderId, unitId: "U1" }, crewOf("U1"));
  assert.deepEqual(result.ok ? null : [result.error.code, result.error.params["allowed"]], ["STATE_CONFLICT", ["ACKNOWLEDGED", "DECLINED", "RECALLED", "SUPERSEDED"]]);
});

test("DSP-02: a unit cannot decline for jurisdiction, and stays responsible until the other accepts", () => {
  const city = cityModel(tinyCity);
  const id = openIncident(city, "PO-01");
  const orderId = orderUnits(city, id, ["U1", "U3"]);
  assert.equal(codeOf(city.send("dispatch.decline", { incidentId: id, orderId, unitId: "U1", code: "JURISDICTION" }, crewOf("U1"))), "JURISDICTION_NO_DECLINE");
  toScene(city, id, orderId, "U1");
  assert.equal(codeOf(city.send("dispatch.offerHandover", { incidentId: id, orderId, unitId: "U1", toUnitId: "U3", reason: "辖区单位" }, crewOf("U1"))), "accepted");
  assert.equal(assignment(city, id, "U1").endedAt, null);
  assert.deepEqual(assignment(city, id, "U1").handover, { toUnitId: "U3", reason: "辖区单位", at: city.now(), declinedAt: null }, "where the receiver can read it");
  assert.equal(codeOf(city.send("dispatch.acceptHandover", { incidentId: id, orderId, unitId: "U3", fromUnitId: "U1" }, crewOf("U3"))), "accepted");
  assert.equal(assignment(city, id, "U1").status, "SUPERSEDED");
  assert.equal(city.unit("U1").status, "AVAILABLE");
});

test("DSP-02: declined or taken back, responsibility stays where it was, and the giver can end or offer again", () => {
  const city = cityModel(tinyCity);
  const id = openIncident(city, "PO-01");
  const orderId = orderUnits(city, id, ["U1", "U3"]);
  toScene(city, id, orderId, "U1");
  assert.ok(city.send("dispatch.handle", { incidentId: id, orderId, unitId: "U1" }).ok);
  const offer = (toUnitId = "U3") => codeOf(city.send("dispatch.offerHandover", { incidentId: id, orderId, unitId: "U1", toUnitId, reason: "辖区单位" }, crewOf("U1")));
  const complete = () => codeOf(city.send("dispatch.complete", { incidentId: id, orderId, unitId: "U1" }, crewOf("U1")));
  const answer = (verb: "accept" | "decline") => codeOf(city.send(`dispatch.${verb}Handover`, { incidentId: id, orderId, unitId: "U3", fromUnitId: "U1" }, crewOf("U3")));
  const withdraw = (by = "U1") => codeOf(city.send("dispatch.withdrawHandover", { incidentId: id, orderId, unitId: "U1" }, crewOf(by)));
  assert.equal(offer("U1"), "NO_SUCH_ASSIGNMENT", "nobody hands over to itself");
  assert.deepEqual([withdraw(), answer("decline")], ["HANDOVER_NOT_OFFERED", "HANDOVER_NOT_OFFERED"]);
  assert.deepEqual([offer(), complete(), answer("decline")], ["accepted", "STATE_CONFLICT", "accepted"]);
  assert.deepEqual([assignment(city, id, "U1").handover?.declinedAt, city.unit("U1").handoverTo], [city.now(), null]);
  assert.equal(answer("accept"), "HANDOVER_NOT_OFFERED", "a no is a no until it is offered again");
  assert.deepEqual([offer(), withdraw("U3"), withdraw()], ["accepted", "NOT_YOUR_UNIT", "accepted"]);
  assert.equal("handover" in assignment(city, id, "U1"), false);
  assert.equal(complete(), "accepted");
});

test("DSP-02: an offer counts for its own incident: a receiver that was drawn off to another cannot accept it there", () => {
  const city = cityModel(tinyCity);
  const id = openIncident(city, "PO-01");
  const orderId = orderUnits(city, id, ["U1", "U3"]);
  toScene(city, id, orderId, "U1");
  assert.ok(city.send("dispatch.offerHandover", { incidentId: id, orderId, unitId: "U1", toUnitId: "U3", reason: "辖区单位" }, crewOf("U1")).ok);
  assert.ok(city.send("dispatch.recall", { incidentId: id, orderId, unitId: "U3", reason: "另有任务" }).ok);
  const other = openIncident(city, "PO-01");
  const otherOrder = orderUnits(city, other, ["U3"]);
  assert.equal(codeOf(city.send("dispatch.acceptHandover", { incidentId: other, orderId: otherOrder, unitId: "U3", fromUnitId: "U1" }, crewOf("U3"))), "HANDOVER_NOT_OFFERED");
  assert.equal(assignment(city, id, "U1").endedAt, null);
});

test("DSP-03: an order pauses a patrol, its end resumes it at the same checkpoint; what was missed is excused", () => {
  const city = cityModel(tinyCity);
  const checkpoints = Array.from({ length: 8 }, (_, i) => ({ name: `点${i + 1}`, point: { lon: 112, lat: 30 } }));
  assert.ok(city.send("dispatch.startPatrol", { unitId: "U1", patrolId: city.newId(), checkpoints }).ok);
  for (const index of [0, 1]) assert.ok(city.send("dispatch.checkpoint", { unitId: "U1", index }).ok);
  const skippedWithoutCause = city.send("dispatch.checkpoint", { unitId: "U1", index: 4 });
  assert.equal(codeOf(skippedWithoutCause), "STATE_CONFLICT");
  city.advance(SECOND);
  const id = openIncident(city, "PO-05");
  const orderId = orderUnits(city, id, ["U1"]);
  assert.deepEqual([city.unit("U1").patrol?.state, city.unit("U1").patrol?.next], ["PAUSED", 2]);
  toScene(city, id, orderId, "U1");
  assert.ok(city.send("dispatch.handle", { incidentId: id, orderId, unitId: "U1" }).ok);
  assert.ok(city.send("dispatch.complete", { incidentId: id, orderId, unitId: "U1" }).ok);
  assert.deepEqual([city.unit("U1").status, city.unit("U1").patrol?.state, city.unit("U1").patrol?.next], ["PATROL", "RUNNING", 2]);
  const deviceAt = city.now() - 90 * SECOND;
  assert.ok(city.send("dispatch.checkpoint", { unitId: "U1", index: 4, deviceAt }).ok);
  const { patrol } = city.unit("U1");
  assert.deepEqual([patrol?.excused, patrol?.passed?.map(({ index }) => index)], [[2, 3], [0, 1, 4]]);
  assert.ok(patrol!.passed![2]!.at > patrol!.passed![1]!.at, "each with the time at which it was passed");
  assert.deepEqual([passedAt(patrol!, 4), passedAt(patrol!, 1), passedAt(patrol!, 7)], [deviceAt, patrol!.passed![1]!.at, null], "what a phone sends later keeps the device's time");
});

test("SCN-03: a proposed arrival confirms itself after 15 s and says so", () => {
  const city = cityModel(tinyCity);
  const id = openIncident(city, "PO-01");
  const orderId = orderUnits(city, id, ["U1"]);
  for (const name of ["dispatch.acknowledge", "dispatch.enRoute"] as const) assert.ok(city.send(name, { incidentId: id, orderId, unitId: "U1" }).ok);
  assert.ok(city.send("dispatch.arrive", { incidentId: id, orderId, unitId: "U1", mode: "PROPOSED" }).ok);
  assert.equal(assignment(city, id, "U1").arrivedAt, null);
  city.advance(15 * SECOND);
  assert.deepEqual([assignment(city, id, "U1").arrivedAt, assignment(city, id, "U1").arrivedAuto], [city.now(), true]);
});

test("SCN-05: a critical fact that a unit has not seen in 60 s raises one alarm; one that it has seen, none", () => {
  const city = cityModel(tinyCity);
  const id = openIncident(city, "PO-01");
  const orderId = orderUnits(city, id, ["U1", "U2"]);
  for (const unitId of ["U1", "U2"]) assert.ok(city.send("dispatch.acknowledge", { incidentId: id, orderId, unitId }).ok);
  city.advance(SECOND);
  assert.ok(city.send("intake.addFact", { incidentId: id, key: "weapon", value: "刀", critical: true }).ok);
  const factId = city.incident(id).facts[0]!.id;
  assert.ok(city.send("guidance.markFactRead", { incidentId: id, unitId: "U1", factId }, crewOf("U1")).ok);
  city.advance(10 * MINUTE);
  assert.deepEqual(city.log.filter((e) => e.type === "FactUnread").map((e) => e.data), [{ factId, unitId: "U2" }]);
});

test("ORG-14: an empty specialist seat escalates to the city after 30 s; a manned one does not", () => {
  for (const manned of [false, true]) {
    const city = cityModel(tinyCity);
    if (manned) city.man("TR");
    const id = openIncident(city, "TR-04");
    orderUnits(city, id, ["T1"]);
    assert.equal(city.incident(id).seat?.orgId, "TR");
    city.advance(30 * SECOND);
    assert.equal(city.incident(id).seat?.escalatedAt !== null, !manned);
  }
});

test("ORG-04: a district cannot re-task a unit that the city assigned in a central area", () => {
  const city = cityModel(tinyCity);
  const id = openIncident(city, "PO-01");
  const orderId = orderUnits(city, id, ["U1"]);
  const district = actor({ userId: "d1", orgPath: "CITY.D1" });
  assert.equal(codeOf(city.send("dispatch.recall", { incidentId: id, orderId, unitId: "U1", reason: "另有任务" }, district)), "CITY_ASSIGNED");
});

test("CMD-04: while A commands, B cannot order; after offer and acceptance B can and A cannot", () => {
  const city = cityModel(tinyCity);
  const [a, b] = [actor({ userId: "a", name: "甲" }), actor({ userId: "b", name: "乙" })];
  const id = openIncident(city, "PO-01");
  assert.ok(city.send("command.take", { incidentId: id }, a).ok);
  const order = (who: typeof a, unitId: string) => city.send("dispatch.issueOrder", { incidentId: id, orderId: city.newId(), unitIds: [unitId] }, who);
  assert.equal(codeOf(order(b, "U1")), "NOT_IN_COMMAND");
  assert.equal(codeOf(city.send("command.acceptHandover", { incidentId: id }, b)), "HANDOVER_NOT_OFFERED");
  assert.ok(city.send("command.offerHandover", { incidentId: id, toUserId: "b" }, a).ok);
  assert.ok(city.send("command.acceptHandover", { incidentId: id }, b).ok);
  assert.equal(codeOf(order(b, "U1")), "accepted");
  assert.equal(codeOf(order(a, "U2")), "NOT_IN_COMMAND");
});

test("CMD-11: a unit is moved from one incident to another in one act", () => {
  const city = cityModel(tinyCity);
  const from = openIncident(city, "PO-05");
  const to = openIncident(city, "PO-01");
  orderUnits(city, from, ["U1"]);
  const orderId = city.newId();
  assert.ok(city.send("dispatch.reassign", { unitId: "U1", fromIncidentId: from, incidentId: to, orderId, code: "LIFE_AT_RISK" }).ok);
  assert.equal(assignment(city, from, "U1").status, "SUPERSEDED");
  assert.deepEqual(assignment(city, from, "U1").drawnTo, { incidentId: to, no: city.incident(to).no, code: "LIFE_AT_RISK", scope: [city.incident(to).orgPath] });
  assert.deepEqual(city.incident(to).orders[0]!.drawnFrom, { incidentId: from, no: city.incident(from).no, code: "LIFE_AT_RISK", scope: city.incident(from).scope });
  assert.deepEqual(city.unit("U1").assignment, { incidentId: to, orderId });
  assert.equal(city.incident(from).status, "CLASSIFIED");
});

test("X-09, CMD-11: no unit is drawn off a real incident for a drill; a real one takes it from a drill", () => {
  const city = cityModel(tinyCity);
  const [real, drill] = [openIncident(city, "PO-05"), openIncident(city, "PO-01", { drill: true })];
  orderUnits(city, real, ["U1"]);
  orderUnits(city, drill, ["U2"]);
  const move = (unitId: string, fromIncidentId: string, incidentId: string) => city.send("dispatch.reassign", { unitId, fromIncidentId, incidentId, orderId: city.newId(), code: "LIFE_AT_RISK" });
  assert.equal(codeOf(move("U1", real, drill)), "DRILL_DRAWS_OFF");
  assert.ok(move("U2", drill, real).ok);
});

test("CMD-11: a unit is drawn off with a code, with words where the code is OTHER, and not to where it is", () => {
  const city = cityModel(tinyCity);
  const [from, to] = [openIncident(city, "PO-05"), openIncident(city, "PO-01")];
  orderUnits(city, from, ["U1"]);
  const draw = (incidentId: string, reason?: string) =>
    codeOf(city.send("dispatch.reassign", { unitId: "U1", fromIncidentId: from, incidentId, orderId: city.newId(), code: "OTHER", ...(reason === undefined ? {} : { reason }) }));
  assert.deepEqual([draw(to), draw(to, "  "), draw(from, "x"), draw(to, "嫌疑人就在附近")], ["REASON_REQUIRED", "REASON_REQUIRED", "STATE_CONFLICT", "accepted"]);
  assert.equal(assignment(city, from, "U1").endReason, "嫌疑人就在附近");
});

test("DSP-10: an alarm opens the incident at the site, gives its group the card, calls neighbours and orders the nearest police unit; a drill stays a drill", () => {
  const city = cityModel(tinyCity);
  city.rank([{ unitId: "U2", rank: 1, etaMs: 60_000 }]);
  const id = city.newId();
  const contact = actor({ userId: "mru1", role: "MRU_CONTACT", orgPath: "CITY.D1.S11.P111.M1", unitId: "MT1" });
  assert.equal(codeOf(city.send("dispatch.mruAlarm", { incidentId: id, orgId: "M2" }, contact)), "NOT_FOUND");
  assert.ok(city.send("dispatch.mruAlarm", { incidentId: id, orgId: "M1", drill: true }, contact).ok);
  const incident = city.incident(id);
  assert.equal(incident.drill, true);
  assert.equal(incident.place?.premiseId, "PR1");
  assert.deepEqual(incident.orders[0]!.assignments.map((a) => a.unitId), ["MT1", "MT2", "MT3", "U2"]);
});

test("DSP-04: a post without a valid roster for the hour cannot go on duty", () => {
  const city = cityModel(tinyCity, { onDuty: false });
  const onDuty = (unitId: string) => codeOf(city.send("dispatch.setUnitStatus", { unitId, status: "AVAILABLE" }));
  assert.equal(onDuty("U2"), "accepted", "Monday 10:00, within 08:00 to 20:00");
  assert.ok(city.send("dispatch.setUnitStatus", { unitId: "U2", status: "OFF_DUTY" }).ok);
  city.advance(9 * 60 * MINUTE + 59 * MINUTE);
  assert.equal(onDuty("U2"), "accepted", "19:59");
  assert.ok(city.send("dispatch.setUnitStatus", { unitId: "U2", status: "OFF_DUTY" }).ok);
  city.advance(MINUTE);
  assert.equal(onDuty("U2"), "ROSTER_MISSING", "20:00");
  assert.equal(onDuty("U1"), "accepted", "a post without rows of its own has those of all posts");
});
