import type { CommandPost, CommandPostEvents, PostHolder, PostRole, TaskForce, TaskOwner } from "@tocsin/contract/command/command-post.ts";
import { isActive } from "@tocsin/contract/dispatch/order.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { type Actor, type CityIndex, type Context, type Drafted, type World, within } from "../../decision.ts";
import { sitsAt } from "../../organisation/own-organisation.ts";
import { POST_POSSIBLE } from "./evolve-post.ts";

export const onPost = <Type extends keyof CommandPostEvents & string>(id: string, type: Type, data: CommandPostEvents[Type]): Drafted => ({ kind: "commandPost", id, type, data }) as Drafted;

/** The post, when `event` can follow now. */
export function postFor(world: World, id: string, event: keyof typeof POST_POSSIBLE): Result<CommandPost, Refusal> {
  const post = world.commandPosts.get(id);
  if (post === undefined) return fail(refuse("NOT_FOUND", { commandPostId: id }));
  const allowed = POST_POSSIBLE[event];
  return allowed.includes(post.status) ? ok(post) : fail(refuse("STATE_CONFLICT", { status: post.status, allowed }));
}

/** Whether the actor sits in a seat that fills a role of the post: the organisation itself, no part of it, none above it, and no department's desk that stands at its place. */
export const fills = (actor: Pick<Actor, "role" | "orgPath" | "agency">, { orgId, seat }: Pick<PostHolder, "orgId" | "seat">, city: CityIndex): boolean =>
  sitsAt(city, actor, city.org.get(orgId)?.path) && (seat === undefined || seat === actor.role);

const isCommander = (post: CommandPost, { userId }: Pick<Actor, "userId">): boolean => post.commander.userId === userId;

/** What the commander does, and the deputy in the commander's name. */
export function ledBy(world: World, id: string, event: keyof typeof POST_POSSIBLE, context: Context, roles: readonly PostRole[] = ["DEPUTY"]): Result<CommandPost, Refusal> {
  const found = postFor(world, id, event);
  if (!found.ok) return found;
  const post = found.value;
  const leads = isCommander(post, context.actor) || post.holders.some((holder) => roles.includes(holder.role) && fills(context.actor, holder, context.city));
  return leads ? found : fail(refuse("NOT_IN_COMMAND", { commander: post.commander.name }));
}

/** What everybody does who works in the post. */
export function staffedBy(world: World, id: string, event: keyof typeof POST_POSSIBLE, context: Context): Result<CommandPost, Refusal> {
  const found = postFor(world, id, event);
  if (!found.ok) return found;
  const works = isCommander(found.value, context.actor) || found.value.holders.some((holder) => fills(context.actor, holder, context.city));
  return works ? found : fail(refuse("POST_NOT_STAFF"));
}

/** The scope of an organisation that comes to a post. */
export const scopeOfOrgs = (city: CityIndex, orgIds: readonly (string | undefined)[]): string[] => orgIds.flatMap((id) => (id === undefined ? [] : (city.org.get(id)?.path ?? [])));
export const scopeOfUnits = (city: CityIndex, unitIds: readonly string[]): string[] => scopeOfOrgs(city, unitIds.map((id) => city.unit.get(id)?.org));

/** What is wrong with who fills a role; `at`: where it stands in the body. */
export function holderRefusal({ orgId, seat, until }: PostHolder, { city, at: now }: Context, at: string): Refusal | null {
  if (!city.org.has(orgId)) return refuse("VALIDATION_FAILED", { fields: [`${at}/orgId`] });
  if (seat !== undefined && !city.city.roles.some(({ role }) => role === seat)) return refuse("VALIDATION_FAILED", { fields: [`${at}/seat`] });
  return until !== undefined && until <= now ? refuse("VALIDATION_FAILED", { fields: [`${at}/until`] }) : null;
}

interface ForceGround {
  readonly world: World;
  readonly context: Context;
  readonly incidentId: string | null;
  readonly others: readonly TaskForce[];
  readonly objectives: readonly { readonly id: string }[];
  /** Where the force stands in the body. */
  readonly path: string;
}

/** What is wrong with a task force: its units are the city's, within the actor's reach or ordered to the incident, in no other force of the post, and its leader is one of them. */
export function forceRefusal(force: TaskForce, { world, context, incidentId, others, objectives, path }: ForceGround): Refusal | null {
  const { city, actor } = context;
  const unknown = force.unitIds.find((id) => !city.unit.has(id));
  if (unknown !== undefined) return refuse("UNKNOWN_UNIT", { unitId: unknown, fields: [`${path}/unitIds`] });
  const incident = incidentId === null ? undefined : world.incidents.get(incidentId);
  const there = new Set(incident?.orders.flatMap(({ assignments }) => assignments.filter(isActive).map(({ unitId }) => unitId)));
  if (!force.unitIds.every((id) => there.has(id) || scopeOfUnits(city, [id]).some((path) => within(path, actor.orgPath)))) return refuse("NOT_FOUND", { unitIds: force.unitIds, fields: [`${path}/unitIds`] });
  if (!force.unitIds.includes(force.leaderUnitId)) return refuse("LEADER_NOT_IN_FORCE", { force: force.name, fields: [`${path}/leaderUnitId`] });
  const taken = others.find(({ id, unitIds }) => id !== force.id && unitIds.some((unitId) => force.unitIds.includes(unitId)));
  if (taken !== undefined) return refuse("UNIT_IN_TASK_FORCE", { unitId: taken.unitIds.find((unitId) => force.unitIds.includes(unitId)), force: taken.name, fields: [`${path}/unitIds`] });
  if (force.objectiveId !== null && !objectives.some(({ id }) => id === force.objectiveId)) return refuse("POST_PART_UNKNOWN", { part: force.objectiveId, fields: [`${path}/objectiveId`] });
  return null;
}

/** What is wrong with who answers for a task. */
export function ownerRefusal(owner: TaskOwner, post: CommandPost, city: CityIndex): Refusal | null {
  if ("force" in owner) return post.forces.some(({ id }) => id === owner.force) ? null : refuse("POST_PART_UNKNOWN", { part: owner.force, fields: ["/owner/force"] });
  if ("role" in owner) return post.holders.some(({ role }) => role === owner.role) ? null : refuse("POST_PART_UNKNOWN", { part: owner.role, fields: ["/owner/role"] });
  return city.org.has(owner.orgId) ? null : refuse("VALIDATION_FAILED", { fields: ["/owner/orgId"] });
}
