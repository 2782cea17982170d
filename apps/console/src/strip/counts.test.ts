import assert from "node:assert/strict";
import { test } from "node:test";
import type { Deadlines } from "@tocsin/contract/organisation/city.ts";
import { AT, exampleAssignment, exampleIncident, exampleOrder, exampleUnit } from "../examples/example-incidents.ts";
import { alarmsIn } from "../alarms/alarm-list.ts";
import { surgesIn } from "../breaches/surge.ts";
import { countIncidents, countUnits } from "./counts.ts";

const DEADLINES = { acknowledge: { target: 30, escalate: 60, reassign: 120 }, surgeP1: 3 } as Deadlines;

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

test("CMD-11: a surge is counted by district, from the set number of open P1 on, without drills", () => {
  const p1 = (n: number, orgPath: string, drill = false) => exampleIncident(n, { priority: "P1", orgPath, drill });
  const list = [p1(1, "CITY.D01.S1"), p1(2, "CITY.D01.S2"), p1(3, "CITY.D01"), p1(4, "CITY.D02.S1"), p1(5, "CITY.D02.S1"), p1(6, "CITY.D02.S1", true)];
  assert.deepEqual(surgesIn(list, 3), [{ orgPath: "CITY.D01", count: 3 }]);
});

test("duress stands above all other alarms, then orders that nobody acknowledged", () => {
  const waiting = exampleIncident(1, { orders: [exampleOrder([exampleAssignment("U1", { issuedAt: AT })])] });
  const surge = [2, 3, 4].map((n) => exampleIncident(n, { priority: "P1" }));
  const unit = exampleUnit("U9", "九", { duress: { at: AT + 50_000, point: null } });
  assert.deepEqual(alarmsIn([waiting, ...surge], [unit], AT + 61_000, DEADLINES).map(({ kind }) => kind), ["duress", "unacknowledged", "surge"]);
});
