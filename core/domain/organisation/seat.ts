import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { OrgUnit } from "@tocsin/contract/organisation/city.ts";
import { onIncident } from "../decision.ts";
import type { CityIndex } from "../decision.ts";
import type { Plan } from "../plan.ts";
import { cityPath } from "./chain.ts";

/** The specialist line that a capability belongs to (ORG-14). */
const LINE_OF_CAPABILITY: Readonly<Record<string, string>> = {
  TRAFFIC_CONTROL: "TRAFFIC_POLICE",
  SPECIAL_RESPONSE: "SPECIAL_POLICE",
  WATER_RESCUE: "WATER_POLICE",
  RAIL_CONTROL: "RAIL_POLICE",
};

/** The duty command room that must know of an incident, by its lead agency or a capability that it needs. */
export function dutyRoomFor(city: CityIndex, incident: Incident): OrgUnit | null {
  const lines = new Set([incident.leadAgency, ...[...incident.needsAll, ...incident.needsAny].map((need) => LINE_OF_CAPABILITY[need])]);
  return city.city.orgs.find((org) => org.kind === "DUTY_ROOM" && lines.has(org.agency)) ?? null;
}

/** Puts a dispatched incident before its specialist seat, once. */
export function requireSeat(plan: Plan, incidentId: string): void {
  const incident = plan.incident(incidentId);
  const room = incident.seat === null ? dutyRoomFor(plan.context.city, incident) : null;
  if (room !== null) plan.add(onIncident(incidentId, "SeatRequired", { orgId: room.id, orgPath: room.path }));
}

/** What happens when the seat has had its time: somebody sits there, or the city's duty commander is told. */
export function seatDue(plan: Plan, incidentId: string): void {
  const { seat } = plan.incident(incidentId);
  if (seat === null || seat.answeredAt !== null || seat.escalatedAt !== null) return;
  const manned = plan.context.mannedOrgs.has(seat.orgId);
  plan.add(
    manned
      ? onIncident(incidentId, "SeatAnswered", { orgId: seat.orgId })
      : onIncident(incidentId, "SeatEmpty", { orgId: seat.orgId, to: cityPath(plan.context.city) }),
  );
}
