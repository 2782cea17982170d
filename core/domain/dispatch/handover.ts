import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { type Context, type Decider, type World, onIncident, onUnit, refused } from "../decision.ts";
import { mayActFor, openIncident, theAssignment, theUnit } from "../guard.ts";
import { type Plan, openPlan } from "../plan.ts";
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
  const { incidentId, orderId, unitId, toUnitId, reason } = payload;
  if (toUnitId === unitId || to.value.assignment?.incidentId !== incidentId) return refused("NO_SUCH_ASSIGNMENT", { unitId: toUnitId });
  const plan = openPlan(world, context);
  plan.add(onUnit(unitId, "HandoverOffered", { toUnitId }), onIncident(incidentId, "ResponsibilityOffered", { orderId, unitId, toUnitId, reason }));
  return plan.decision();
};

/** The assignment that was offered to the unit that answers, while both are on the incident. */
function theOffer(world: World, payload: CommandPayload["dispatch.acceptHandover"], context: Context): Result<NonNullable<Unit["assignment"]>, Refusal> {
  const incident = openIncident(world, payload.incidentId);
  if (!incident.ok) return incident;
  if (!mayActFor(context.actor, payload.unitId)) return fail(refuse("NOT_YOUR_UNIT"));
  const from = theUnit(world, payload.fromUnitId);
  if (!from.ok) return from;
  const bound = from.value.assignment;
  if (from.value.handoverTo !== payload.unitId || bound?.incidentId !== payload.incidentId) return fail(refuse("HANDOVER_NOT_OFFERED"));
  return ok(bound);
}

export const acceptHandover: Decider<CommandPayload["dispatch.acceptHandover"]> = (world, payload, context) => {
  const offer = theOffer(world, payload, context);
  if (!offer.ok) return offer;
  const bound = offer.value;
  const receiver = theUnit(world, payload.unitId);
  if (!receiver.ok) return receiver;
  if (receiver.value.assignment?.incidentId !== payload.incidentId) return refused("NO_SUCH_ASSIGNMENT", { unitId: payload.unitId });
  const plan = openPlan(world, context);
  const reason = `HANDED_OVER:${payload.unitId}`;
  plan.add(onUnit(payload.fromUnitId, "HandoverEnded", {}), onIncident(payload.incidentId, "AssignmentSuperseded", { orderId: bound.orderId, unitId: payload.fromUnitId, reason }));
  release(plan, { ...bound, unitId: payload.fromUnitId }, "AVAILABLE", null);
  return plan.decision();
};

/** An offer ends without effect. One that was made before offers stood in the incident's record has no trace there to end. */
function keep(plan: Plan, bound: NonNullable<Unit["assignment"]>, unitId: string, declinedBy: string | null): void {
  const { incidentId, orderId } = bound;
  plan.add(onUnit(unitId, "HandoverEnded", {}));
  const made = theAssignment(plan.incident(incidentId), orderId, unitId);
  if (made.ok && made.value.assignment.handover !== undefined) plan.add(onIncident(incidentId, "ResponsibilityKept", { orderId, unitId, declinedBy }));
}

/** The receiver says no: the giver stays responsible, and may offer to another (DSP-02). */
export const declineHandover: Decider<CommandPayload["dispatch.declineHandover"]> = (world, payload, context) => {
  const offer = theOffer(world, payload, context);
  if (!offer.ok) return offer;
  const plan = openPlan(world, context);
  keep(plan, offer.value, payload.fromUnitId, payload.unitId);
  return plan.decision();
};

/** The giver takes its offer back while nobody has accepted it. */
export const withdrawHandover: Decider<CommandPayload["dispatch.withdrawHandover"]> = (world, payload, context) => {
  const incident = openIncident(world, payload.incidentId);
  if (!incident.ok) return incident;
  if (!mayActFor(context.actor, payload.unitId)) return refused("NOT_YOUR_UNIT");
  const unit = theUnit(world, payload.unitId);
  if (!unit.ok) return unit;
  const { assignment: bound, handoverTo } = unit.value;
  if (bound === null || bound.incidentId !== payload.incidentId || handoverTo === null) return refused("HANDOVER_NOT_OFFERED");
  const plan = openPlan(world, context);
  keep(plan, bound, payload.unitId, null);
  return plan.decision();
};
