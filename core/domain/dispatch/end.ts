import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { isActive } from "@tocsin/contract/dispatch/order.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { type Actor, type CityIndex, type Decider, onIncident, onUnit, refused, within } from "../decision.ts";
import { SYSTEM_ROLE, inCommand, openIncident, theUnit } from "../guard.ts";
import { helpTold } from "../linkage/help.ts";
import { orgAt } from "../organisation/chain.ts";
import { type Plan, openPlan } from "../plan.ts";
import { issue } from "./issue.ts";
import { readyFor } from "./progress.ts";

interface Ref {
  readonly incidentId: string;
  readonly orderId: string;
  readonly unitId: string;
}

/** Frees the unit of an assignment that ended early. */
export function release(plan: Plan, ref: Ref, to: "AVAILABLE" | "UNAVAILABLE", reason: Unit["unavailableReason"]): void {
  plan.add(onUnit(ref.unitId, "UnitReleased", { incidentId: ref.incidentId, orderId: ref.orderId, to, reason }), ...helpTold(plan.incident(ref.incidentId), "LEFT", [plan.unit(ref.unitId).callSign]));
}

/** Ends every active assignment of an incident that itself ends. */
export function recallAll(plan: Plan, incidentId: string, reason: string): void {
  for (const order of plan.incident(incidentId).orders) {
    for (const a of order.assignments.filter(isActive)) {
      plan.add(onIncident(incidentId, "AssignmentRecalled", { orderId: order.id, unitId: a.unitId, reason }));
      release(plan, { incidentId, orderId: order.id, unitId: a.unitId }, "AVAILABLE", null);
    }
  }
}

/** ORG-04: in a centrally governed area a district cannot re-task a unit that the city assigned; it can ask for its release. */
export function cityAssigned(city: CityIndex, actor: Actor, incident: Incident, orderId: string): boolean {
  const issuedBy = incident.orders.find((order) => order.id === orderId)?.issuedByPath;
  const central = orgAt(city, incident.orgPath)?.governance === "CENTRAL";
  return actor.role !== SYSTEM_ROLE && central && issuedBy !== undefined && !within(issuedBy, actor.orgPath);
}

/** A unit refuses an order, with a code. Unsafe or unfit: the need is open again and others are ranked (CMD-04). */
export const decline: Decider<CommandPayload["dispatch.decline"]> = (world, payload, context) => {
  const ready = readyFor(world, payload, context, "DECLINED");
  if (!ready.ok) return ready;
  if (payload.code === "JURISDICTION") return refused("JURISDICTION_NO_DECLINE");
  const plan = openPlan(world, context);
  plan.add(onIncident(payload.incidentId, "AssignmentDeclined", { orderId: payload.orderId, unitId: payload.unitId, code: payload.code, text: payload.text ?? "" }));
  const unfit = payload.code === "VEHICLE";
  release(plan, payload, unfit ? "UNAVAILABLE" : "AVAILABLE", unfit ? "VEHICLE" : null);
  return plan.decision();
};

export const recall: Decider<CommandPayload["dispatch.recall"]> = (world, payload, context) => {
  const ready = readyFor(world, payload, context, "RECALLED");
  if (!ready.ok) return ready;
  const { incident } = ready.value;
  if (!inCommand(context.actor, incident)) return refused("NOT_IN_COMMAND", { commander: incident.commander?.name });
  if (cityAssigned(context.city, context.actor, incident, payload.orderId)) return refused("CITY_ASSIGNED");
  const plan = openPlan(world, context);
  plan.add(onIncident(payload.incidentId, "AssignmentRecalled", { orderId: payload.orderId, unitId: payload.unitId, reason: payload.reason }));
  release(plan, payload, "AVAILABLE", null);
  return plan.decision();
};

/**
 * Draws a unit off from one incident and orders it to another, in one act: both or neither (CMD-11). Both logs say where from,
 * where to and why; the incident left behind is without that unit at once, and waits in the queue if it had no other.
 */
export const reassign: Decider<CommandPayload["dispatch.reassign"]> = (world, payload, context) => {
  const target = openIncident(world, payload.incidentId);
  if (!target.ok) return target;
  const unit = theUnit(world, payload.unitId);
  if (!unit.ok) return unit;
  const words = payload.reason?.trim() ?? "";
  if (payload.code === "OTHER" && words === "") return refused("REASON_REQUIRED", { fields: ["/reason"] });
  if (payload.fromIncidentId === payload.incidentId) return refused("STATE_CONFLICT", { status: "ASSIGNED", allowed: [] });
  const bound = unit.value.assignment;
  if (bound === null || bound.incidentId !== payload.fromIncidentId) return refused("UNIT_TAKEN", { unitId: payload.unitId });
  const source = readyFor(world, { ...payload, incidentId: payload.fromIncidentId, orderId: bound.orderId }, context, "SUPERSEDED");
  if (!source.ok) return source;
  if (target.value.drill && !source.value.incident.drill) return refused("DRILL_DRAWS_OFF");
  for (const incident of [source.value.incident, target.value]) {
    if (!inCommand(context.actor, incident)) return refused("NOT_IN_COMMAND", { commander: incident.commander?.name });
  }
  if (cityAssigned(context.city, context.actor, source.value.incident, bound.orderId)) return refused("CITY_ASSIGNED");
  const plan = openPlan(world, context);
  const drawn = ({ id, no, scope }: Incident) => ({ incidentId: id, no, code: payload.code, scope: [...scope] });
  plan.add(onIncident(payload.fromIncidentId, "AssignmentSuperseded", { orderId: bound.orderId, unitId: payload.unitId, reason: words || payload.code, drawnTo: drawn(target.value) }));
  release(plan, { incidentId: payload.fromIncidentId, orderId: bound.orderId, unitId: payload.unitId }, "AVAILABLE", null);
  issue(plan, {
    incidentId: payload.incidentId, orderId: payload.orderId, units: [plan.unit(payload.unitId)], orgIds: [],
    preDispatch: false, note: words, overrideReason: null, drawnFrom: drawn(source.value.incident),
  });
  return plan.decision();
};
