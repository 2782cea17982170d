import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { accept, type Context, type Decider, type Drafted, onIncident, refused, type World } from "../../decision.ts";
import { openIncident } from "../../guard.ts";
import { onAdvisory } from "../advisory.ts";
import { forceRefusal, holderRefusal, onPost, scopeOfOrgs, scopeOfUnits } from "./post-facts.ts";

type Payload = CommandPayload["command.openPost"];

/** What a post is opened over: whose scope it has, and what is told there. */
interface Subject {
  readonly scope: readonly string[];
  readonly drill: boolean;
  readonly told: readonly Drafted[];
}

/** An incident that the actor commands, or that nobody does yet: then whoever opens the post takes it (CMD-04). */
function overIncident(world: World, incidentId: string, commandPostId: string, { actor }: Context): Result<Subject, Refusal> {
  const found = openIncident(world, incidentId);
  if (!found.ok) return found;
  const { commander, scope, drill, postId } = found.value;
  if (postId !== undefined) return fail(refuse("POST_EXISTS", { commandPostId: postId }));
  if (commander !== null && commander.userId !== actor.userId) return fail(refuse("NOT_IN_COMMAND", { commander: commander.name }));
  const { userId, name, orgPath } = actor;
  const taken = commander === null ? [onIncident(incidentId, "CommandTaken", { userId, name, orgPath })] : [];
  return ok({ scope, drill, told: [...taken, onIncident(incidentId, "CommandPostOpened", { commandPostId })] });
}

/** An advisory that stands: a storm that comes, a large event. */
function overAdvisory(world: World, advisoryId: string, commandPostId: string): Result<Subject, Refusal> {
  const advisory = world.advisories.get(advisoryId);
  if (advisory === undefined) return fail(refuse("NOT_FOUND", { advisoryId }));
  if (advisory.postId !== undefined) return fail(refuse("POST_EXISTS", { commandPostId: advisory.postId }));
  if (advisory.status === "RECEIVED") return fail(refuse("ADVISORY_UNCONFIRMED"));
  if (advisory.status === "ENDED" || advisory.status === "DISMISSED") return fail(refuse("STATE_CONFLICT", { status: advisory.status, allowed: ["CONFIRMED", "ORDERED", "WATCH"] }));
  return ok({ scope: advisory.scope, drill: advisory.drill, told: [onAdvisory(advisoryId, "AdvisoryPostOpened", { commandPostId })] });
}

const twice = (ids: readonly string[]): string | undefined => ids.find((id, at) => ids.indexOf(id) !== at);

function partsRefusal(payload: Payload, world: World, context: Context): Refusal | null {
  const { holders, forces, objectives = [], incidentId = null } = payload;
  if (forces.length === 0 || !holders.some(({ role }) => role === "DEPUTY")) return refuse("POST_INCOMPLETE", { fields: [forces.length === 0 ? "/forces" : "/holders"] });
  if (twice(holders.map(({ role }) => role)) !== undefined) return refuse("VALIDATION_FAILED", { fields: ["/holders"] });
  if (twice(forces.map(({ id }) => id)) !== undefined) return refuse("VALIDATION_FAILED", { fields: ["/forces"] });
  if (twice(objectives.map(({ id }) => id)) !== undefined) return refuse("VALIDATION_FAILED", { fields: ["/objectives"] });
  for (const [at, holder] of holders.entries()) {
    const refusal = holderRefusal(holder, context, `/holders/${at}`);
    if (refusal !== null) return refusal;
  }
  for (const [at, force] of forces.entries()) {
    const refusal = forceRefusal(force, { world, context, incidentId, others: forces, objectives, path: `/forces/${at}` });
    if (refusal !== null) return refusal;
  }
  return null;
}

/** Opens a command post with its deputy and its first task force; one commander, from the first moment on (CMD-05). */
export const openPost: Decider<Payload> = (world, payload, context) => {
  const { commandPostId, incidentId, advisoryId, name, level, holders, forces, objectives = [] } = payload;
  if (world.commandPosts.has(commandPostId)) return refused("STATE_CONFLICT", { status: "OPEN", allowed: [] });
  if ((incidentId === undefined) === (advisoryId === undefined)) return refused("POST_SUBJECT", { fields: ["/incidentId", "/advisoryId"] });
  const subject = incidentId !== undefined ? overIncident(world, incidentId, commandPostId, context) : overAdvisory(world, advisoryId ?? "", commandPostId);
  if (!subject.ok) return subject;
  const refusal = partsRefusal(payload, world, context);
  if (refusal !== null) return fail(refusal);
  const { userId, name: commanderName, orgPath } = context.actor;
  const scope = [...new Set([...subject.value.scope, orgPath, ...scopeOfOrgs(context.city, holders.map(({ orgId }) => orgId)), ...scopeOfUnits(context.city, forces.flatMap(({ unitIds }) => unitIds))])];
  return accept(
    ...subject.value.told,
    onPost(commandPostId, "PostOpened", { name, level, incidentId: incidentId ?? null, advisoryId: advisoryId ?? null, drill: subject.value.drill, holders, forces, objectives, scope, commander: { userId, name: commanderName, orgPath } }),
  );
};
