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
  const plan = openPlan(world, context);
  if (place.value.assignment.guidanceReadAt === null) {
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
