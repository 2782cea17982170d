import { type DurationMs } from "@tocsin/kernel/instant.ts";
import { type Arrival } from "./arrival.ts";
import { type Candidate, type IncidentNeed } from "./recommend-input.ts";
import { type RecommendPolicy } from "./recommend-policy.ts";

/** The parts of a unit's place in the list, all in integer ms, so that they can be shown as one sum. */
export interface UnitScore {
  readonly travelMs: DurationMs | null;
  readonly turnOutMs: DurationMs;
  readonly coverMs: DurationMs;
  readonly loadMs: DurationMs;
  readonly crewMs: DurationMs;
  /** Cover, load and crew together, capped by the policy for the incident's priority. */
  readonly shapingMs: DurationMs;
  /** What is compared: ETA (turn-out alone where no ETA is known) and shaping. */
  readonly totalMs: DurationMs;
}

/** The cap of all shaping for a priority; an unclassified call is treated as the gravest. */
export const shapingCapMs = (policy: RecommendPolicy, need: Pick<IncidentNeed, "priority">): DurationMs =>
  policy.shapingMaxMs[need.priority ?? "P1"];

export function scoreOf(unit: Candidate, need: IncidentNeed, arrival: Arrival, policy: RecommendPolicy): UnitScore {
  const coverMs = Math.round(unit.coverLoss * policy.coverMs);
  const loadMs = Math.round(unit.load * policy.loadMs);
  const crewMs = Math.round(Math.max(0, need.crewMin - unit.crew) * policy.crewMs);
  const shapingMs = Math.min(coverMs + loadMs + crewMs, shapingCapMs(policy, need));
  return {
    travelMs: arrival.travelMs,
    turnOutMs: arrival.turnOutMs,
    coverMs,
    loadMs,
    crewMs,
    shapingMs,
    totalMs: (arrival.etaMs ?? arrival.turnOutMs) + shapingMs,
  };
}
