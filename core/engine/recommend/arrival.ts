import { type DurationMs } from "@tocsin/kernel/instant.ts";
import { type Candidate, type RecommendInput } from "./recommend-input.ts";
import { type RecommendPolicy } from "./recommend-policy.ts";

/** How arrival times of one recommendation come about. STRAIGHT is the degraded way. */
export type ArrivalBasis = "ROADS" | "STRAIGHT" | "NO_PLACE";

export interface Arrival {
  /** Null when it cannot be known. */
  readonly travelMs: DurationMs | null;
  readonly turnOutMs: DurationMs;
  /** Travel and turn-out together. */
  readonly etaMs: DurationMs | null;
  /** Why there is no ETA, or why it is rough; null when it comes from the roads. */
  readonly caveat: "UNREACHABLE" | "NO_POSITION" | "NO_PLACE" | "APPROXIMATE" | null;
}

/**
 * Roads are trusted as soon as they know the way of one unit. When they know nobody's way, either they are out of
 * service or the incident lies off the network: then straight lines serve all units alike, rather than refusing all.
 */
export function arrivalBasis(input: Pick<RecommendInput, "incident" | "candidates">): ArrivalBasis {
  if (input.incident.point === null) return "NO_PLACE";
  return input.candidates.some((unit) => unit.travelMs !== null) ? "ROADS" : "STRAIGHT";
}

/** Straight distance made a driving time in ms: a detour factor and a plain speed by kind. */
export function straightTravelMs(straightM: number, kind: string, policy: Pick<RecommendPolicy, "straight">): DurationMs {
  const speed = policy.straight.speedMps[kind] ?? policy.straight.speedMps["*"] ?? 8.3;
  return Math.round(((straightM * policy.straight.detour) / speed) * 1_000);
}

/** When a unit would be there, counted from the order. */
export function arrivalOf(unit: Candidate, basis: ArrivalBasis, policy: RecommendPolicy): Arrival {
  // A reserve that is on patrol already rolls; one that stands by needs what it has confirmed.
  const turnOutMs = Math.max(policy.turnOutMs[unit.status], unit.status === "PATROL" ? 0 : (unit.reserve?.readyMs ?? 0));
  if (basis === "NO_PLACE") return { travelMs: null, turnOutMs, etaMs: null, caveat: "NO_PLACE" };
  if (basis === "ROADS" && unit.travelMs !== null) {
    return { travelMs: unit.travelMs, turnOutMs, etaMs: unit.travelMs + turnOutMs, caveat: null };
  }
  if (unit.straightM === null) return { travelMs: null, turnOutMs, etaMs: null, caveat: "NO_POSITION" };
  if (basis === "ROADS") return { travelMs: null, turnOutMs, etaMs: null, caveat: "UNREACHABLE" };
  const travelMs = straightTravelMs(unit.straightM, unit.kind, policy);
  return { travelMs, turnOutMs, etaMs: travelMs + turnOutMs, caveat: "APPROXIMATE" };
}
