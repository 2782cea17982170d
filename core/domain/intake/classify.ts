import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { REPORT_STEPS } from "@tocsin/contract/dispatch/clock.ts";
import { type Decider, onIncident, refused } from "../decision.ts";
import { hasResponseClocks, startClock, startResponseClocks, voidClocks } from "../dispatch/clocks.ts";
import { openIncident } from "../guard.ts";
import { tellCrews } from "../guidance/tell-crews.ts";
import { limitsOf, responseLimits } from "../organisation/limits.ts";
import { requireSeat } from "../organisation/seat.ts";
import { type Plan, openPlan } from "../plan.ts";

/** Limits are taken anew from this moment; what ran before stays on record as void (DSP-05). */
function restartClocks(plan: Plan, incidentId: string): void {
  const incident = plan.incident(incidentId);
  const ordered = incident.orders.length > 0;
  voidClocks(plan, incidentId, ["FIRST_FEEDBACK", ...REPORT_STEPS]);
  if (ordered) {
    startResponseClocks(plan, incidentId);
    requireSeat(plan, incidentId);
  } else if (incident.priority === "P1") startClock(plan, incidentId, "FIRST_ORDER", limitsOf(incident, plan.context.city.city.deadlines).classifyP1);
}

/** Gives the incident a type, and with it the row of the active matrix, whose version and limits are kept (ORG-03). @throws on an unknown type. */
export function classifyNow(plan: Plan, incidentId: string, typeCode: string): void {
  const { city } = plan.context;
  const type = city.type.get(typeCode);
  if (type === undefined) throw new Error(`type ${typeCode} was checked before`);
  const before = plan.incident(incidentId);
  plan.add(
    onIncident(incidentId, "IncidentClassified", {
      typeCode,
      priority: type.priority,
      matrixVersion: city.city.head.matrixVersion,
      needsAll: type.needsAll,
      needsAny: type.needsAny,
      crewMin: type.crewMin,
      rapid: type.rapid,
      leadAgency: type.lead,
      limits: responseLimits(city.city.deadlines),
    }),
  );
  const same = before.priority === type.priority && before.rapid === type.rapid && hasResponseClocks(before);
  if (!same) restartClocks(plan, incidentId);
}

export const classify: Decider<CommandPayload["intake.classify"]> = (world, payload, context) => {
  const found = openIncident(world, payload.incidentId);
  if (!found.ok) return found;
  if (!context.city.type.has(payload.typeCode)) return refused("UNKNOWN_TYPE", { typeCode: payload.typeCode, fields: ["/typeCode"] });
  const plan = openPlan(world, context);
  if (found.value.typeCode !== payload.typeCode) {
    classifyNow(plan, payload.incidentId, payload.typeCode);
    tellCrews(plan, found.value);
  }
  return plan.decision();
};

/** A raise restarts the clocks from the raise, and both are shown (DSP-05). */
export const setPriority: Decider<CommandPayload["intake.setPriority"]> = (world, payload, context) => {
  const found = openIncident(world, payload.incidentId);
  if (!found.ok) return found;
  const plan = openPlan(world, context);
  if (found.value.priority !== payload.priority) {
    plan.add(onIncident(payload.incidentId, "PriorityChanged", { from: found.value.priority, to: payload.priority, reason: payload.reason }));
    restartClocks(plan, payload.incidentId);
  }
  return plan.decision();
};
