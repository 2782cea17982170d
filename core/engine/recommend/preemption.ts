import { type Arrival } from "./arrival.ts";
import { because, type Reason } from "./reason.ts";
import type { Priority } from "@tocsin/contract/organisation/city.ts";
import { type Candidate, type RecommendInput } from "./recommend-input.ts";

const URGENCY: Readonly<Record<Priority, number>> = { P1: 1, P2: 2, P3: 3, P4: 4 };

/**
 * A remark that a unit on its way to something less urgent would be there markedly sooner (CMD-11). Only that: a human draws it off.
 * Units at a scene are never pointed out, nor those whose present task has no priority yet, nor any for a drill.
 * `bestMs`: the sooner of the first of the ranking and of a capable unit that is on its way here; null when there is neither.
 */
export function preemptible(unit: Candidate, arrival: Arrival, input: RecommendInput, bestMs: number | null): Reason | null {
  const { priority, id } = input.incident;
  const held = unit.assignment;
  if (input.incident.drill === true) return null;
  if (priority === null || held === null || held.priority === null || held.incidentId === id) return null;
  if (unit.status !== "ASSIGNED" && unit.status !== "EN_ROUTE") return null;
  if (!input.policy.preemptFor.includes(priority) || URGENCY[held.priority] <= URGENCY[priority]) return null;
  if (arrival.etaMs === null) return null;
  const gainMs = bestMs === null ? null : bestMs - arrival.etaMs;
  if (gainMs !== null && gainMs < input.policy.preemptGainMs) return null;
  return because("PREEMPTIBLE", { incidentId: held.incidentId, priority: held.priority, gainMs });
}
