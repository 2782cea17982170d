import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { onPost, postFor } from "../command/posts/post-facts.ts";
import { accept, type Decider, type Drafted, onIncident, refused, type World } from "../decision.ts";
import { theIncident } from "../guard.ts";

/** What can be kept for a court, whether it is, and how its log says that it is or is not any more. */
interface Keepable {
  readonly held: boolean;
  readonly set: (reason: string) => Drafted;
  readonly lifted: (reason: string) => Drafted;
}

function keepable(world: World, { incidentId, commandPostId }: CommandPayload["governance.hold"]): Result<Keepable, Refusal> {
  if ((incidentId === undefined) === (commandPostId === undefined)) return fail(refuse("HOLD_SUBJECT", { fields: ["/incidentId", "/commandPostId"] }));
  if (incidentId !== undefined) {
    const found = theIncident(world, incidentId);
    return found.ok ? ok({ held: found.value.hold !== undefined, set: (reason) => onIncident(incidentId, "LegalHoldSet", { reason }), lifted: (reason) => onIncident(incidentId, "LegalHoldLifted", { reason }) }) : found;
  }
  const id = commandPostId ?? "";
  const found = postFor(world, id, "PostHoldSet");
  if (!found.ok) return found;
  // What is said and shown in a post over an incident is kept with the incident.
  if (found.value.incidentId !== null) return fail(refuse("HOLD_ITS_INCIDENT", { incidentId: found.value.incidentId, fields: ["/commandPostId"] }));
  return ok({ held: found.value.hold !== undefined, set: (reason) => onPost(id, "PostHoldSet", { reason }), lifted: (reason) => onPost(id, "PostHoldLifted", { reason }) });
}

/** In whatever state it is: a matter may end up in court while it still runs, or long after. */
export const hold: Decider<CommandPayload["governance.hold"]> = (world, payload) => {
  const found = keepable(world, payload);
  if (!found.ok) return found;
  return found.value.held ? refused("ALREADY_HELD") : accept(found.value.set(payload.reason));
};

export const liftHold: Decider<CommandPayload["governance.liftHold"]> = (world, payload) => {
  const found = keepable(world, payload);
  if (!found.ok) return found;
  return found.value.held ? accept(found.value.lifted(payload.reason)) : refused("NOT_HELD");
};
