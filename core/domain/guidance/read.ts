import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { type Decider, onIncident, refused } from "../decision.ts";
import { mayActFor, theAssignment, theIncident } from "../guard.ts";
import { openPlan } from "../plan.ts";

/** The first reading is logged with version and time (SCN-02). */
export const markRead: Decider<CommandPayload["guidance.markRead"]> = (world, payload, context) => {
  const found = theIncident(world, payload.incidentId);
  if (!found.ok) return found;
  if (!mayActFor(context.actor, payload.unitId)) return refused("NOT_YOUR_UNIT");
  const place = theAssignment(found.value, payload.orderId, payload.unitId);
  if (!place.ok) return place;
  const { order: { guidance }, assignment } = place.value;
  // What a device says late is of the pack that went with the order, not of the one that has come since.
  const isOfBefore = guidance.issuedAt > assignment.issuedAt && (payload.deviceAt ?? context.at) < guidance.issuedAt;
  const plan = openPlan(world, context);
  if (assignment.guidanceReadAt === null && !isOfBefore) {
    plan.add(onIncident(payload.incidentId, "GuidanceRead", { orderId: payload.orderId, unitId: payload.unitId, version: payload.version, deviceAt: payload.deviceAt ?? null }));
  }
  return plan.decision();
};

export const markFactRead: Decider<CommandPayload["guidance.markFactRead"]> = (world, payload, context) => {
  const found = theIncident(world, payload.incidentId);
  if (!found.ok) return found;
  if (!mayActFor(context.actor, payload.unitId)) return refused("NOT_YOUR_UNIT");
  const fact = found.value.facts.find((candidate) => candidate.id === payload.factId);
  if (fact === undefined) return refused("NOT_FOUND", { factId: payload.factId });
  const plan = openPlan(world, context);
  if (!fact.readBy.includes(payload.unitId)) plan.add(onIncident(payload.incidentId, "FactRead", { factId: payload.factId, unitId: payload.unitId }));
  return plan.decision();
};

/** A match is taken up or let be (SCN-04). What a device says late does not undo what was said after it. */
export const answerMatch: Decider<CommandPayload["guidance.answerMatch"]> = (world, { incidentId, unitId, ruleId, subject, reason, deviceAt }, context) => {
  const found = theIncident(world, incidentId);
  if (!found.ok) return found;
  const { actor, at } = context;
  const works = (id: string): boolean => found.value.orders.some(({ assignments }) => assignments.some((assignment) => assignment.unitId === id));
  if (unitId === undefined ? actor.unitId !== null : !mayActFor(actor, unitId) || !works(unitId)) return refused("NOT_YOUR_UNIT");
  const plan = openPlan(world, context);
  const said = found.value.matches?.find((answer) => answer.ruleId === ruleId && answer.subject === subject);
  const later = said !== undefined && (said.deviceAt ?? said.at) > Math.min(deviceAt ?? at, at);
  if (!later) plan.add(onIncident(incidentId, "MatchAnswered", { ruleId, subject, reason, unitId: unitId ?? null, deviceAt: deviceAt ?? null }));
  return plan.decision();
};
