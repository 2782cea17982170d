import assert from "node:assert/strict";
import { test } from "node:test";
import type { Assignment } from "@tocsin/contract/dispatch/order.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Act } from "./act.ts";
import { expectAll } from "./expect.ts";
import { STEP, act } from "./test-acts.ts";

const assignment = (status: Assignment["status"]): Assignment =>
  ({ unitId: "U1", status, acknowledgedAt: null, enRouteAt: null, arrivedAt: null, arrivalProposedAt: null, endedAt: null }) as Assignment;
const incident = (status: Assignment["status"]): Incident =>
  ({ id: "I1", orders: [{ id: "O1", assignments: [assignment(status), { ...assignment("ISSUED"), unitId: "U2" }] }], feedback: [], facts: [{ id: "F1", readBy: [] }], support: [] }) as unknown as Incident;
const unit = { id: "U1", status: "AVAILABLE", duress: null } as Unit;
const own = (view: Incident | undefined): Assignment | undefined => view?.orders[0]?.assignments[0];
const arrive = (mode: "CONFIRMED" | "PROPOSED"): Partial<Act> => ({ payload: { ...STEP, mode } });

test("X-07: what waits is shown as done, at the server's time, and touches no other unit", () => {
  const view = expectAll(incident("ISSUED"), unit, [act("A", 1, "dispatch.acknowledge"), act("B", 2, "dispatch.enRoute")], 500).incident;
  assert.equal(own(view)?.status, "EN_ROUTE");
  assert.deepEqual([own(view)?.acknowledgedAt, own(view)?.enRouteAt], [1_500, 2_500]);
  assert.equal(view?.orders[0]?.assignments[1]?.status, "ISSUED");
});

test("X-03: an act that cannot follow any more changes nothing on the screen", () => {
  const view = expectAll(incident("RECALLED"), unit, [act("A", 1, "dispatch.acknowledge")], 0).incident;
  assert.equal(own(view)?.status, "RECALLED");
});

test("X-07: a refused act is not shown as done", () => {
  const view = expectAll(incident("ISSUED"), unit, [act("A", 1, "dispatch.acknowledge", { status: "REFUSED" })], 0).incident;
  assert.equal(own(view)?.status, "ISSUED");
});

test("SCN-03: a proposed arrival starts its count and is not yet an arrival", () => {
  const proposed = expectAll(incident("EN_ROUTE"), unit, [act("A", 1, "dispatch.arrive", arrive("PROPOSED"))], 0).incident;
  assert.deepEqual([own(proposed)?.status, own(proposed)?.arrivalProposedAt], ["EN_ROUTE", 1_000]);
  const confirmed = expectAll(proposed, unit, [act("B", 2, "dispatch.arrive", arrive("CONFIRMED"))], 0).incident;
  assert.deepEqual([own(confirmed)?.status, own(confirmed)?.arrivedAt], ["ARRIVED", 2_000]);
});

test("SCN-05: a fact that was read is read, and feedback stands in the list at once, once", () => {
  const report = act("F", 2, "dispatch.feedback", { payload: { ...STEP, kind: "FIRST", text: "平稳" } });
  const view = expectAll(incident("HANDLING"), unit, [act("R", 1, "guidance.markFactRead", { payload: { incidentId: "I1", unitId: "U1", factId: "F1" } }), report, report], 0).incident;
  assert.deepEqual(view?.facts[0]?.readBy, ["U1"]);
  assert.deepEqual(view?.feedback.map(({ text }) => text), ["平稳"]);
  assert.equal(own(view)?.status, "FEEDBACK");
});

test("SCN-04: what the officer said of a match stands at once, and the last word counts", () => {
  const answer = (seq: number, reason: "SEEN" | "NOT_SO") => act(`M${seq}`, seq, "guidance.answerMatch", { payload: { incidentId: "I1", unitId: "U1", ruleId: "ROAD_NEAR", subject: "R", reason, deviceAt: seq } });
  assert.deepEqual(expectAll(incident("HANDLING"), unit, [answer(1, "SEEN"), answer(2, "NOT_SO")], 0).incident?.matches?.map(({ reason, deviceAt }) => [reason, deviceAt]), [["NOT_SO", 2]]);
});

test("DSP-10: duress and duty are shown at once", () => {
  const status = act("S", 1, "dispatch.setUnitStatus", { payload: { unitId: "U1", status: "UNAVAILABLE", reason: "MEAL" } });
  const view = expectAll(undefined, unit, [status, act("H", 2, "dispatch.duress", { payload: { unitId: "U1" } })], 0).unit;
  assert.deepEqual([view?.status, view?.unavailableReason, view?.duress], ["UNAVAILABLE", "MEAL", { at: 2_000, point: null }]);
});

test("DSP-02: an offer, its withdrawal and both answers are shown at once; accepted, the giver's part is over", () => {
  const offer = act("A", 1, "dispatch.offerHandover", { payload: { ...STEP, toUnitId: "U2", reason: "辖区" } });
  const offered = expectAll(incident("HANDLING"), unit, [offer], 0).incident;
  assert.deepEqual(own(offered)?.handover, { toUnitId: "U2", reason: "辖区", at: 1_000, declinedAt: null });
  assert.equal(own(expectAll(incident("EN_ROUTE"), unit, [offer], 0).incident)?.handover, undefined, "who has not arrived has nothing to hand over");
  assert.equal(own(expectAll(incident("HANDLING"), unit, [offer, act("B", 2, "dispatch.withdrawHandover")], 0).incident)?.handover, undefined);
  const answer = (name: "dispatch.acceptHandover" | "dispatch.declineHandover", unitId: string) => own(expectAll(offered, unit, [act("C", 3, name, { payload: { ...STEP, unitId, fromUnitId: "U1" } })], 0).incident);
  const accepted = answer("dispatch.acceptHandover", "U2");
  assert.deepEqual([accepted?.status, accepted?.endReason, accepted?.endedAt], ["SUPERSEDED", "HANDED_OVER:U2", 3_000]);
  assert.deepEqual([answer("dispatch.declineHandover", "U2")?.status, answer("dispatch.declineHandover", "U2")?.handover?.declinedAt], ["HANDLING", 3_000]);
  assert.equal(answer("dispatch.acceptHandover", "U3")?.status, "HANDLING", "nobody else can answer");
});
