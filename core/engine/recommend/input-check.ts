import { isLonLat } from "@tocsin/kernel/geo.ts";
import { hasPolicy } from "./policies/policy-table.ts";
import { type Candidate, type RecommendInput } from "./recommend-input.ts";
import { type RecommendPolicy } from "./recommend-policy.ts";

const fault = (path: string, rule: string, value: unknown): never => {
  throw new RangeError(`recommend: ${path} ${rule}, got ${String(value)}`);
};

function checkCandidate(unit: Candidate, index: number): void {
  const amount = (name: "crew" | "load" | "travelMs" | "straightM", whole: boolean): void => {
    const value = unit[name];
    if (value === null && (name === "travelMs" || name === "straightM")) return;
    if (value === null || !(value >= 0) || value === Infinity || (whole && !Number.isInteger(value))) {
      fault(`candidates[${index}].${name}`, whole ? "must be an integer of at least 0" : "must be a number of at least 0", value);
    }
  };
  amount("crew", true);
  amount("load", true);
  amount("travelMs", true);
  amount("straightM", false);
  if (!(unit.coverLoss >= 0 && unit.coverLoss <= 1)) fault(`candidates[${index}].coverLoss`, "must lie in 0 to 1", unit.coverLoss);
}

/** A negative price would break the promise of the tolerance, and with it that of the nearest unit. */
function checkPolicy({ rank }: RecommendPolicy): void {
  for (const [priority, { policy, ...parameters }] of Object.entries(rank)) {
    if (!hasPolicy(policy)) fault(`policy.rank.${priority}.policy`, "must be one that this build has", policy);
    for (const [name, value] of Object.entries(parameters as Record<string, number>)) {
      if (!Number.isInteger(value) || value < 0) fault(`policy.rank.${priority}.${name}`, "must be an integer of at least 0", value);
    }
  }
}

/**
 * Refuses numbers that would silently spoil a ranking.
 * @throws RangeError naming the field: negative or fractional times, cover outside 0 to 1, a place that is none, a unit twice.
 */
export function checkInput(input: RecommendInput): void {
  if (!Number.isInteger(input.at)) fault("at", "must be an integer", input.at);
  const { point, crewMin } = input.incident;
  if (point !== null && !isLonLat(point)) fault("incident.point", "must be [lon, lat] in degrees", point);
  if (!Number.isInteger(crewMin) || crewMin < 0) fault("incident.crewMin", "must be an integer of at least 0", crewMin);
  checkPolicy(input.policy);
  const seen = new Set<string>();
  input.candidates.forEach((unit, index) => {
    if (seen.has(unit.unitId)) fault(`candidates[${index}].unitId`, "must be listed once", unit.unitId);
    seen.add(unit.unitId);
    checkCandidate(unit, index);
  });
}
