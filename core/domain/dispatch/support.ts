import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { SECOND } from "@tocsin/kernel/instant.ts";
import { type Decider, onIncident, refused } from "../decision.ts";
import { mayActFor, openIncident, theIncident } from "../guard.ts";
import { limitsOf } from "../organisation/limits.ts";
import { hasBelow } from "../organisation/own-organisation.ts";
import { openPlan } from "../plan.ts";

export const requestSupport: Decider<CommandPayload["dispatch.requestSupport"]> = (world, payload, context) => {
  const incident = openIncident(world, payload.incidentId);
  if (!incident.ok) return incident;
  if (!mayActFor(context.actor, payload.unitId)) return refused("NOT_YOUR_UNIT");
  const plan = openPlan(world, context);
  plan.add(onIncident(payload.incidentId, "SupportRequested", { request: { id: context.newId(), kind: payload.kind, text: payload.text, unitId: payload.unitId, at: context.at, dueAt: context.at + context.city.city.deadlines.supportAnswer * SECOND, answer: null } }));
  return plan.decision();
};

/** Whoever accepts answers for it within the same time again; it has one owner (SCN-01). */
export const acceptSupport: Decider<CommandPayload["dispatch.acceptSupport"]> = (world, payload, context) => {
  const incident = openIncident(world, payload.incidentId);
  if (!incident.ok) return incident;
  const request = incident.value.support.find((candidate) => candidate.id === payload.requestId);
  if (request === undefined) return refused("NOT_FOUND", { requestId: payload.requestId });
  if (request.answer !== null) return refused("STATE_CONFLICT", { status: "ANSWERED", allowed: [] });
  const { userId, name, orgPath } = context.actor;
  if (request.owner !== undefined && request.owner.userId !== userId) return refused("SUPPORT_TAKEN", { name: request.owner.name });
  const plan = openPlan(world, context);
  if (request.owner === undefined) plan.add(onIncident(payload.incidentId, "SupportAccepted", { requestId: request.id, userId, name, orgPath, dueAt: context.at + context.city.city.deadlines.supportAnswer * SECOND }));
  return plan.decision();
};

export const answerSupport: Decider<CommandPayload["dispatch.answerSupport"]> = (world, payload, context) => {
  const incident = openIncident(world, payload.incidentId);
  if (!incident.ok) return incident;
  const request = incident.value.support.find((candidate) => candidate.id === payload.requestId);
  if (request === undefined) return refused("NOT_FOUND", { requestId: payload.requestId });
  if (request.answer !== null) return refused("STATE_CONFLICT", { status: "ANSWERED", allowed: [] });
  const plan = openPlan(world, context);
  plan.add(onIncident(payload.incidentId, "SupportAnswered", { requestId: payload.requestId, text: payload.text }));
  return plan.decision();
};

export const explainBreach: Decider<CommandPayload["dispatch.explainBreach"]> = (world, payload, context) => {
  const incident = theIncident(world, payload.incidentId);
  if (!incident.ok) return incident;
  const clock = incident.value.clocks.find((candidate) => candidate.id === payload.clockId);
  if (clock === undefined) return refused("NO_SUCH_CLOCK", { clockId: payload.clockId });
  if (clock.breachedAt === null) return refused("NOT_BREACHED");
  const plan = openPlan(world, context);
  plan.add(onIncident(payload.incidentId, "BreachExplained", { clockId: payload.clockId, code: payload.code, text: payload.text ?? "" }));
  return plan.decision();
};

/** A level that got a copy stops the order, with a reason, within its window; the city is alerted by the event itself (ORG-02). */
export const veto: Decider<CommandPayload["dispatch.veto"]> = (world, payload, context) => {
  const incident = openIncident(world, payload.incidentId);
  if (!incident.ok) return incident;
  const order = incident.value.orders.find((candidate) => candidate.id === payload.orderId);
  if (order === undefined) return refused("NO_SUCH_ORDER", { orderId: payload.orderId });
  const copy = order.copies.find((candidate) => candidate.orgId === payload.orgId);
  if (copy === undefined || !hasBelow(context.city, context.actor, copy.orgPath)) return refused("FORBIDDEN", { command: "dispatch.veto" });
  if (order.suspended !== null) return refused("ORDER_SUSPENDED", { reason: order.suspended.reason });
  if (context.at - order.issuedAt > limitsOf(incident.value, context.city.city.deadlines).vetoWindow * SECOND) return refused("VETO_WINDOW_OVER");
  const plan = openPlan(world, context);
  plan.add(onIncident(payload.incidentId, "OrderVetoed", { orderId: payload.orderId, orgId: payload.orgId, reason: payload.reason }));
  return plan.decision();
};

export const seeCopy: Decider<CommandPayload["dispatch.seeCopy"]> = (world, payload, context) => {
  const incident = theIncident(world, payload.incidentId);
  if (!incident.ok) return incident;
  const order = incident.value.orders.find((candidate) => candidate.id === payload.orderId);
  if (order === undefined) return refused("NO_SUCH_ORDER", { orderId: payload.orderId });
  const copy = order.copies.find((candidate) => candidate.orgId === payload.orgId);
  if (copy === undefined || !hasBelow(context.city, context.actor, copy.orgPath)) return refused("NOT_FOUND", { orgId: payload.orgId });
  const plan = openPlan(world, context);
  if (copy.seenAt === null) plan.add(onIncident(payload.incidentId, "CopySeen", { orderId: payload.orderId, orgId: payload.orgId }));
  return plan.decision();
};

export const answerSeat: Decider<CommandPayload["dispatch.answerSeat"]> = (world, payload, context) => {
  const incident = openIncident(world, payload.incidentId);
  if (!incident.ok) return incident;
  const { seat } = incident.value;
  if (seat === null || !hasBelow(context.city, context.actor, seat.orgPath)) return refused("NOT_FOUND");
  const plan = openPlan(world, context);
  if (seat.answeredAt === null) plan.add(onIncident(payload.incidentId, "SeatAnswered", { orgId: seat.orgId }));
  return plan.decision();
};
