import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { OrgUnit } from "@tocsin/contract/organisation/city.ts";
import { type CityIndex, type Decider, onIncident, refused } from "../decision.ts";
import { openIncident } from "../guard.ts";
import { openPlan } from "../plan.ts";

/** Where an agency's desk sits. */
export const agencyDesk = (city: CityIndex, agency: string): OrgUnit | undefined => city.city.orgs.find((org) => org.agency === agency && org.level === "DISTRICT");

/** Shows the incident to a partner's desk, which may then join it (INC-04). */
export const inviteAgency: Decider<CommandPayload["intake.inviteAgency"]> = (world, payload, context) => {
  const found = openIncident(world, payload.incidentId);
  if (!found.ok) return found;
  const desk = agencyDesk(context.city, payload.agency);
  if (desk === undefined) return refused("VALIDATION_FAILED", { fields: ["/agency"] });
  const plan = openPlan(world, context);
  if (!found.value.scope.includes(desk.path)) plan.add(onIncident(payload.incidentId, "AgencyInvited", { agency: payload.agency, orgPath: desk.path }));
  return plan.decision();
};

export const joinRoom: Decider<CommandPayload["intake.joinRoom"]> = (world, payload, context) => {
  const found = openIncident(world, payload.incidentId);
  if (!found.ok) return found;
  const seated = found.value.room.some((seat) => seat.agency === context.actor.agency && seat.leftAt === null);
  const plan = openPlan(world, context);
  if (!seated) plan.add(onIncident(payload.incidentId, "RoomJoined", { agency: context.actor.agency, orgPath: context.actor.orgPath }));
  return plan.decision();
};

/** Leaving ends access (INC-04). */
export const leaveRoom: Decider<CommandPayload["intake.leaveRoom"]> = (world, payload, context) => {
  const found = openIncident(world, payload.incidentId);
  if (!found.ok) return found;
  if (!found.value.room.some((seat) => seat.agency === context.actor.agency && seat.leftAt === null)) return refused("NOT_IN_ROOM");
  const plan = openPlan(world, context);
  plan.add(onIncident(payload.incidentId, "RoomLeft", { agency: context.actor.agency }));
  return plan.decision();
};

export const setAgencyStatus: Decider<CommandPayload["intake.setAgencyStatus"]> = (world, payload, context) => {
  const found = openIncident(world, payload.incidentId);
  if (!found.ok) return found;
  if (!found.value.room.some((seat) => seat.agency === context.actor.agency && seat.leftAt === null)) return refused("NOT_IN_ROOM");
  const plan = openPlan(world, context);
  plan.add(onIncident(payload.incidentId, "AgencyStatusSet", { agency: context.actor.agency, status: payload.status }));
  return plan.decision();
};

/** The lead agency is exactly one at any time: it is replaced, never added. */
export const setLeadAgency: Decider<CommandPayload["intake.setLeadAgency"]> = (world, payload, context) => {
  const found = openIncident(world, payload.incidentId);
  if (!found.ok) return found;
  if (payload.agency !== "POLICE" && !context.city.department.has(payload.agency)) return refused("VALIDATION_FAILED", { fields: ["/agency"] });
  const plan = openPlan(world, context);
  if (found.value.leadAgency !== payload.agency) {
    plan.add(onIncident(payload.incidentId, "LeadAgencySet", { from: found.value.leadAgency, to: payload.agency, reason: payload.reason }));
  }
  return plan.decision();
};
