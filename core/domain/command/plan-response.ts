import { type Activation, isGraver, isRunning, isTaskOpen } from "@tocsin/contract/command/activation.ts";
import type { CommandPayload, SystemPayload } from "@tocsin/contract/commands.ts";
import { isOpen, type Incident } from "@tocsin/contract/intake/incident.ts";
import { fail } from "@tocsin/kernel/result.ts";
import { accept, type Decider, type Drafted, onIncident, refused } from "../decision.ts";
import { openIncident } from "../guard.ts";
import { isTurnedDown, pastProposal } from "./past-proposal.ts";
import { activationIn, besideCommand, levelRefusal, onActivation, openCritical, running, runs, stateConflict, toldIncident, workOf } from "./response-rules.ts";
import { owned } from "./task-owner.ts";

/** Where a response to an incident belongs. */
export const openingOf = ({ id, no, drill, orgPath, place, scope }: Incident): Pick<Activation, "incidentId" | "incidentNo" | "drill" | "orgPath" | "address" | "scope"> => ({ incidentId: id, incidentNo: no, drill, orgPath, address: place?.addressText ?? null, scope });

/**
 * One version of a plan becomes active on one incident (CMD-08). Its content is kept in the record, so that what is published later
 * changes no response. What stands against the plan warns and is kept with it (CMD-09).
 */
export const activatePlan: Decider<CommandPayload["command.activatePlan"]> = (world, { activationId, incidentId, planId, planVersion, level }, context) => {
  const found = openIncident(world, incidentId);
  if (!found.ok) return found;
  const proposal = world.activations.get(activationId);
  if (proposal !== undefined && (proposal.incidentId !== incidentId || proposal.plan?.id !== planId)) return refused("VALIDATION_FAILED", { fields: ["/activationId"] });
  if (proposal !== undefined && proposal.status !== "PROPOSED") return fail(stateConflict(proposal.status));
  const { published, readiness, tasks, findings } = workOf(context);
  if (published === null) return refused("PLAN_NOT_PUBLISHED", { planId, version: planVersion ?? "-", fields: ["/planId"] });
  if (findings.length > 0) return refused("PLAN_FAULTY", { count: findings.length, findings });
  const refusal = levelRefusal(context, level) ?? besideCommand(found.value, context);
  if (refusal !== null) return fail(refusal);
  if (runs(found.value, planId)) return refused("PLAN_RUNNING", { planId });
  const { ref, content } = published;
  const degraded = readiness?.state === "DEGRADED" ? readiness.items : [];
  return accept(
    onActivation(activationId, "PlanActivated", { ...openingOf(found.value), plan: ref, content, level, degraded, tasks: owned(context.city, found.value.orgPath, tasks) }),
    toldIncident(incidentId, { id: activationId, plan: ref }, level, true),
  );
};

/**
 * Raising issues what the graver level adds and leaves everything else as it is; lowering cancels what has not begun and asks about
 * what has. The same level again issues what has come to hold since, and is refused where nothing has.
 */
export const setPlanLevel: Decider<CommandPayload["command.setPlanLevel"]> = (world, { activationId, level, reason }, context) => {
  const found = running(world, activationId);
  if (!found.ok) return found;
  const state = found.value;
  if (state.plan === null || state.level === null) return refused("STATE_CONFLICT", { status: state.status, allowed: [] });
  const refusal = levelRefusal(context, isGraver(level, state.level) ? level : state.level) ?? besideCommand({ commander: world.incidents.get(state.incidentId)?.commander ?? null }, context);
  if (refusal !== null) return fail(refusal);
  const { tasks, unwanted, findings } = workOf(context);
  if (findings.length > 0) return refused("PLAN_FAULTY", { count: findings.length, findings });
  if (level === state.level && tasks.length === 0) return refused("STATE_CONFLICT", { status: `${state.status} ${level}`, allowed: [] });
  const lowered = isGraver(state.level, level);
  const asked = state.tasks.filter(({ toDecide }) => toDecide).map(({ id }) => id);
  return accept(
    onActivation(activationId, "LevelSet", {
      level, reason, tasks: owned(context.city, state.orgPath, tasks), cancel: lowered ? unwanted.waiting : [],
      decide: lowered ? unwanted.begun : unwanted.begun.filter((id) => asked.includes(id)),
    }),
    toldIncident(state.incidentId, state, level, true),
  );
};

/** Ends a response: by the commander of the incident, with a reason, and with no critical task open. What else is open ends with it. */
export const terminatePlan: Decider<CommandPayload["command.terminatePlan"]> = (world, { activationId, reason }, context) => {
  const found = running(world, activationId);
  if (!found.ok) return found;
  const state = found.value;
  const commander = world.incidents.get(state.incidentId)?.commander ?? null;
  if (commander?.userId !== context.actor.userId) return refused("NOT_IN_COMMAND", { commander: commander?.name ?? "-" });
  const critical = openCritical(state.tasks);
  if (critical.length > 0) return refused("TASKS_OPEN", { tasks: critical.map(({ id }) => id) });
  const cancel = state.tasks.filter(isTaskOpen).map(({ id }) => id);
  return accept(onActivation(activationId, "PlanTerminated", { reason, cancel }), toldIncident(state.incidentId, state, state.level, false));
};

/** Looked back on by somebody who had no hand in it (CMD-12). */
export const reviewPlan: Decider<CommandPayload["command.reviewPlan"]> = (world, { activationId, text }, context) => {
  const found = activationIn(world, activationId, ({ status }) => status === "TERMINATED");
  if (!found.ok) return found;
  if (found.value.hands.includes(context.actor.userId)) return refused("REVIEW_OWN_WORK");
  return accept(onActivation(activationId, "PlanReviewed", { text }));
};

/** A proposal has gone, and the incident says so, as the next one hangs on it; what was overtaken by a response of the same plan is none that would come again. */
const gone = ({ incidentId, plan, advised }: Activation, turnedDown: boolean): Drafted[] =>
  plan === null ? [] : [onIncident(incidentId, "ProposalGone", { planId: plan.id, nameZh: plan.nameZh, nameEn: plan.nameEn, level: advised?.level ?? null, turnedDown })];

export const dismissPlan: Decider<CommandPayload["command.dismissPlan"]> = (world, { activationId, reason }, context) => {
  const found = activationIn(world, activationId, ({ status }) => status === "PROPOSED");
  if (!found.ok) return found;
  const refusal = besideCommand({ commander: world.incidents.get(found.value.incidentId)?.commander ?? null }, context);
  return refusal === null ? accept(onActivation(activationId, "ProposalDismissed", { reason }), ...gone(found.value, true)) : fail(refusal);
};

/** What the facts call for now, told where it differs from what was told before; a proposal that they call for no more, or that was overtaken, is taken back. */
export const proposePlan: Decider<SystemPayload["system.proposePlan"]> = (world, { activationId, incidentId, planId }, context) => {
  const incident = world.incidents.get(incidentId);
  if (incident === undefined) return refused("NOT_FOUND", { incidentId });
  const known = world.activations.get(activationId);
  const { published, proposal } = workOf(context);
  const called = isOpen(incident) && proposal?.trigger === "YES";
  if (known === undefined) {
    if (!called || published === null || runs(incident, planId) || isTurnedDown(pastProposal(incident, planId), proposal.level)) return refused("STATE_CONFLICT", { status: "NOT_CALLED_FOR", allowed: [] });
    return accept(onActivation(activationId, "PlanProposed", { ...openingOf(incident), plan: published.ref, level: proposal.level, ask: proposal.ask }));
  }
  if (known.status === "PROPOSED" && (!called || runs(incident, planId))) return accept(onActivation(activationId, "ProposalDismissed", { reason: "NOT_CALLED_FOR" }), ...(called ? [] : gone(known, false)));
  if (!called || !(known.status === "PROPOSED" || isRunning(known)) || sameAdvice(known, proposal)) return refused("STATE_CONFLICT", { status: known.status, allowed: [] });
  return accept(onActivation(activationId, "PlanAdvised", { level: proposal.level, ask: proposal.ask }));
};

export const sameAdvice = ({ advised }: Pick<Activation, "advised">, { level, ask }: NonNullable<ReturnType<typeof workOf>["proposal"]>): boolean =>
  advised !== null && advised.level === level && advised.ask.join() === ask.join();

