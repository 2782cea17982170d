import assert from "node:assert/strict";
import { test } from "node:test";
import type { Notice } from "@tocsin/contract/command/notice.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Deadlines } from "@tocsin/contract/organisation/city.ts";
import { AT, exampleAssignment, exampleIncident, exampleOrder, exampleUnit } from "../examples/example-incidents.ts";
import { alarmsIn } from "../alarms/alarm-list.ts";
import { surgesIn } from "../breaches/surge.ts";
import { reserveFor } from "../reserve/reserve-rows.ts";
import { countIncidents, countUnits } from "./counts.ts";

const DEADLINES = { acknowledge: { target: 30, escalate: 60, reassign: 120 } } as Deadlines;

test("CMD-03: an order that no channel brought to its unit is an alarm at once, not after a minute", () => {
  const order = exampleOrder([exampleAssignment("U1", { issuedAt: AT })]);
  const waiting = exampleIncident(1, { orders: [order] });
  const notices = (status: Notice["status"]) => new Map([[`${order.id}-U1`, { status } as Notice]]);
  const kinds = (status: Notice["status"]) => alarmsIn({ incidents: [waiting], units: [], advisories: [], notices: notices(status) }, AT + 25_000, DEADLINES, DESK).map((alarm) => alarm.kind === "unacknowledged" && alarm.undelivered);
  assert.deepEqual([kinds("UNDELIVERED"), kinds("SENDING")], [[true], []]);
});

test("SCN-05: an urgent fact that a unit at work was alarmed about and has not seen is an alarm for the desk; one that is seen, or of a unit that has left, is none", () => {
  const order = exampleOrder([exampleAssignment("U1", { issuedAt: AT, status: "EN_ROUTE" }), exampleAssignment("U2", { issuedAt: AT, status: "COMPLETED" })]);
  const fact = (id: string, more: object) => ({ id, key: "gas", value: "泄漏", critical: true, at: AT, by: "dispatcher", readBy: [], alarmed: [], ...more });
  const incident = exampleIncident(1, { orders: [order], facts: [fact("F1", { alarmed: ["U1", "U2"] }), fact("F2", { alarmed: ["U1"], readBy: ["U1"] }), fact("F3", {}), fact("F4", { alarmed: ["U1"], critical: false })] as Incident["facts"] });
  const alarms = alarmsIn({ incidents: [incident], units: [], advisories: [] }, AT + 61_000, { ...DEADLINES, criticalRead: 60 }, DESK);
  assert.deepEqual(alarms.map((alarm) => alarm.kind === "unread" && [alarm.id, alarm.unitId, alarm.at - AT]), [["fact/F1/U1", "U1", 60_000]]);
});

test("the strip counts what is open: unassigned, breached, P1, without a place, unacknowledged", () => {
  const breached = { id: "c", step: "ARRIVAL" as const, startedAt: AT, limitS: 60, doneAt: null, breachedAt: AT + 61_000, voidedAt: null, reason: null };
  const list = [
    exampleIncident(1, { priority: "P1", clocks: [breached] }),
    exampleIncident(2, { place: null, orders: [exampleOrder([exampleAssignment("U1")])] }),
    exampleIncident(3, { status: "CLOSED", priority: "P1", clocks: [breached] }),
  ];
  assert.deepEqual(countIncidents(list, AT + 90_000, DEADLINES), { unassigned: 1, breached: 1, openP1: 1, openP2: 1, noPlace: 1, unacknowledged: 1 });
  assert.equal(countIncidents(list, AT + 60_000, DEADLINES).unacknowledged, 0);
});

test("CMD-02: a unit is stale only when its position is older than allowed; an off-duty one is never counted", () => {
  const at = (ageS: number) => ({ lon: 114, lat: 30, at: AT - ageS * 1_000 });
  const units = [exampleUnit("U1", "一"), exampleUnit("U2", "二", { status: "EN_ROUTE" }), exampleUnit("U3", "三", { status: "OFF_DUTY" }), exampleUnit("U4", "四", { kind: "MRU_TEAM" })];
  const positions = new Map([["U1", { unitId: "U1", ...at(120) }], ["U2", { unitId: "U2", ...at(121) }]]);
  assert.deepEqual(countUnits(units, positions, AT, 120), { free: 1, busy: 1, stale: 1, duress: 0 });
});

test("CMD-11: a surge is shown by district where the server has raised it, and the reserve with it, its own area's first", () => {
  const p1 = (n: number, orgPath: string, flags: Incident["flags"] = ["SURGE"]) => exampleIncident(n, { priority: "P1", orgPath, flags });
  const list = [p1(1, "CITY.D01.S1"), p1(2, "CITY.D01.S2"), p1(3, "CITY.D02"), p1(4, "CITY.D02.S1", []), exampleIncident(5, { priority: "P1", flags: ["SURGE"], status: "CLOSED" })];
  assert.deepEqual(surgesIn(list), [{ orgPath: "CITY.D01", count: 2 }, { orgPath: "CITY.D02", count: 1 }]);
  const force = (id: string, orgPath: string, echelon: 1 | 3 | 5, status: Unit["status"] = "AVAILABLE") => exampleUnit(id, id, { orgPath, echelon, status });
  const units = [force("A", "CITY", 5), force("B", "CITY.D01", 3), force("C", "CITY.D02", 3), force("D", "CITY.D01.S1", 1), force("E", "CITY.D01", 3, "EN_ROUTE")];
  assert.deepEqual(reserveFor(units, "CITY.D01", [], 0).map(({ id }) => id), ["B", "C", "A"]);
});

const DESK = { seat: { userId: "u1", grants: [{ role: "DUTY_COMMANDER", orgPath: "CITY" }] }, answersSeats: true, answersAdvisories: false, answersNeighbours: false };

test("ORG-02, ORG-14, CMD-04: a seat is called for what is meant for it: its duty room, command offered to it, an order of its level that was stopped", () => {
  const room = (patch: object = {}) => ({ orgId: "TR", orgPath: "CITY.TR", since: AT, escalatedAt: null, answeredAt: null, ...patch });
  const stopped = exampleOrder([exampleAssignment("U1", { acknowledgedAt: AT, status: "ACKNOWLEDGED" })]);
  const list = [
    exampleIncident(1, { seat: room() }), exampleIncident(2, { seat: room({ escalatedAt: AT + 30_000 }) }), exampleIncident(3, { seat: room({ answeredAt: AT }) }),
    exampleIncident(4, { handover: { to: "u1", from: "u2", at: AT } }), exampleIncident(5, { orders: [{ ...stopped, suspended: { orgId: "S1", reason: "活动交通管制", at: AT } }] }),
  ];
  const ids = (desk: Parameters<typeof alarmsIn>[3]) => alarmsIn({ incidents: list, units: [], advisories: [] }, AT + 40_000, DEADLINES, desk).map((alarm) => ("incident" in alarm ? `${alarm.kind} ${Number(alarm.incident.no.slice(-5))}` : alarm.kind)).sort();
  assert.deepEqual(ids(DESK), ["handover 4", "seat 2", "veto 5"]);
  const traffic = { seat: { userId: "u3", grants: [{ role: "DISPATCHER", orgPath: "CITY.TR" }] }, answersSeats: true, answersAdvisories: false, answersNeighbours: false };
  assert.deepEqual([ids(traffic), ids({ ...traffic, answersSeats: false, answersAdvisories: false, answersNeighbours: false })], [["seat 1", "seat 2"], []]);
});

test("JNT-07: what a neighbour asks is an alarm of the desk that may answer it, until it is answered", () => {
  const matter = (more: object) => ({ id: "M", link: "NEXT", content: { onward: false }, custody: { owner: "NEXT_CITY", offer: { no: 1, to: "POLICE", at: AT } }, ...more }) as never;
  const kinds = (each: never, answersNeighbours = true) => alarmsIn({ incidents: [], units: [], advisories: [], matters: [each] }, AT, DEADLINES, { ...DESK, answersNeighbours }).map(({ kind }) => kind);
  assert.deepEqual([kinds(matter({})), kinds(matter({}), false), kinds(matter({ custody: { owner: "POLICE", offer: null } })), kinds(matter({ link: null }))], [["help"], [], [], []]);
});

test("duress stands above all other alarms, then orders that nobody acknowledged", () => {
  const waiting = exampleIncident(1, { orders: [exampleOrder([exampleAssignment("U1", { issuedAt: AT })])] });
  const surge = [2, 3, 4].map((n) => exampleIncident(n, { priority: "P1", flags: ["SURGE"] }));
  const unit = exampleUnit("U9", "九", { duress: { at: AT + 50_000, point: null } });
  assert.deepEqual(alarmsIn({ incidents: [waiting, ...surge], units: [unit], advisories: [] }, AT + 61_000, DEADLINES, DESK).map(({ kind }) => kind), ["duress", "unacknowledged", "surge"]);
});
