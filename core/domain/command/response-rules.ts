import type { Activation, ActivationStatus, ActivationTask } from "@tocsin/contract/command/activation.ts";
import { isRunning, isTaskOpen } from "@tocsin/contract/command/activation.ts";
import type { ActivationEvents } from "@tocsin/contract/command/activation-events.ts";
import type { PlanLevel } from "@tocsin/contract/command/plan-task.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { ORG_LEVELS } from "@tocsin/contract/organisation/city.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { type Context, type Drafted, onIncident, type World } from "../decision.ts";
import { actsForUnit } from "../guard.ts";
import { rankOf } from "../organisation/chain.ts";
import { hasBelow } from "../organisation/own-organisation.ts";
import { ACTIVATION_NEXT } from "./evolve-activation.ts";
import { NO_WORK, type ResponseWork } from "./response-work.ts";

export const onActivation = <Type extends keyof ActivationEvents & string>(id: string, type: Type, data: ActivationEvents[Type]): Drafted =>
  ({ kind: "activation", id, type, data }) as Drafted;

export const workOf = (context: Context): ResponseWork => context.response ?? NO_WORK;

export function activationIn(world: World, id: string, allowed: (state: Activation) => boolean): Result<Activation, Refusal> {
  const state = world.activations.get(id);
  if (state === undefined) return fail(refuse("NOT_FOUND", { activationId: id }));
  return allowed(state) ? ok(state) : fail(stateConflict(state.status));
}

export const stateConflict = (status: ActivationStatus): Refusal => refuse("STATE_CONFLICT", { status, allowed: ACTIVATION_NEXT[status] });

export const running = (world: World, id: string): Result<Activation, Refusal> => activationIn(world, id, isRunning);

/**
 * Who may set a level (CMD-08): a role says for each level of which organisation its seat must be at least; so a duty commander of a
 * district sets III, and the city's I and II as well. A level that a role does not name is not its own.
 */
export function levelRefusal({ actor, city }: Context, level: PlanLevel): Refusal | null {
  const rank = (orgLevel: (typeof ORG_LEVELS)[number]): number => ORG_LEVELS.indexOf(orgLevel);
  const needed = city.city.roles.find(({ role }) => role === actor.role)?.activates?.[level];
  const own = city.orgByPath.get(actor.orgPath)?.level;
  if (needed !== undefined && own !== undefined && rank(own) <= rank(needed)) return null;
  const seats = city.city.roles.flatMap(({ role, activates }) => (activates?.[level] === undefined ? [] : [`${role} @ ${activates[level]}`]));
  return refuse("LEVEL_NOT_YOURS", { level, seats });
}

/** The incident's own line on its responses, so that its timeline, its closing and every screen know (CMD-08). */
export const toldIncident = (incidentId: string, { id, plan }: Pick<Activation, "id" | "plan">, level: PlanLevel | null, isOn: boolean): Drafted =>
  onIncident(incidentId, "ResponseSet", { activationId: id, planId: plan?.id ?? null, nameZh: plan?.nameZh ?? null, nameEn: plan?.nameEn ?? null, level, running: isOn });

/** Whether a plan runs on an incident already. */
export const runs = (incident: Incident, planId: string): boolean => incident.responses?.some((one) => one.planId === planId && one.running) === true;

/** Nothing of an incident ends while a response to it runs. */
export const hasRunning = (incident: Incident): boolean => incident.responses?.some((one) => one.running) === true;

/** Why an incident may not end, nor become part of another one: a response to it runs, or its command post stands, and nobody would see to them (CMD-05, CMD-08). */
export function stillWorked(incident: Incident): Refusal | null {
  if (hasRunning(incident)) return refuse("RESPONSE_RUNNING");
  return incident.postId === undefined ? null : refuse("POST_STANDS", { commandPostId: incident.postId });
}

/** Levels of a response are set by who commands the incident, and by a seat of a level above, whose they may be; by no other beside (CMD-04, CMD-08). */
export function besideCommand({ commander }: Pick<Incident, "commander">, { actor, city }: Context): Refusal | null {
  if (commander === null || commander.userId === actor.userId || rankOf(city, actor.orgPath) < rankOf(city, commander.orgPath)) return null;
  return refuse("NOT_IN_COMMAND", { commander: commander.name });
}

/** A level's end, or the whole's, waits for these. */
export const openCritical = (tasks: readonly ActivationTask[]): ActivationTask[] => tasks.filter((task) => task.critical && isTaskOpen(task));

/** Whether a task is the actor's: of an organisation that it has below it, or of the actor's own unit. */
export const ownsTask = ({ actor, city }: Context, { owner, unitId }: ActivationTask): boolean =>
  (unitId !== null && unitId === actor.unitId) || (!actsForUnit(actor) && hasBelow(city, actor, owner.orgPath));
