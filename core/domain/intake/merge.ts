import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { reportCountOf } from "@tocsin/contract/intake/incident.ts";
import { owesFinal } from "@tocsin/contract/linkage/severity.ts";
import { fail } from "@tocsin/kernel/result.ts";
import { type Decider, onIncident, refused } from "../decision.ts";
import { voidClocks } from "../dispatch/clocks.ts";
import { stillWorked } from "../command/response-rules.ts";
import { recallAll } from "../dispatch/end.ts";
import { groundsOf } from "../command/reviews/open-review.ts";
import { inCommand, openIncident, theIncident } from "../guard.ts";
import { openPlan } from "../plan.ts";

/** Every report, time and source goes over and stays; the duplicate's units are freed (INC-05). */
export const merge: Decider<CommandPayload["intake.merge"]> = (world, payload, context) => {
  if (payload.incidentId === payload.duplicateId) return refused("CANNOT_MERGE_SELF");
  const primary = openIncident(world, payload.incidentId);
  if (!primary.ok) return primary;
  const duplicate = openIncident(world, payload.duplicateId);
  if (!duplicate.ok) return duplicate;
  // A real call in a drill would count nowhere, and a drill in a real call everywhere.
  if (primary.value.drill !== duplicate.value.drill) return refused("DRILL_AND_REAL");
  // Its units are recalled by this: that is its commander's, who also ends first what is worked on under it.
  if (!inCommand(context.actor, duplicate.value)) return refused("NOT_IN_COMMAND", { commander: duplicate.value.commander?.name });
  const worked = stillWorked(duplicate.value);
  if (worked !== null) return fail(worked);
  if (owesFinal(duplicate.value)) return refused("FINAL_REPORT_OWED", { severity: duplicate.value.emergency?.severity });
  const plan = openPlan(world, context);
  const reports = duplicate.value.reports.map((report) => ({ ...report, fromIncident: report.fromIncident ?? payload.duplicateId }));
  plan.add(onIncident(payload.incidentId, "DuplicateMerged", { duplicateId: payload.duplicateId, reports, scope: duplicate.value.scope, count: reportCountOf(duplicate.value), ...(groundsOf(duplicate.value, "OTHERWISE").length > 0 ? { breached: true } : {}), ...(duplicate.value.recused === undefined ? {} : { recused: duplicate.value.recused }) }));
  recallAll(plan, payload.duplicateId, "MERGED");
  voidClocks(plan, payload.duplicateId);
  plan.add(onIncident(payload.duplicateId, "MergedInto", { primaryId: payload.incidentId }));
  return plan.decision();
};

/** Undoes a merge: the duplicate is open again with everything that it had. */
export const unmerge: Decider<CommandPayload["intake.unmerge"]> = (world, payload, context) => {
  const primary = theIncident(world, payload.incidentId);
  if (!primary.ok) return primary;
  const duplicate = theIncident(world, payload.duplicateId);
  if (!duplicate.ok) return duplicate;
  if (duplicate.value.mergedInto !== payload.incidentId || !primary.value.absorbed.includes(payload.duplicateId)) return refused("NOT_MERGED");
  const plan = openPlan(world, context);
  plan.add(
    onIncident(payload.incidentId, "DuplicateUnmerged", { duplicateId: payload.duplicateId, reason: payload.reason, count: reportCountOf(duplicate.value) }),
    onIncident(payload.duplicateId, "MergeUndone", { primaryId: payload.incidentId, reason: payload.reason }),
  );
  return plan.decision();
};
