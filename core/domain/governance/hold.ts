import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { type Decider, onIncident, refused } from "../decision.ts";
import { theIncident } from "../guard.ts";
import { openPlan } from "../plan.ts";

/** In whatever state the incident is: a matter may end up in court while it still runs, or long after. */
export const hold: Decider<CommandPayload["governance.hold"]> = (world, { incidentId, reason }, context) => {
  const found = theIncident(world, incidentId);
  if (!found.ok) return found;
  if (found.value.hold !== undefined) return refused("ALREADY_HELD");
  const plan = openPlan(world, context);
  plan.add(onIncident(incidentId, "LegalHoldSet", { reason }));
  return plan.decision();
};

export const liftHold: Decider<CommandPayload["governance.liftHold"]> = (world, { incidentId, reason }, context) => {
  const found = theIncident(world, incidentId);
  if (!found.ok) return found;
  if (found.value.hold === undefined) return refused("NOT_HELD");
  const plan = openPlan(world, context);
  plan.add(onIncident(incidentId, "LegalHoldLifted", { reason }));
  return plan.decision();
};
