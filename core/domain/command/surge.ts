import type { SystemPayload } from "@tocsin/contract/commands.ts";
import { isOpen, type Incident } from "@tocsin/contract/intake/incident.ts";
import { type Decider, onIncident, refused } from "../decision.ts";
import { openIncident } from "../guard.ts";
import { openPlan } from "../plan.ts";

/** City and district: `CITY.D01.S0103` lies in `CITY.D01`. */
export const areaOf = (orgPath: string): string => orgPath.split(".").slice(0, 2).join(".");

/** Open, P1 and no drill: what makes a surge. */
export const countsForSurge = (incident: Incident): boolean => isOpen(incident) && incident.priority === "P1" && !incident.drill;

/** What an area's incidents need now so that their flags tell the truth. */
export interface SurgeStep {
  readonly incidentId: string;
  readonly orgPath: string;
  readonly count: number | null;
}

/**
 * An area is in surge from `limit` open P1 incidents on, until fewer than half of that are left; in between nothing changes,
 * so that an alert does not come and go with every closure. Every P1 incident of such an area carries the flag (CMD-11).
 */
export function surgeSteps(incidents: Iterable<Incident>, limit: number): SurgeStep[] {
  const areas = new Map<string, Incident[]>();
  const steps: SurgeStep[] = [];
  for (const incident of incidents) {
    const orgPath = areaOf(incident.orgPath);
    if (countsForSurge(incident)) areas.set(orgPath, [...(areas.get(orgPath) ?? []), incident]);
    else if (isOpen(incident) && incident.flags.includes("SURGE")) steps.push({ incidentId: incident.id, orgPath, count: null });
  }
  for (const [orgPath, own] of areas) {
    const [flagged, plain] = [own.filter(({ flags }) => flags.includes("SURGE")), own.filter(({ flags }) => !flags.includes("SURGE"))];
    const on = own.length >= limit || (flagged.length > 0 && own.length >= limit / 2);
    for (const { id } of on ? plain : flagged) steps.push({ incidentId: id, orgPath, count: on ? own.length : null });
  }
  return steps;
}

/** Sets or takes the flag of one incident, once: a second server that saw the same finds it done. */
export const surge: Decider<SystemPayload["system.surge"]> = (world, payload, context) => {
  const found = openIncident(world, payload.incidentId);
  if (!found.ok) return found;
  const raised = found.value.flags.includes("SURGE");
  if (raised === (payload.count !== null)) return refused("STATE_CONFLICT", { status: raised ? "SURGE" : "NO_SURGE", allowed: [] });
  const plan = openPlan(world, context);
  const { orgPath, count } = payload;
  plan.add(count === null ? onIncident(payload.incidentId, "SurgeEnded", { orgPath }) : onIncident(payload.incidentId, "SurgeRaised", { orgPath, count }));
  return plan.decision();
};
