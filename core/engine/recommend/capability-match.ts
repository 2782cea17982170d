import { type Candidate, type IncidentNeed } from "./recommend-input.ts";

/** FULL: the unit alone meets every need; PART: some; NONE: not one. Without needs every unit is FULL. */
export interface CapabilityMatch {
  readonly level: "FULL" | "PART" | "NONE";
  /** Needed codes that the unit has, sorted. */
  readonly has: readonly string[];
  /** What it lacks, sorted; all of `needsAny` when it has none of these. */
  readonly missing: readonly string[];
  /** Needed codes that it had, sorted. */
  readonly expired: readonly string[];
}

const NO_NEEDS: CapabilityMatch = { level: "FULL", has: [], missing: [], expired: [] };

const sortedOnce = (codes: readonly string[]): string[] => [...new Set(codes)].sort();

/** What one unit brings to the incident's needs (DSP-01). Lapsed capabilities do not count. */
export function matchCapabilities(unit: Candidate, need: Pick<IncidentNeed, "needsAll" | "needsAny">): CapabilityMatch {
  if (need.needsAll.length === 0 && need.needsAny.length === 0) return NO_NEEDS;
  const counts = (code: string): boolean => unit.capabilities.includes(code) && !unit.expiredCapabilities.includes(code);
  const hasAll = need.needsAll.filter(counts);
  const hasAny = need.needsAny.filter(counts);
  const anyMet = need.needsAny.length === 0 || hasAny.length > 0;
  const has = sortedOnce([...hasAll, ...hasAny]);
  const missing = sortedOnce([...need.needsAll.filter((code) => !counts(code)), ...(anyMet ? [] : need.needsAny)]);
  const expired = unit.expiredCapabilities.length === 0 ? [] : missing.filter((code) => unit.expiredCapabilities.includes(code));
  const level = missing.length === 0 ? "FULL" : has.length > 0 ? "PART" : "NONE";
  return { level, has, missing, expired };
}

/** Which needs remain when these codes are present between them, sorted; `needsAny` counts as a whole. */
export function openNeeds(need: Pick<IncidentNeed, "needsAll" | "needsAny">, present: ReadonlySet<string>): readonly string[] {
  const anyMet = need.needsAny.length === 0 || need.needsAny.some((code) => present.has(code));
  return sortedOnce([...need.needsAll.filter((code) => !present.has(code)), ...(anyMet ? [] : need.needsAny)]);
}
