import { ADVISORY_LEVELS, type Advisory, type AdvisoryAction, type AdvisoryEvents, type AdvisoryLevel } from "@tocsin/contract/command/advisory.ts";
import type { CommandPayload, SystemPayload } from "@tocsin/contract/commands.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { SECOND } from "@tocsin/kernel/instant.ts";
import { ringFault } from "@tocsin/kernel/ring.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { accept, type Context, type Decider, type Drafted, refused, type World, within } from "../decision.ts";
import { advisoryScope } from "./advisory-scope.ts";
import { ADVISORY_POSSIBLE } from "./evolve-advisory.ts";

export const onAdvisory = <Type extends keyof AdvisoryEvents & string>(id: string, type: Type, data: AdvisoryEvents[Type]): Drafted => ({ kind: "advisory", id, type, data }) as Drafted;

/** The advisory, when `event` can follow now. */
function advisoryFor(world: World, id: string, event: keyof typeof ADVISORY_POSSIBLE): Result<Advisory, Refusal> {
  const advisory = world.advisories.get(id);
  if (advisory === undefined) return fail(refuse("NOT_FOUND", { advisoryId: id }));
  const allowed = ADVISORY_POSSIBLE[event];
  return allowed.includes(advisory.status) ? ok(advisory) : fail(refuse("STATE_CONFLICT", { status: advisory.status, allowed }));
}

const dueAfter = (level: AdvisoryLevel, { at, city }: Context): number => at + city.city.deadlines.advisory[level] * SECOND;

const isGraver = (level: AdvisoryLevel, than: AdvisoryLevel): boolean => ADVISORY_LEVELS.indexOf(level) < ADVISORY_LEVELS.indexOf(than);

type Raised = CommandPayload["command.raiseAdvisory"];

function raiseRefusal(payload: Raised, context: Context): Refusal | null {
  const open = payload.area.rings.findIndex((ring) => ringFault(ring) !== null);
  if (open >= 0) return refuse("VALIDATION_FAILED", { fields: [`/area/rings/${open}`] });
  const begins = payload.onset ?? context.at;
  if (payload.expires !== undefined && (payload.expires <= context.at || payload.expires <= begins)) return refuse("ADVISORY_OVER", { fields: ["/expires"] });
  if (payload.sensorId !== undefined && !context.city.city.sensors.some(({ id }) => id === payload.sensorId)) return refuse("UNKNOWN_SENSOR", { sensorId: payload.sensorId, fields: ["/sensorId"] });
  return null;
}

/** Whether it reaches somebody whom it did not concern before: nothing that was said of it was said for them. */
const reachesFurther = (scope: readonly string[], before: readonly string[]): boolean => scope.some((path) => !before.some((known) => within(path, known)));

/**
 * By when a newer text is to be answered, or null where what was said of it still holds: asked about anew is what grew graver, and what was
 * settled and now reaches further. A limit that runs already is never put off, or a sender who writes often would not be answered at all.
 */
function askedBy({ level, scope, status, dueAt, escalatedAt }: Advisory, next: Pick<Advisory, "level" | "scope">, context: Context): number | null {
  const waits = status === "RECEIVED" || status === "CONFIRMED";
  if (!isGraver(next.level, level) && (waits || !reachesFurther(next.scope, scope))) return null;
  const due = dueAfter(next.level, context);
  return waits && dueAt !== null && escalatedAt === null ? Math.min(due, dueAt) : due;
}

/**
 * Takes an advisory in, or a newer text of one that stands: what was decided still holds, unless it is asked about anew. One that
 * touches the city no more is over (CMD-01).
 */
export const raiseAdvisory: Decider<Raised> = (world, payload, context) => {
  const refusal = raiseRefusal(payload, context);
  if (refusal !== null) return fail(refusal);
  const scope = advisoryScope(context.city, payload.area);
  const isNew = !world.advisories.has(payload.advisoryId);
  if (scope.length === 0 && isNew) return refused("OUTSIDE_SERVICE_AREA", { fields: ["/area"] });
  const { advisoryId, drill = false, kind, level, headline, area } = payload;
  const content = {
    kind, level, headline, area, scope, text: payload.text ?? "", instruction: payload.instruction ?? "", onset: payload.onset ?? context.at,
    expires: payload.expires ?? null, sender: payload.sender ?? null, identifier: payload.identifier ?? null, sentAt: payload.sentAt ?? context.at, sensorId: payload.sensorId ?? null,
  };
  const mine = (paths: readonly string[]): boolean => paths.some((path) => within(path, context.actor.orgPath));
  if (scope.length > 0 && !mine(scope)) return refused("FORBIDDEN", { command: "command.raiseAdvisory" });
  if (isNew) return accept(onAdvisory(advisoryId, "AdvisoryReceived", { ...content, drill, dueAt: dueAfter(level, context) }));
  const standing = advisoryFor(world, advisoryId, "AdvisoryUpdated");
  if (!standing.ok) return standing;
  if (!mine(standing.value.scope)) return refused("NOT_FOUND", { advisoryId });
  if (standing.value.drill !== drill) return refused("DRILL_AND_REAL");
  if (content.sentAt < standing.value.sentAt) return refused("ADVISORY_OLDER");
  if (scope.length === 0) return accept(onAdvisory(advisoryId, "AdvisoryEnded", { endReason: "CANCELLED", note: area.desc }));
  return accept(onAdvisory(advisoryId, "AdvisoryUpdated", { ...content, onset: payload.onset ?? standing.value.onset, dueAt: askedBy(standing.value, { level, scope }, context) }));
};

export const confirmAdvisory: Decider<CommandPayload["command.confirmAdvisory"]> = (world, { advisoryId }) => {
  const found = advisoryFor(world, advisoryId, "AdvisoryConfirmed");
  return found.ok ? accept(onAdvisory(advisoryId, "AdvisoryConfirmed", {})) : found;
};

/** Nothing is ordered yet, and somebody looks again at `until`; never later than it holds. */
export const watchAdvisory: Decider<CommandPayload["command.watchAdvisory"]> = (world, { advisoryId, reason, until }, context) => {
  const found = advisoryFor(world, advisoryId, "AdvisoryWatched");
  if (!found.ok) return found;
  if (until <= context.at || (found.value.expires !== null && until > found.value.expires)) return refused("WATCH_UNTIL", { fields: ["/until"] });
  return accept(onAdvisory(advisoryId, "AdvisoryWatched", { reason, until }));
};

export const dismissAdvisory: Decider<CommandPayload["command.dismissAdvisory"]> = (world, { advisoryId, reason }) => {
  const found = advisoryFor(world, advisoryId, "AdvisoryDismissed");
  return found.ok ? accept(onAdvisory(advisoryId, "AdvisoryDismissed", { reason })) : found;
};

export const endAdvisory: Decider<CommandPayload["command.endAdvisory"]> = (world, { advisoryId, cancelled, note }) => {
  const found = advisoryFor(world, advisoryId, "AdvisoryEnded");
  return found.ok ? accept(onAdvisory(advisoryId, "AdvisoryEnded", { endReason: cancelled === true ? "CANCELLED" : "CLOSED", note: note ?? "" })) : found;
};

/** Why an incident cannot follow from the advisory, or null: only one that was confirmed and stands leads to orders, and a drill to drills. */
export function advisoryRefusal(world: World, advisoryId: string, drill: boolean): Refusal | null {
  const advisory = world.advisories.get(advisoryId);
  if (advisory === undefined) return refuse("NOT_FOUND", { advisoryId });
  if (advisory.status === "RECEIVED") return refuse("ADVISORY_UNCONFIRMED");
  if (advisory.status === "ENDED" || advisory.status === "DISMISSED") return refuse("STATE_CONFLICT", { status: advisory.status, allowed: ["CONFIRMED", "ORDERED", "WATCH"] });
  return advisory.drill === drill ? null : refuse("DRILL_AND_REAL");
}

type Step = Pick<AdvisoryAction, "orderId" | "unitId" | "what" | "text">;

/** What a unit has done on an order that followed from an advisory, told there; nothing for other incidents. */
export function advisoryActed(incident: Incident, step: Step): readonly Drafted[] {
  const order = incident.orders.find(({ id }) => id === step.orderId);
  if (order?.advisoryId === undefined) return [];
  const callSign = order.assignments.find(({ unitId }) => unitId === step.unitId)?.callSign ?? step.unitId;
  return [onAdvisory(order.advisoryId, "AdvisoryActed", { incidentId: incident.id, no: incident.no, callSign, ...step })];
}

/** How an incident that followed from an advisory ended, told there; nothing for other incidents and for one without an order. */
export const advisoryOutcome = ({ id, no, advisoryId, orders }: Incident, outcomeCode: string): readonly Drafted[] =>
  advisoryId === undefined || orders.length === 0 ? [] : [onAdvisory(advisoryId, "AdvisoryOutcome", { incidentId: id, no, outcomeCode })];

/** What happens to an advisory by itself. */
export function advisoryDeadlines({ status, dueAt, escalatedAt, watchUntil, expires }: Advisory): { readonly id: string; readonly dueAt: number; readonly purpose: string }[] {
  if (status === "ENDED") return [];
  return [
    ...(dueAt !== null && escalatedAt === null ? [{ id: "disposition", dueAt: Math.min(dueAt, expires ?? dueAt), purpose: "advisory without a disposition" }] : []),
    ...(watchUntil === null ? [] : [{ id: "watch", dueAt: watchUntil, purpose: "advisory to be looked at again" }]),
    ...(expires === null ? [] : [{ id: "expire", dueAt: expires, purpose: "advisory expires" }]),
  ];
}

export const advisoryDue: Decider<SystemPayload["system.deadline"]> = (world, { id, deadlineId }, context) => {
  const advisory = world.advisories.get(id);
  if (advisory === undefined) return refused("NOT_FOUND", { id });
  const pending = advisoryDeadlines(advisory).find((deadline) => deadline.id === deadlineId);
  if (pending === undefined || pending.dueAt > context.at) return refused("STATE_CONFLICT", { status: "NOT_DUE", allowed: [] });
  if (deadlineId === "disposition") return accept(onAdvisory(id, "AdvisoryEscalated", {}));
  if (deadlineId === "watch") return accept(onAdvisory(id, "AdvisoryWatchOver", { dueAt: dueAfter(advisory.level, context) }));
  // One that nobody answered is escalated before it goes, so that its history says so.
  const unanswered = advisory.dueAt !== null && advisory.escalatedAt === null ? [onAdvisory(id, "AdvisoryEscalated", {})] : [];
  return accept(...unanswered, onAdvisory(id, "AdvisoryEnded", { endReason: "EXPIRED", note: "" }));
};
