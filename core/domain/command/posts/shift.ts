import type { CommandPost } from "@tocsin/contract/command/command-post.ts";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { isOpen } from "@tocsin/contract/intake/incident.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { fail } from "@tocsin/kernel/result.ts";
import { accept, type Actor, type CityIndex, type Context, type Decider, type Drafted, onIncident, refused, type World } from "../../decision.ts";
import { onPost, postFor } from "./post-facts.ts";

/**
 * A post and its incident have one commander, so command of both changes in one commit, whichever of the two is named: by an offer and
 * its acceptance, and until that is given the old one commands; or it is taken over (take-over.ts; CMD-04, CMD-05).
 */
export const ofIncident = (world: World, { incidentId }: CommandPost): string | null => {
  const incident = incidentId === null ? undefined : world.incidents.get(incidentId);
  return incident !== undefined && isOpen(incident) ? incident.id : null;
};

/** What is wrong with to whom command is offered, or null: another account that is there and may accept it, or nobody ever will. */
export function successorRefusal(toUserId: string, command: "command.acceptHandover" | "command.acceptShift", scope: readonly string[], { actor, mayRun }: Pick<Context, "actor" | "mayRun">): Refusal | null {
  const fields = ["/toUserId"];
  if (toUserId === actor.userId) return refuse("VALIDATION_FAILED", { fields });
  const may = mayRun(toUserId, command, scope);
  if (may === true) return null;
  return refuse(may === null ? "UNKNOWN_ACCOUNT" : "NO_SUCCESSOR", { account: toUserId, fields });
}

/** To whom command is offered, with the name by which desks know the account. */
export function offeredTo({ accounts }: CityIndex["city"], to: string): { readonly to: string; readonly toName?: string } {
  const row = accounts.find(({ id }) => id === to);
  return { to, ...(row === undefined ? {} : { toName: row.name }) };
}

/** What an offer is in the post that the incident has; nothing without one. */
export const offeredInPost = (postId: string | undefined, from: string, to: ReturnType<typeof offeredTo>, note: string): readonly Drafted[] => (postId === undefined ? [] : [onPost(postId, "ShiftOffered", { from, ...to, note })]);
export const acceptedInPost = (postId: string | undefined, { userId, name, orgPath }: Actor): readonly Drafted[] => (postId === undefined ? [] : [onPost(postId, "ShiftAccepted", { userId, name, orgPath })]);

export const offerShift: Decider<CommandPayload["command.offerShift"]> = (world, { commandPostId, toUserId, note = "" }, context) => {
  const { actor, city: { city } } = context;
  const found = postFor(world, commandPostId, "ShiftOffered");
  if (!found.ok) return found;
  const post = found.value;
  if (post.commander.userId !== actor.userId) return refused("NOT_IN_COMMAND", { commander: post.commander.name });
  const refusal = successorRefusal(toUserId, "command.acceptShift", post.scope, context);
  if (refusal !== null) return fail(refusal);
  const incidentId = ofIncident(world, post);
  const to = offeredTo(city, toUserId);
  return accept(...(incidentId === null ? [] : [onIncident(incidentId, "CommandOffered", { ...to, from: actor.userId })]), ...offeredInPost(commandPostId, actor.userId, to, note));
};

export const acceptShift: Decider<CommandPayload["command.acceptShift"]> = (world, { commandPostId }, { actor }) => {
  const found = postFor(world, commandPostId, "ShiftAccepted");
  if (!found.ok) return found;
  if (found.value.shift?.to !== actor.userId) return refused("HANDOVER_NOT_OFFERED");
  const { userId, name, orgPath } = actor;
  const incidentId = ofIncident(world, found.value);
  return accept(...(incidentId === null ? [] : [onIncident(incidentId, "CommandAccepted", { userId, name, orgPath })]), ...acceptedInPost(commandPostId, actor));
};
