import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { type Decider, onIncident, onUnit, refused } from "../decision.ts";
import { mayActFor, openIncident, theAssignment, theUnit } from "../guard.ts";
import { openPlan } from "../plan.ts";
import { release } from "./end.ts";

/** The unit that arrived first offers its responsibility; until the other accepts it keeps it, and clocks run on (DSP-02). */
export const offerHandover: Decider<CommandPayload["dispatch.offerHandover"]> = (world, payload, context) => {
  const incident = openIncident(world, payload.incidentId);
  if (!incident.ok) return incident;
  if (!mayActFor(context.actor, payload.unitId)) return refused("NOT_YOUR_UNIT");
  const from = theAssignment(incident.value, payload.orderId, payload.unitId);
  if (!from.ok) return from;
  if (from.value.assignment.arrivedAt === null || from.value.assignment.endedAt !== null) {
    return refused("STATE_CONFLICT", { status: from.value.assignment.status, allowed: ["ARRIVED", "HANDLING", "FEEDBACK"] });
  }
  const to = theUnit(world, payload.toUnitId);
  if (!to.ok) return to;
  if (to.value.assignment?.incidentId !== payload.incidentId) return refused("NO_SUCH_ASSIGNMENT", { unitId: payload.toUnitId });
  const plan = openPlan(world, context);
  plan.add(onUnit(payload.unitId, "HandoverOffered", { toUnitId: payload.toUnitId }));
  return plan.decision();
};

export const acceptHandover: Decider<CommandPayload["dispatch.acceptHandover"]> = (world, payload, context) => {
  const incident = openIncident(world, payload.incidentId);
  if (!incident.ok) return incident;
  if (!mayActFor(context.actor, payload.unitId)) return refused("NOT_YOUR_UNIT");
  const from = theUnit(world, payload.fromUnitId);
  if (!from.ok) return from;
  const bound = from.value.assignment;
  if (from.value.handoverTo !== payload.unitId || bound === null) return refused("HANDOVER_NOT_OFFERED");
  const receiver = theUnit(world, payload.unitId);
  if (!receiver.ok) return receiver;
  if (receiver.value.assignment?.incidentId !== payload.incidentId) return refused("NO_SUCH_ASSIGNMENT", { unitId: payload.unitId });
  const plan = openPlan(world, context);
  const reason = `HANDED_OVER:${payload.unitId}`;
  plan.add(onUnit(payload.fromUnitId, "HandoverEnded", {}), onIncident(payload.incidentId, "AssignmentSuperseded", { orderId: bound.orderId, unitId: payload.fromUnitId, reason }));
  release(plan, { ...bound, unitId: payload.fromUnitId }, "AVAILABLE", null);
  return plan.decision();
};
