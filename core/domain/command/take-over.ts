import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { CommandPost } from "@tocsin/contract/command/command-post.ts";
import type { TakeoverGround } from "@tocsin/contract/command/taken-over.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { SECOND } from "@tocsin/kernel/instant.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { accept, type Context, type Decider, onIncident, refused, within } from "../decision.ts";
import { openIncident } from "../guard.ts";
import { rankOf } from "../organisation/chain.ts";
import { ofIncident } from "./posts/shift.ts";
import { onPost, postFor } from "./posts/post-facts.ts";

/** How long a commander's seat must have been gone, in seconds, where a city does not say. */
const AWAY_S = 180;

/**
 * By what right the actor may take command without the word of who has it (CMD-04): only where the matter lies in the actor's area; a
 * higher level at any time, the same level once the commander's seat has been gone for the city's time, a lower one never.
 */
function groundOf({ userId, name, orgPath }: CommandPost["commander"], fromUserId: string, area: string, { actor, city, commanderAwayMs }: Context): Result<TakeoverGround, Refusal> {
  if (userId !== fromUserId || userId === actor.userId) return fail(refuse("COMMANDER_CHANGED", { commander: name }));
  if (!within(area, actor.orgPath)) return fail(refuse("TAKEOVER_AREA"));
  const [own, held] = [rankOf(city, actor.orgPath), rankOf(city, orgPath)];
  if (own < held) return ok("HIGHER");
  if (own > held) return fail(refuse("TAKEOVER_LEVEL", { commander: name }));
  const seconds = city.city.deadlines.commanderAway ?? AWAY_S;
  return (commanderAwayMs ?? 0) >= seconds * SECOND ? ok("ABSENT") : fail(refuse("COMMANDER_PRESENT", { commander: name, seconds }));
}

/** Incident and post change in one commit, as by a hand-over, and neither stands without a commander or with two (decision 0025). */
function takenOver(incidentId: string | null, postId: string | undefined, from: CommandPost["commander"], how: { readonly ground: TakeoverGround; readonly reason: string }, { actor }: Context) {
  const data = { userId: actor.userId, name: actor.name, orgPath: actor.orgPath, fromUserId: from.userId, fromName: from.name, ...how };
  return accept(...(incidentId === null ? [] : [onIncident(incidentId, "CommandTakenOver", data)]), ...(postId === undefined ? [] : [onPost(postId, "ShiftTakenOver", data)]));
}

export const takeOver: Decider<CommandPayload["command.takeOver"]> = (world, { incidentId, fromUserId, reason }, context) => {
  const found = openIncident(world, incidentId);
  if (!found.ok) return found;
  const { commander, orgPath, postId } = found.value;
  if (commander === null) return refused("COMMAND_FREE");
  const ground = groundOf(commander, fromUserId, orgPath, context);
  return ground.ok ? takenOver(incidentId, postId, commander, { ground: ground.value, reason }, context) : ground;
};

export const takeOverShift: Decider<CommandPayload["command.takeOverShift"]> = (world, { commandPostId, fromUserId, reason }, context) => {
  const found = postFor(world, commandPostId, "ShiftTakenOver");
  if (!found.ok) return found;
  const { commander } = found.value;
  const incidentId = ofIncident(world, found.value);
  // What lies over an advisory has no place of its own: there the area is the commander's.
  const area = (incidentId === null ? undefined : world.incidents.get(incidentId)?.orgPath) ?? commander.orgPath;
  const ground = groundOf(commander, fromUserId, area, context);
  return ground.ok ? takenOver(incidentId, commandPostId, commander, { ground: ground.value, reason }, context) : ground;
};
