import type { PlanLevel } from "@tocsin/contract/command/plan-task.ts";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { ClockStep } from "@tocsin/contract/dispatch/clock.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { isLower, type UpwardKind } from "@tocsin/contract/linkage/severity.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { elapsedSeconds, MINUTE, SECOND } from "@tocsin/kernel/instant.ts";
import { fail } from "@tocsin/kernel/result.ts";
import { unknownRefs } from "../command/posts/log-refs.ts";
import { fills } from "../command/posts/post-facts.ts";
import { type Context, type Decider, onIncident, refused, type World } from "../decision.ts";
import { breachAt, clocksDone, isRunning, startClock } from "../dispatch/clocks.ts";
import { inCommand, openIncident } from "../guard.ts";
import { agencyDesk } from "../intake/room.ts";
import { openPlan, type Plan } from "../plan.ts";
import { dueKinds, owedClock, REPORT_STEP } from "./due-reports.ts";

/** A moment is written to the minute, and clocks of two machines differ: so much earlier is still now. */
const SAME_MOMENT = MINUTE;

function timeRefusal(said: number | undefined, { at }: Context): Refusal | null {
  if (said === undefined) return null;
  if (said < at - SAME_MOMENT) return refuse("BACKDATE");
  return said > at + SAME_MOMENT ? refuse("TIME_IN_FUTURE", { fields: ["/at"] }) : null;
}

/** Clocks that a report ends: every written one says how things stand now. */
const ENDS: Readonly<Record<UpwardKind, readonly ClockStep[]>> = { PHONE: ["REPORT_PHONE"], WRITTEN: ["REPORT_WRITTEN", "REPORT_CONTINUING"], CONTINUING: ["REPORT_CONTINUING"], FINAL: ["REPORT_CONTINUING"] };

/** Starts the clock of a first report, unless one is awaited that ends no later: a graver level never gives more time. */
function demand(plan: Plan, incidentId: string, step: ClockStep, limitS: number): void {
  const before = owedClock(plan.incident(incidentId), step);
  if (before !== undefined && (!isRunning(before) || breachAt(before) <= plan.context.at + (limitS + 1) * SECOND)) return;
  if (before !== undefined) plan.add(onIncident(incidentId, "ClockVoided", { clockId: before.id }));
  startClock(plan, incidentId, step, limitS);
}

function levelRefusal(incident: Incident, to: PlanLevel, reason: string, { actor }: Context): Refusal | null {
  const from = incident.emergency?.severity;
  if (!inCommand(actor, incident)) return refuse("NOT_IN_COMMAND", { commander: incident.commander?.name });
  if (from === undefined || !isLower(from, to)) return null;
  if (incident.commander === null) return refuse("COMMANDER_NEEDED");
  return reason.trim() === "" ? refuse("REASON_REQUIRED", { fields: ["/reason"] }) : null;
}

/** Sets how grave an emergency is: the clocks of the first reports begin, and the desk of who leads at this severity reads along (LNK-06). */
export const setSeverity: Decider<CommandPayload["linkage.setSeverity"]> = (world, { incidentId, severity, reason = "", at }, context) => {
  const found = openIncident(world, incidentId);
  if (!found.ok) return found;
  const from = found.value.emergency?.severity ?? null;
  const refusal = timeRefusal(at, context) ?? levelRefusal(found.value, severity, reason, context);
  if (refusal !== null) return fail(refusal);
  const plan = openPlan(world, context);
  if (from === severity) return plan.decision();
  const { phone, written, continuing, leadZh, leadEn, through } = context.city.city.deadlines.severity[severity];
  plan.add(onIncident(incidentId, "SeveritySet", { from, to: severity, reason, leadZh, leadEn, agency: through ?? null, continuingS: continuing }));
  // What is owed stays owed when the level is lowered.
  if (from === null || !isLower(from, severity)) {
    demand(plan, incidentId, "REPORT_PHONE", phone);
    demand(plan, incidentId, "REPORT_WRITTEN", written);
  }
  const desk = through === undefined || found.value.drill ? undefined : agencyDesk(context.city, through);
  if (through !== undefined && desk !== undefined && !found.value.scope.includes(desk.path)) plan.add(onIncident(incidentId, "AgencyInvited", { agency: through, orgPath: desk.path }));
  return plan.decision();
};

/** Whether the actor reports in the commander's name: the commander, or in the post a seat that writes its reports. */
function reports(incident: Incident, { commandPosts }: World, context: Context): boolean {
  if (inCommand(context.actor, incident)) return true;
  const holders = incident.postId === undefined ? [] : (commandPosts.get(incident.postId)?.holders ?? []);
  return holders.some((holder) => ["DEPUTY", "PLANNING", "INFORMATION"].includes(holder.role) && fills(context.actor, holder, context.city));
}

/** A report upward has been made: its clock ends, late where it is late, and the next begins; the final one ends them all (LNK-06). */
export const reportUp: Decider<CommandPayload["linkage.reportUp"]> = (world, { incidentId, kind, lines, at }, context) => {
  const found = openIncident(world, incidentId);
  if (!found.ok) return found;
  const incident = found.value;
  const { emergency } = incident;
  if (emergency === undefined) return refused("NO_SEVERITY");
  const refusal = timeRefusal(at, context);
  if (refusal !== null) return fail(refusal);
  if (!reports(incident, world, context)) return refused("NOT_IN_COMMAND", { commander: incident.commander?.name });
  const due = dueKinds(incident);
  if (!due.includes(kind)) return refused("REPORT_ORDER", { due });
  const unknown = unknownRefs({ incidentId, postId: incident.postId ?? null, advisoryId: incident.advisoryId ?? null }, lines.flatMap(({ cites }) => cites), context);
  if (unknown.length > 0) return refused("LOG_REF_UNKNOWN", { refs: unknown, fields: ["/lines"] });
  const clock = owedClock(incident, REPORT_STEP[kind]);
  const lateS = clock === undefined ? 0 : Math.max(0, elapsedSeconds(clock.startedAt, context.at) - clock.limitS);
  const plan = openPlan(world, context);
  plan.add(onIncident(incidentId, "ReportedUp", { no: emergency.reportCount + 1, kind, lateS, agency: emergency.agency, lines }));
  clocksDone(plan, incidentId, ENDS[kind]);
  if (kind === "WRITTEN" || kind === "CONTINUING") startClock(plan, incidentId, "REPORT_CONTINUING", emergency.continuingS);
  return plan.decision();
};
