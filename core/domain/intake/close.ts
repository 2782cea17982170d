import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { owesFinal } from "@tocsin/contract/linkage/severity.ts";
import type { OutcomeRow } from "@tocsin/contract/organisation/city.ts";
import { DAY, SECOND } from "@tocsin/kernel/instant.ts";
import { advisoryOutcome } from "../command/advisory.ts";
import { fail } from "@tocsin/kernel/result.ts";
import { type Decider, onIncident, onUnit, refused } from "../decision.ts";
import { startClock, voidClocks } from "../dispatch/clocks.ts";
import { hasRunning, stillWorked } from "../command/response-rules.ts";
import { reviewOf } from "../command/reviews/open-review.ts";
import { recallAll } from "../dispatch/end.ts";
import { guestsLeave } from "../joint/guests-leave.ts";
import { inCommand, openIncident, theIncident } from "../guard.ts";
import { helpTold } from "../linkage/help.ts";
import { type Plan, openPlan } from "../plan.ts";
import { INCIDENT_NEXT } from "./life-cycle.ts";

/** What is still missing before an incident may be closed with this outcome (INC-06). */
export function closingGaps(incident: Incident, outcome: OutcomeRow, caseRef: string | undefined): string[] {
  const assignments = incident.orders.flatMap((order) => order.assignments);
  const gaps: string[] = [];
  if (incident.typeCode === null) gaps.push("TYPE");
  if (incident.postId !== undefined) gaps.push("COMMAND_POST");
  if (outcome.kind === "HANDLED" || outcome.code === "CASE_REFERRED") {
    if (!assignments.some((a) => a.arrivedAt !== null)) gaps.push("ARRIVAL");
    if (incident.feedback.length === 0) gaps.push("FIRST_FEEDBACK");
  }
  if (hasRunning(incident)) gaps.push("RESPONSE");
  if (owesFinal(incident)) gaps.push("FINAL_REPORT");
  if (outcome.code === "CASE_REFERRED" && caseRef === undefined) gaps.push("CASE_REF");
  return gaps;
}

/** Units still on the incident are done with it: those that arrived have completed, the others are recalled. */
function endAssignments(plan: Plan, incidentId: string): void {
  for (const order of plan.incident(incidentId).orders) {
    for (const a of order.assignments) {
      if (a.status !== "HANDLING" && a.status !== "FEEDBACK") continue;
      if (plan.unit(a.unitId).handoverTo !== null) plan.add(onUnit(a.unitId, "HandoverEnded", {}));
      plan.add(
        onIncident(incidentId, "AssignmentCompleted", { orderId: order.id, unitId: a.unitId, deviceAt: null }),
        onUnit(a.unitId, "UnitReleased", { incidentId, orderId: order.id, to: "AVAILABLE", reason: null }),
        ...helpTold(plan.incident(incidentId), "LEFT", [a.callSign]),
      );
    }
  }
  recallAll(plan, incidentId, "CLOSED");
}

export const close: Decider<CommandPayload["intake.close"]> = (world, payload, context) => {
  const found = openIncident(world, payload.incidentId);
  if (!found.ok) return found;
  const incident = found.value;
  const outcome = context.city.outcome.get(payload.outcomeCode);
  if (outcome === undefined) return refused("UNKNOWN_OUTCOME", { code: payload.outcomeCode, fields: ["/outcomeCode"] });
  if (context.actor.role === "CALL_TAKER" && incident.priority === "P1") return refused("P1_CLOSE_FORBIDDEN");
  if (!inCommand(context.actor, incident)) return refused("NOT_IN_COMMAND", { commander: incident.commander?.name });
  const gaps = closingGaps(incident, outcome, payload.caseRef);
  if (gaps.length > 0) return refused("CLOSE_BLOCKED", { gaps });
  if (!INCIDENT_NEXT[incident.status].includes("CLOSED")) return refused("STATE_CONFLICT", { status: incident.status, allowed: INCIDENT_NEXT[incident.status] });
  const plan = openPlan(world, context);
  endAssignments(plan, incident.id);
  voidClocks(plan, incident.id);
  const { reviewId, drafted } = reviewOf(plan.incident(incident.id), "CLOSED", world, context);
  plan.add(onIncident(incident.id, "IncidentClosed", { outcome: { code: outcome.code, text: payload.text, caseRef: payload.caseRef ?? null }, ...(reviewId === undefined ? {} : { reviewId }) }), ...drafted, ...advisoryOutcome(incident, outcome.code), ...guestsLeave(world, incident, context.city));
  return plan.decision();
};

export const cancel: Decider<CommandPayload["intake.cancel"]> = (world, payload, context) => {
  const found = openIncident(world, payload.incidentId);
  if (!found.ok) return found;
  const incident = found.value;
  if (!inCommand(context.actor, incident)) return refused("NOT_IN_COMMAND", { commander: incident.commander?.name });
  if (!INCIDENT_NEXT[incident.status].includes("CANCELLED")) return refused("STATE_CONFLICT", { status: incident.status, allowed: INCIDENT_NEXT[incident.status] });
  const worked = stillWorked(incident);
  if (worked !== null) return fail(worked);
  if (owesFinal(incident)) return refused("FINAL_REPORT_OWED", { severity: incident.emergency?.severity });
  const plan = openPlan(world, context);
  recallAll(plan, incident.id, "CANCELLED");
  voidClocks(plan, incident.id);
  const { reviewId, drafted } = reviewOf(plan.incident(incident.id), "OTHERWISE", world, context);
  plan.add(onIncident(incident.id, "IncidentCancelled", { reason: payload.reason, ...(reviewId === undefined ? {} : { reviewId }) }), ...drafted, ...guestsLeave(world, incident, context.city));
  return plan.decision();
};

/** Within 30 days, with a reason (INC-06). */
export const reopen: Decider<CommandPayload["intake.reopen"]> = (world, payload, context) => {
  const found = theIncident(world, payload.incidentId);
  if (!found.ok) return found;
  const { status, closedAt } = found.value;
  if (status !== "CLOSED" || closedAt === null) return refused("STATE_CONFLICT", { status, allowed: INCIDENT_NEXT[status] });
  const windowMs = context.city.city.deadlines.reopenWindow * SECOND;
  if (context.at - closedAt > windowMs) return refused("REOPEN_EXPIRED", { days: Math.round(windowMs / DAY) });
  const plan = openPlan(world, context);
  plan.add(onIncident(payload.incidentId, "IncidentReopened", { reason: payload.reason }));
  // An emergency that goes on is reported on again.
  if (found.value.emergency !== undefined) startClock(plan, payload.incidentId, "REPORT_CONTINUING", found.value.emergency.continuingS);
  return plan.decision();
};
