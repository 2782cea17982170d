import { REPORT_STEPS, type Clock, type ClockStep } from "@tocsin/contract/dispatch/clock.ts";
import type { Assignment } from "@tocsin/contract/dispatch/order.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { SECOND, elapsedSeconds } from "@tocsin/kernel/instant.ts";
import { onIncident, type CityIndex } from "../decision.ts";
import { orgAt } from "../organisation/chain.ts";
import { limitsOf } from "../organisation/limits.ts";
import type { Plan } from "../plan.ts";

/** Counting towards its limit: not done, breached or void. */
export const isRunning = (clock: Clock): boolean => clock.doneAt === null && clock.breachedAt === null && clock.voidedAt === null;
/** Still waits for its act, in time or not. */
export const isAwaited = (clock: Clock): boolean => clock.doneAt === null && clock.voidedAt === null;

/** The first moment at which a running clock is breached: one second after its limit (DSP-05). */
export const breachAt = (clock: Clock): number => clock.startedAt + (clock.limitS + 1) * SECOND;

export function startClock(plan: Plan, incidentId: string, step: ClockStep, limitS: number): void {
  const nth = plan.incident(incidentId).clocks.filter((clock) => clock.step === step).length + 1;
  plan.add(onIncident(incidentId, "ClockStarted", { clock: { id: `${step}.${nth}`, step, limitS } }));
}

/** Stops the clocks of these steps; one that is over its limit is breached first, once. */
export function clocksDone(plan: Plan, incidentId: string, steps: readonly ClockStep[]): void {
  for (const clock of plan.incident(incidentId).clocks) {
    if (!isAwaited(clock) || !steps.includes(clock.step)) continue;
    const late = elapsedSeconds(clock.startedAt, plan.context.at) > clock.limitS;
    if (late && clock.breachedAt === null) plan.add(onIncident(incidentId, "ClockBreached", { clockId: clock.id }));
    plan.add(onIncident(incidentId, "ClockDone", { clockId: clock.id }));
  }
}

/** Ends the running clocks when the incident itself ends, or when new ones take their place. */
export function voidClocks(plan: Plan, incidentId: string, spare: readonly ClockStep[] = []): void {
  for (const clock of plan.incident(incidentId).clocks) {
    if (isAwaited(clock) && clock.breachedAt === null && !spare.includes(clock.step)) {
      plan.add(onIncident(incidentId, "ClockVoided", { clockId: clock.id }));
    }
  }
}

/** The clocks of an incident's response with their limits in seconds, by its priority and reading of 1-3-5. */
function responseClocks(city: CityIndex, incident: Incident): readonly (readonly [ClockStep, number])[] {
  const { phase, layer, echelon, arrival } = limitsOf(incident, city.city.deadlines);
  if (incident.priority !== "P1" && incident.priority !== "P2") return [];
  if (incident.priority === "P1") {
    if (incident.rapid === "PHASE") return [["REACT", phase.react], ["EN_ROUTE", phase.enRoute], ["ON_SCENE", phase.onScene]];
    if (incident.rapid === "ECHELON") return [["ECHELON_1", echelon.first], ["ECHELON_3", echelon.second], ["ECHELON_5", echelon.third]];
    if (incident.rapid === "LAYER") return [["SELF", layer.self], ["MUTUAL", layer.mutual], ["POLICE", layer.police]];
  }
  if (incident.rapid === "NONE" && incident.priority !== "P2") return [];
  return [["ARRIVAL", arrival[orgAt(city, incident.orgPath)?.setting ?? "URBAN"]]];
}

const isSite = (a: Assignment): boolean => a.kind === "MRU_TEAM";

/** The clocks that what has been done so far has answered. */
export function answeredSteps(incident: Incident): ClockStep[] {
  const all = incident.orders.flatMap((order) => order.assignments);
  const forces = all.filter((a) => !isSite(a));
  const sites = all.filter(isSite);
  const arrived = forces.filter((a) => a.arrivedAt !== null);
  const steps: ClockStep[] = [];
  if (forces.some((a) => a.acknowledgedAt !== null)) steps.push("REACT");
  if (forces.some((a) => a.enRouteAt !== null)) steps.push("EN_ROUTE");
  if (arrived.length > 0) steps.push("ON_SCENE", "ARRIVAL", "POLICE");
  if (sites.some((a) => a.acknowledgedAt !== null)) steps.push("SELF");
  if (sites.filter((a) => a.arrivedAt !== null).length > 1) steps.push("MUTUAL");
  if (arrived.length > 0) steps.push("ECHELON_1");
  if (arrived.some((a) => a.echelon >= 3)) steps.push("ECHELON_3");
  if (arrived.some((a) => a.echelon >= 5)) steps.push("ECHELON_5");
  return steps;
}

/** Starts the response clocks that the priority asks for and that nothing has answered yet; called when an order goes out or the priority is raised. */
export function startResponseClocks(plan: Plan, incidentId: string): void {
  const incident = plan.incident(incidentId);
  const answered = answeredSteps(incident);
  for (const [step, limitS] of responseClocks(plan.context.city, incident)) {
    if (!answered.includes(step)) startClock(plan, incidentId, step, limitS);
  }
}

/** Whether any response clock has been started since the incident got its present priority. */
export const hasResponseClocks = (incident: Incident): boolean =>
  incident.clocks.some((clock) => !BESIDE_RESPONSE.includes(clock.step) && clock.voidedAt === null);
const BESIDE_RESPONSE: readonly ClockStep[] = ["FIRST_ORDER", "FIRST_FEEDBACK", ...REPORT_STEPS];
