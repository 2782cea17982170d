import type { StreamKind } from "@tocsin/contract/events.ts";
import { isActive } from "@tocsin/contract/dispatch/order.ts";
import { homeUnits, unitsLeft } from "@tocsin/domain/command/reserve.ts";
import { type CityIndex, type World, within } from "@tocsin/domain/decision.ts";
import { letterIsOf } from "@tocsin/domain/linkage/waits-for.ts";
import { mutualAidGroup } from "@tocsin/domain/dispatch/mru-alarm.ts";
import { isLetter } from "@tocsin/contract/command/notice.ts";
import { roomIdOf } from "@tocsin/contract/command/room-id.ts";
import { mechanismOf } from "@tocsin/domain/organisation/mechanisms/registry.ts";
import type { AnyCommand } from "./any-command.ts";
import { publishedPlan } from "./published-plans.ts";

export interface StreamRef {
  readonly kind: StreamKind;
  readonly id: string;
}

const refs = (kind: StreamKind, ids: readonly (string | undefined)[]): StreamRef[] => [...new Set(ids)].flatMap((id) => (id === undefined ? [] : [{ kind, id }]));

interface Named {
  readonly incidentId?: string;
  readonly fromIncidentId?: string;
  readonly duplicateId?: string;
  readonly unitId?: string;
  readonly unitIds?: readonly string[];
  readonly toUnitId?: string;
  readonly fromUnitId?: string;
  readonly closureId?: string;
  readonly layoutId?: string;
  readonly advisoryId?: string;
  readonly basedOn?: string | null;
  readonly copyOf?: string;
  readonly activationId?: string;
  readonly matterId?: string;
  readonly exerciseId?: string;
  /** What another Tocsin tells names the exercise of a drill within it. */
  readonly about?: { readonly content: { readonly exerciseId?: string } };
  readonly commandPostId?: string;
  readonly forceId?: string;
  readonly drawingId?: string;
  readonly planVersionId?: string;
  readonly follows?: string;
  readonly noticeId?: string;
  readonly cooperationId?: string;
  readonly toCooperationId?: string;
  readonly assetId?: string;
  readonly mechanismId?: string;
  readonly month?: string;
  readonly reviewId?: string;
}

/** The records that a command names: they must exist within the actor's scope, or be about to be created. */
export function namedStreams(command: AnyCommand): StreamRef[] {
  if (command.name === "system.deadline") return refs(command.payload.kind, [command.payload.id]);
  if (command.name === "system.registerPlans") return refs("plan", command.payload.entries.map(({ planVersionId }) => planVersionId));
  if (command.name === "system.reviewAssets") return refs("asset", command.payload.assetIds);
  if (command.name === "system.registerMechanisms") return refs("mechanism", command.payload.codes);
  if (command.name === "system.tellSummary") return [];
  const named: Named = command.payload;
  return [
    ...refs("incident", [named.incidentId, named.fromIncidentId, named.duplicateId]),
    ...refs("unit", [named.unitId, ...(named.unitIds ?? []), named.toUnitId, named.fromUnitId]),
    ...refs("closure", [named.closureId]),
    ...refs("matter", [named.matterId, named.exerciseId, named.about?.content.exerciseId]),
    ...refs("commandPost", [named.commandPostId]),
    ...refs("drawing", [named.drawingId]),
    ...refs("advisory", [named.advisoryId]),
    ...refs("activation", [named.activationId]),
    ...refs("layout", [named.layoutId, named.basedOn ?? undefined, named.copyOf]),
    ...refs("plan", [named.planVersionId, named.follows]),
    ...refs("notice", [named.noticeId]),
    ...refs("cooperation", [named.cooperationId, named.toCooperationId]),
    ...refs("asset", [named.assetId]),
    ...refs("mechanism", [named.mechanismId]),
    ...refs("publication", [named.month]),
    ...refs("review", [named.reviewId]),
    ...(command.name.startsWith("rooms.") ? refs("room", [roomIdOf(named)]) : []),
  ];
}

/** Units of the organisations to which an order or an alarm fans out, loaded for the platform itself. */
export function fanOutStreams(command: AnyCommand, city: CityIndex, world: Pick<World, "plans">): StreamRef[] {
  const unitsWithin = (paths: readonly string[]): StreamRef[] =>
    refs("unit", city.city.units.filter((unit) => paths.some((path) => within(city.org.get(unit.org)?.path ?? "", path))).map((unit) => unit.id));
  if (command.name === "dispatch.issueOrder") {
    const { orgIds = [], unitIds } = command.payload;
    // A call-out of a reserve asks what its home keeps (CMD-10).
    const home = city.city.reserves.filter(({ units }) => units.some((id) => unitIds.includes(id))).flatMap((row) => homeUnits(city, row).map(({ id }) => id));
    return [...unitsWithin(orgIds.flatMap((id) => city.org.get(id)?.path ?? [])), ...refs("unit", home)];
  }
  if (command.name === "command.activatePlan") return refs("unit", unitsOfPlan(city, world, command.payload.planId));
  if (command.name !== "dispatch.mruAlarm") return [];
  const mru = city.org.get(command.payload.orgId);
  return mru === undefined ? [] : unitsWithin([mru, ...mutualAidGroup(city, mru)].map((org) => org.path));
}

/** Units on which a plan counts: how ready it is hangs on whether they are in service (CMD-09). */
function unitsOfPlan({ city }: CityIndex, { plans }: Pick<World, "plans">, planId: string): string[] {
  const resources = publishedPlan(plans.values(), planId)?.content.plan.resources ?? [];
  const able = new Set(resources.flatMap(({ need }) => need?.capability ?? []));
  return [...resources.flatMap(({ units = [] }) => units), ...city.units.filter(({ capabilities }) => capabilities.some((one) => able.has(one))).map(({ id }) => id)];
}

/**
 * Records that a decision counted on without changing them: the units that keep a reserve's home covered, the mechanism under which a plan is published. Their versions are
 * held at the commit, so that two call-outs in one instant cannot each count on the unit that the other takes (CMD-10).
 */
export function countedOn(command: AnyCommand, world: World, city: CityIndex): StreamRef[] {
  if (command.name === "plans.submit" || command.name === "plans.publish") return taggedWith(world).filter(({ id }) => world.mechanisms.has(id));
  if (command.name !== "dispatch.issueOrder" || command.payload.reserveOverride !== undefined) return [];
  const { unitIds } = command.payload;
  const called = city.city.reserves.filter(({ units }) => units.some((id) => unitIds.includes(id)));
  return refs("unit", called.flatMap((row) => unitsLeft(world, city, row, unitIds).map(({ id }) => id)));
}

/** Whether deciding needs a recommendation: for whom, and which of its units to load. */
export const needsRanking = (command: AnyCommand): boolean =>
  command.name === "dispatch.issueOrder" ||
  command.name === "dispatch.mruAlarm" ||
  (command.name === "system.deadline" && command.payload.deadlineId.startsWith("replace/"));

/** How many of the best-ranked units are loaded with a decision that picks one itself. */
export const RANKED_LOADED = 5;

/** The mechanism that a version on its way to publication names (ORG-05). */
const taggedWith = ({ plans }: Pick<World, "plans">): StreamRef[] => refs("mechanism", [...plans.values()].filter(({ status }) => status === "DRAFT" || status === "APPROVED").map(mechanismOf));

/** Records bound to those already loaded: units on a loaded incident, the incident of a loaded unit, matter, response or notice, the advisory and the review of a loaded incident, the neighbour's matter in which it helps, the exercise of a drill, what a review looks back on, the layout or plan that a loaded one follows, the mechanism of a plan. One step, no further. */
export function boundStreams(world: World): StreamRef[] {
  const units = [...world.incidents.values()].flatMap((incident) => incident.orders.flatMap((order) => order.assignments.filter(isActive).map((a) => a.unitId)));
  const incidents = [...[...world.units.values()].map((unit) => unit.assignment?.incidentId), ...[...world.matters.values(), ...world.activations.values(), ...world.commandPosts.values(), ...world.notices.values(), ...world.cooperations.values(), ...world.reviews.values()].map(({ incidentId }) => incidentId ?? undefined)];
  const bases = [...world.layouts.values()].filter(({ status }) => status === "DRAFT" || status === "PLANNED").map(({ basedOn }) => basedOn ?? undefined);
  const followed = [...world.plans.values()].filter(({ status }) => status === "APPROVED").map(({ follows }) => follows ?? undefined);
  const advisories = [...[...world.incidents.values()].map(({ advisoryId }) => advisoryId), ...[...world.commandPosts.values()].map(({ advisoryId }) => advisoryId ?? undefined)];
  const matters = [...[...world.incidents.values()].map(({ helps }) => helps), ...[...world.matters.values()].map(({ content }) => content.exerciseId)];
  const posts = [...[...world.incidents.values()].map(({ postId }) => postId), ...[...world.reviews.values()].map(({ commandPostId }) => commandPostId ?? undefined)];
  const reviews = [...world.incidents.values(), ...world.commandPosts.values()].map(({ reviewId }) => reviewId);
  // A unit that calls for help cuts in on the radio of its task force.
  const speakers = [...world.rooms.values()].flatMap(({ force }) => (force === undefined ? [] : (world.commandPosts.get(force.commandPostId)?.forces.find(({ id }) => id === force.forceId)?.unitIds ?? [])));
  const guests = [...world.incidents.values()].flatMap(({ guests: seated = [] }) => seated.flatMap(({ cooperationId, leftAt }) => (leftAt === null ? [cooperationId] : [])));
  // Whether a letter whose mail failed is still wanted hangs on what it is of.
  const letters = [...world.notices.values()].flatMap((notice) => (isLetter(notice) ? [notice.letter] : []));
  const joint = letters.flatMap((letter) => (letterIsOf(letter) === "cooperation" ? [letter.recordId] : []));
  const handed = letters.flatMap((letter) => (letterIsOf(letter) === "matter" ? [letter.recordId] : []));
  return [
    ...refs("cooperation", [...guests, ...joint]).filter((ref) => !world.cooperations.has(ref.id)),
    ...refs("review", reviews).filter((ref) => !world.reviews.has(ref.id)),
    ...refs("matter", [...matters, ...handed]).filter((ref) => !world.matters.has(ref.id)),
    ...refs("advisory", advisories).filter((ref) => !world.advisories.has(ref.id)),
    ...refs("commandPost", posts).filter((ref) => !world.commandPosts.has(ref.id)),
    ...refs("unit", [...units, ...speakers]).filter((ref) => !world.units.has(ref.id)),
    ...refs("incident", incidents).filter((ref) => !world.incidents.has(ref.id)),
    ...refs("layout", bases).filter((ref) => !world.layouts.has(ref.id)),
    ...taggedWith(world).filter((ref) => !world.mechanisms.has(ref.id)),
    ...refs("plan", followed).filter((ref) => !world.plans.has(ref.id)),
  ];
}
