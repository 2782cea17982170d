import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { isOpen } from "@tocsin/contract/intake/incident.ts";
import type { Assignment, Order } from "@tocsin/contract/dispatch/order.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import type { Actor, World } from "./decision.ts";
import { INCIDENT_NEXT } from "./intake/life-cycle.ts";

type Guarded<T> = Result<T, Refusal>;

/** Role of the platform itself: timers and registrations. */
export const SYSTEM_ROLE = "SYSTEM";

export function theIncident(world: World, id: string): Guarded<Incident> {
  const incident = world.incidents.get(id);
  return incident === undefined ? fail(refuse("NOT_FOUND", { incidentId: id })) : ok(incident);
}

/** An incident in which somebody may still act. */
export function openIncident(world: World, id: string): Guarded<Incident> {
  const found = theIncident(world, id);
  if (!found.ok || isOpen(found.value)) return found;
  return fail(refuse("STATE_CONFLICT", { status: found.value.status, allowed: INCIDENT_NEXT[found.value.status] }));
}

export function theUnit(world: World, id: string): Guarded<Unit> {
  const unit = world.units.get(id);
  return unit === undefined ? fail(refuse("UNKNOWN_UNIT", { unitId: id })) : ok(unit);
}

export function theAssignment(incident: Incident, orderId: string, unitId: string): Guarded<{ readonly order: Order; readonly assignment: Assignment }> {
  const order = incident.orders.find((candidate) => candidate.id === orderId);
  if (order === undefined) return fail(refuse("NO_SUCH_ORDER", { orderId }));
  const assignment = order.assignments.find((candidate) => candidate.unitId === unitId);
  return assignment === undefined ? fail(refuse("NO_SUCH_ASSIGNMENT", { orderId, unitId })) : ok({ order, assignment });
}

/** Roles that act for one unit only. */
const UNIT_ROLES: readonly string[] = ["UNIT", "UNIT_OFF_SHIFT", "MRU_CONTACT"];

export const actsForUnit = (actor: Actor): boolean => UNIT_ROLES.includes(actor.role);

/** A seat of a unit acts for that unit alone; desks act within their scope. */
export const mayActFor = (actor: Actor, unitId: string): boolean => !actsForUnit(actor) || actor.unitId === unitId;

/** CMD-04: while somebody commands the incident, orders come from that person. */
export const inCommand = (actor: Actor, incident: Incident): boolean =>
  incident.commander === null || incident.commander.userId === actor.userId || actor.role === SYSTEM_ROLE;
