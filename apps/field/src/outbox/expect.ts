import type { Assignment, AssignmentStatus } from "@tocsin/contract/dispatch/order.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { ASSIGNMENT_NEXT } from "@tocsin/domain/dispatch/life-cycle.ts";
import { canOffer, HANDED_OVER, openOffer } from "../handover/offer.ts";
import { runningPatrol } from "../patrol/checkpoints.ts";
import type { Act } from "./act.ts";

type PayloadOf<Name extends Act["name"]> = Act<Name>["payload"];
/** The server's record of a request and the device's time of it lie this close. */
const CLOCKS_APART_MS = 5_000;
const is = <Name extends Act["name"]>(act: Act, name: Name): act is Act<Name> => act.name === name;

const STEPS: Partial<Record<Act["name"], { readonly to: AssignmentStatus; readonly stamp: keyof Assignment }>> = {
  "dispatch.acknowledge": { to: "ACKNOWLEDGED", stamp: "acknowledgedAt" },
  "dispatch.decline": { to: "DECLINED", stamp: "endedAt" },
  "dispatch.enRoute": { to: "EN_ROUTE", stamp: "enRouteAt" },
  "dispatch.handle": { to: "HANDLING", stamp: "handlingAt" },
  "dispatch.feedback": { to: "FEEDBACK", stamp: "feedbackAt" },
  "dispatch.complete": { to: "COMPLETED", stamp: "endedAt" },
};

/** A step that cannot follow changes nothing here: the server will say so. */
function step(assignment: Assignment, to: AssignmentStatus, stamp: keyof Assignment, at: number): Assignment {
  if (!ASSIGNMENT_NEXT[assignment.status].includes(to)) return assignment;
  return { ...assignment, status: to, [stamp]: assignment[stamp] ?? at };
}

function onAssignment(incident: Incident, ref: { readonly orderId: string; readonly unitId: string }, change: (assignment: Assignment) => Assignment): Incident {
  const orders = incident.orders.map((order) =>
    order.id === ref.orderId ? { ...order, assignments: order.assignments.map((assignment) => (assignment.unitId === ref.unitId ? change(assignment) : assignment)) } : order,
  );
  return { ...incident, orders };
}

function withArrival(incident: Incident, payload: PayloadOf<"dispatch.arrive">, at: number): Incident {
  return onAssignment(incident, payload, (assignment) => {
    if (payload.mode === "CONFIRMED") return step(assignment, "ARRIVED", "arrivedAt", at);
    return assignment.status === "EN_ROUTE" ? { ...assignment, arrivalProposedAt: assignment.arrivalProposedAt ?? at } : assignment;
  });
}

const endOffer = ({ handover: _taken, ...assignment }: Assignment): Assignment => assignment;

/** The offer that this unit answers: accepted, the giver's part is over; declined, it stays the giver's. */
function withAnswer(incident: Incident, { unitId, fromUnitId }: PayloadOf<"dispatch.acceptHandover">, accepted: boolean, at: number): Incident {
  const answered = (giver: Assignment): Assignment => {
    const offer = openOffer(giver);
    if (giver.unitId !== fromUnitId || offer?.toUnitId !== unitId) return giver;
    return accepted ? { ...step(giver, "SUPERSEDED", "endedAt", at), endReason: `${HANDED_OVER}${unitId}` } : { ...giver, handover: { ...offer, declinedAt: at } };
  };
  return { ...incident, orders: incident.orders.map((order) => ({ ...order, assignments: order.assignments.map(answered) })) };
}

function withHandover(incident: Incident, act: Act, at: number): Incident | undefined {
  if (is(act, "dispatch.offerHandover")) {
    const { toUnitId, reason } = act.payload;
    return onAssignment(incident, act.payload, (a) => (canOffer(a) ? { ...a, handover: { toUnitId, reason, at, declinedAt: null } } : a));
  }
  if (is(act, "dispatch.withdrawHandover")) return onAssignment(incident, act.payload, endOffer);
  if (is(act, "dispatch.acceptHandover") || is(act, "dispatch.declineHandover")) return withAnswer(incident, act.payload, is(act, "dispatch.acceptHandover"), at);
  return undefined;
}

function withFeedback(incident: Incident, act: Act<"dispatch.feedback">, at: number): Incident {
  const { unitId, orderId, kind, text } = act.payload;
  const told = incident.feedback.some((one) => one.unitId === unitId && one.deviceAt === (act.payload.deviceAt ?? act.at));
  return told ? incident : { ...incident, feedback: [...incident.feedback, { id: act.id, kind, unitId, orderId, text, media: [], at, deviceAt: act.payload.deviceAt ?? act.at }] };
}

/** The incident as it will be when this act has arrived. `at` is the act's time by the server's clock. */
function expectIncident(incident: Incident, act: Act, at: number): Incident {
  if (!("incidentId" in act.payload) || act.payload.incidentId !== incident.id) return incident;
  if (is(act, "dispatch.arrive")) return withArrival(incident, act.payload, at);
  if (is(act, "guidance.markRead")) return onAssignment(incident, act.payload, (a) => ({ ...a, guidanceReadAt: a.guidanceReadAt ?? at }));
  if (is(act, "guidance.markFactRead")) {
    const { factId, unitId } = act.payload;
    return { ...incident, facts: incident.facts.map((fact) => (fact.id === factId && !fact.readBy.includes(unitId) ? { ...fact, readBy: [...fact.readBy, unitId] } : fact)) };
  }
  if (is(act, "guidance.answerMatch")) {
    const { ruleId, subject, reason, unitId, deviceAt } = act.payload;
    const others = (incident.matches ?? []).filter((one) => one.ruleId !== ruleId || one.subject !== subject);
    return { ...incident, matches: [...others, { ruleId, subject, reason, unitId: unitId ?? null, at, deviceAt: deviceAt ?? null }] };
  }
  if (is(act, "dispatch.requestSupport")) {
    const { kind, text, unitId } = act.payload;
    if (incident.support.some((one) => one.kind === kind && one.text === text && one.unitId === unitId && one.at >= at - CLOCKS_APART_MS)) return incident;
    return { ...incident, support: [...incident.support, { id: act.id, kind, text, unitId, at, answer: null }] };
  }
  const handedOver = withHandover(incident, act, at);
  if (handedOver) return handedOver;
  const to = STEPS[act.name];
  if (!to || !("orderId" in act.payload) || !("unitId" in act.payload)) return incident;
  const stepped = onAssignment(incident, act.payload as { orderId: string; unitId: string }, (assignment) => step(assignment, to.to, to.stamp, at));
  return is(act, "dispatch.feedback") ? withFeedback(stepped, act, at) : stepped;
}

function withCheckpoint(unit: Unit, index: number, at: number): Unit {
  const patrol = runningPatrol(unit);
  if (!patrol || index < patrol.next || index >= patrol.checkpoints.length) return unit;
  const left = Array.from({ length: index - patrol.next }, (_, n) => patrol.next + n);
  if (index + 1 === patrol.checkpoints.length) return { ...unit, status: "AVAILABLE", statusSince: at, patrol: null };
  return { ...unit, patrol: { ...patrol, next: index + 1, excused: [...patrol.excused, ...left], passed: [...(patrol.passed ?? []), { index, at }] } };
}

function expectUnit(unit: Unit, act: Act, at: number): Unit {
  if (!("unitId" in act.payload) || act.payload.unitId !== unit.id) return unit;
  if (is(act, "dispatch.setUnitStatus")) return { ...unit, status: act.payload.status, statusSince: at, unavailableReason: act.payload.reason ?? null, patrol: null };
  if (is(act, "dispatch.checkpoint")) return withCheckpoint(unit, act.payload.index, at);
  if (is(act, "dispatch.endPatrol")) return { ...unit, patrol: null, ...(unit.status === "PATROL" ? { status: "AVAILABLE", statusSince: at } : {}) };
  if (is(act, "dispatch.verifyContact")) return { ...unit, contactVerifiedAt: at };
  if (is(act, "dispatch.duress")) return { ...unit, duress: unit.duress ?? { at, point: act.payload.point ?? null } };
  return unit;
}

/** The records as they will be once everything that waits has arrived. Refused acts have no part in it. `offset` = server clock minus device clock, ms. */
export function expectAll(incident: Incident | undefined, unit: Unit | undefined, acts: readonly Act[], offset: number): { incident: Incident | undefined; unit: Unit | undefined } {
  const coming = acts.filter((act) => act.status === "WAITING");
  return {
    incident: incident && coming.reduce((state, act) => expectIncident(state, act, act.at + offset), incident),
    unit: unit && coming.reduce((state, act) => expectUnit(state, act, act.at + offset), unit),
  };
}
