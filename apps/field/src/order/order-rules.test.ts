import assert from "node:assert/strict";
import { test } from "node:test";
import { ASSIGNMENT_STATUSES, type Assignment } from "@tocsin/contract/dispatch/order.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Deadlines } from "@tocsin/contract/organisation/city.ts";
import { ASSIGNMENT_NEXT } from "@tocsin/domain/dispatch/life-cycle.ts";
import type { OwnOrder } from "../state/own-order.ts";
import { ringsFor } from "./alarm.ts";
import { proposesArrival } from "./arrival.ts";
import { nextAct } from "./next-act.ts";
import { pressingClock, pressure } from "./pressing-clock.ts";

const assignment = (status: Assignment["status"], more: Partial<Assignment> = {}): Assignment => ({ status, arrivalProposedAt: null, issuedAt: 0, ...more }) as Assignment;
const LEADS_TO = { acknowledge: "ACKNOWLEDGED", enRoute: "EN_ROUTE", arrive: "ARRIVED", handle: "HANDLING", firstFeedback: "FEEDBACK", complete: "COMPLETED" } as const;

test("INC-06: in every status the button leads to a state that may follow, and an order that runs always has one", () => {
  for (const status of ASSIGNMENT_STATUSES) {
    const next = nextAct(assignment(status), false, { status: "AVAILABLE" } as Unit);
    if (ASSIGNMENT_NEXT[status].length === 0) assert.equal(next, undefined, status);
    else assert.ok(next && next in LEADS_TO && ASSIGNMENT_NEXT[status].includes(LEADS_TO[next as keyof typeof LEADS_TO]), status);
  }
});

test("ORG-02: a suspended order can be acknowledged but not set out on", () => {
  assert.equal(nextAct(assignment("ISSUED"), true, undefined), "acknowledge");
  assert.equal(nextAct(assignment("ACKNOWLEDGED"), true, undefined), undefined);
});

test("DSP-04: without an order the button brings the unit back on duty", () => {
  assert.equal(nextAct(undefined, false, { status: "OFF_DUTY" } as Unit), "onDuty");
  assert.equal(nextAct(undefined, false, { status: "UNAVAILABLE" } as Unit), "resume");
  assert.equal(nextAct(undefined, false, { status: "AVAILABLE" } as Unit), undefined);
});

const clock = (step: string, startedAt: number, limitS: number, more = {}) => ({ id: step, step, startedAt, limitS, doneAt: null, breachedAt: null, voidedAt: null, reason: null, ...more });
const own = (status: Assignment["status"], clocks: unknown[], more: Partial<Assignment> = {}): OwnOrder =>
  ({ incident: { clocks, place: { point: { lon: 114, lat: 30 } } }, assignment: assignment(status, more) }) as unknown as OwnOrder;
const deadlines = { acknowledge: { target: 30, escalate: 60, reassign: 120 } } as Deadlines;

test("DSP-05: the limit that presses is the earliest one that the unit's next step answers", () => {
  assert.equal(pressingClock(own("ISSUED", [clock("REACT", 0, 60), clock("ON_SCENE", 0, 10)]), deadlines)?.step, "acknowledge");
  assert.equal(pressingClock(own("EN_ROUTE", [clock("EN_ROUTE", 0, 1), clock("ON_SCENE", 0, 300), clock("ARRIVAL", 0, 200, { doneAt: 5 })]), deadlines)?.step, "ON_SCENE");
  assert.equal(pressingClock(own("FEEDBACK", [clock("ON_SCENE", 0, 300)]), deadlines), undefined);
});

test("DSP-05: the limit exactly is not over, a second later is", () => {
  const due = { step: "ON_SCENE", startedAt: 0, dueAt: 300_000 } as const;
  assert.deepEqual([199_999, 200_000, 300_999, 301_000].map((now) => pressure(due, now)), ["calm", "soon", "soon", "over"]);
});

test("SCN-05: the phone rings for an order that waits, and for an urgent fact that the unit was alarmed about until it is seen", () => {
  const rings = (status: Assignment["status"], fact: object) =>
    ringsFor({ order: { id: "O1" }, incident: { facts: [{ id: "F1", critical: true, alarmed: [], readBy: [], ...fact }] }, assignment: assignment(status, { unitId: "U1" }) } as unknown as OwnOrder);
  assert.equal(rings("ISSUED", {}), "O1");
  assert.deepEqual([rings("EN_ROUTE", {}), rings("EN_ROUTE", { alarmed: ["U1"] }), rings("ARRIVED", { alarmed: ["U1"], readBy: ["U1"] }), rings("ARRIVED", { alarmed: ["U2"] })], [undefined, "F1", undefined, undefined]);
});

test("SCN-03: arrival is proposed inside the geofence only, once, from a fresh and precise reading", () => {
  const at = (metresNorth: number, more = {}) => ({ lon: 114, lat: 30 + metresNorth / 111_195, at: 1_000, accuracyM: 10, speedKmh: null, heading: null, ...more });
  const run = own("EN_ROUTE", []);
  assert.equal(proposesArrival(run, at(49), 50, 1_000), true);
  assert.equal(proposesArrival(run, at(51), 50, 1_000), false);
  assert.equal(proposesArrival(run, at(1, { accuracyM: 200 }), 50, 1_000), false);
  assert.equal(proposesArrival(run, at(1), 50, 60_000), false);
  assert.equal(proposesArrival(own("EN_ROUTE", [], { arrivalProposedAt: 5 }), at(1), 50, 1_000), false);
  assert.equal(proposesArrival(own("ACKNOWLEDGED", []), at(1), 50, 1_000), false);
  assert.equal(proposesArrival(run, null, 50, 1_000), false);
});
