import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { fail } from "@tocsin/kernel/result.ts";
import { type Decider, onIncident, refused } from "../decision.ts";
import { openIncident } from "../guard.ts";
import { openPlan } from "../plan.ts";
import { acceptedInPost, offeredInPost, offeredTo, successorRefusal } from "./posts/shift.ts";

/** One active commander per incident; command changes hands by offer and acceptance, or is taken over (take-over.ts; CMD-04). */
export const take: Decider<CommandPayload["command.take"]> = (world, payload, context) => {
  const found = openIncident(world, payload.incidentId);
  if (!found.ok) return found;
  const { commander } = found.value;
  const { userId, name, orgPath } = context.actor;
  if (commander !== null && commander.userId !== userId) return refused("NOT_IN_COMMAND", { commander: commander.name });
  const plan = openPlan(world, context);
  if (commander === null) plan.add(onIncident(payload.incidentId, "CommandTaken", { userId, name, orgPath }));
  return plan.decision();
};

export const offerHandover: Decider<CommandPayload["command.offerHandover"]> = (world, payload, context) => {
  const found = openIncident(world, payload.incidentId);
  if (!found.ok) return found;
  const { commander } = found.value;
  if (commander?.userId !== context.actor.userId) return refused("NOT_IN_COMMAND", { commander: commander?.name ?? "-" });
  const refusal = successorRefusal(payload.toUserId, "command.acceptHandover", found.value.scope, context);
  if (refusal !== null) return fail(refusal);
  const plan = openPlan(world, context);
  const to = offeredTo(context.city.city, payload.toUserId);
  plan.add(onIncident(payload.incidentId, "CommandOffered", { ...to, from: context.actor.userId }), ...offeredInPost(found.value.postId, context.actor.userId, to, payload.note ?? ""));
  return plan.decision();
};

export const acceptHandover: Decider<CommandPayload["command.acceptHandover"]> = (world, payload, context) => {
  const found = openIncident(world, payload.incidentId);
  if (!found.ok) return found;
  const { userId, name, orgPath } = context.actor;
  if (found.value.handover?.to !== userId) return refused("HANDOVER_NOT_OFFERED");
  const plan = openPlan(world, context);
  plan.add(onIncident(payload.incidentId, "CommandAccepted", { userId, name, orgPath }), ...acceptedInPost(found.value.postId, context.actor));
  return plan.decision();
};
