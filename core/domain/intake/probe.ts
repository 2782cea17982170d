import type { SystemPayload } from "@tocsin/contract/commands.ts";
import { PROBE_PATH } from "@tocsin/contract/intake/incident.ts";
import { type Actor, type Context, type Decider, type Decision, onIncident, refused, type World } from "../decision.ts";
import { openPlan } from "../plan.ts";

/** Machines only: people have calls to take, and what is marked so by hand would hide one. Account ids have no slash. */
export const mayProbe = ({ userId }: Pick<Actor, "userId">): boolean => /^(client|probe)\//.test(userId);

/**
 * A synthetic incident (R38, X-09): received and over in one decision, so that nothing can be ordered on it, no clock runs and no
 * board holds it; a drill, so that no figure counts it; of no organisation, so that nobody but the watch over channels sees it.
 */
export function probeNow(world: World, incidentId: string, channel: string, context: Context): Decision {
  const plan = openPlan(world, context);
  plan.add(
    onIncident(incidentId, "IncidentReceived", {
      id: incidentId, no: incidentId, place: null, placeUnknown: "UNKNOWN", flags: [], occurredAt: null, drill: true, probe: channel.slice(0, 60), orgPath: PROBE_PATH, leadAgency: "POLICE",
      report: { id: context.newId(), channel: "DEVICE", providerCallId: null, callback: null, noCallbackReason: "DEVICE", text: "", place: null, at: context.at, by: context.actor.userId, fromIncident: null },
    }),
    onIncident(incidentId, "IncidentCancelled", { reason: "PROBE" }),
  );
  return plan.decision();
}

/** The same for a way in that brings no incidents of its own. */
export const probe: Decider<SystemPayload["system.probe"]> = (world, { incidentId, channel }, context) =>
  world.incidents.has(incidentId) ? refused("STATE_CONFLICT", { status: "CANCELLED", allowed: [] }) : probeNow(world, incidentId, channel, context);
