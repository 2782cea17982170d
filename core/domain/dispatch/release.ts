import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { type Decider, onIncident, refused } from "../decision.ts";
import { inCommand } from "../guard.ts";
import { openPlan } from "../plan.ts";
import { cityAssigned, release } from "./end.ts";
import { readyFor } from "./progress.ts";

/** A district asks for a unit that the city assigned in its area: it cannot re-task it, but it can ask (ORG-04). */
export const requestRelease: Decider<CommandPayload["dispatch.requestRelease"]> = (world, payload, context) => {
  const ready = readyFor(world, payload, context, "RECALLED");
  if (!ready.ok) return ready;
  const { incident, assignment } = ready.value;
  if (!cityAssigned(context.city, context.actor, incident, payload.orderId)) return refused("RELEASE_NOT_NEEDED");
  if (assignment.release?.answer === null) return refused("STATE_CONFLICT", { status: "RELEASE_REQUESTED", allowed: ["dispatch.answerRelease"] });
  const plan = openPlan(world, context);
  const { orderId, unitId, reason } = payload;
  plan.add(onIncident(payload.incidentId, "ReleaseRequested", { orderId, unitId, reason, name: context.actor.name, orgPath: context.actor.orgPath }));
  return plan.decision();
};

/** Whoever may re-task the unit answers; a yes recalls it in the same act. */
export const answerRelease: Decider<CommandPayload["dispatch.answerRelease"]> = (world, payload, context) => {
  const ready = readyFor(world, payload, context, "RECALLED");
  if (!ready.ok) return ready;
  const { incident, assignment } = ready.value;
  if (!inCommand(context.actor, incident)) return refused("NOT_IN_COMMAND", { commander: incident.commander?.name });
  if (cityAssigned(context.city, context.actor, incident, payload.orderId)) return refused("CITY_ASSIGNED");
  const asked = assignment.release;
  if (asked === undefined || asked.answer !== null) return refused("STATE_CONFLICT", { status: "NO_RELEASE_REQUESTED", allowed: ["dispatch.requestRelease"] });
  const plan = openPlan(world, context);
  const { incidentId, orderId, unitId, granted } = payload;
  plan.add(onIncident(incidentId, "ReleaseAnswered", { orderId, unitId, granted, text: payload.text ?? "" }));
  if (granted) {
    plan.add(onIncident(incidentId, "AssignmentRecalled", { orderId, unitId, reason: asked.reason }));
    release(plan, payload, "AVAILABLE", null);
  }
  return plan.decision();
};
