import { type Arrival } from "../arrival.ts";
import { type Candidate, type IncidentNeed } from "../recommend-input.ts";
import { type RankRule, type RecommendPolicy } from "../recommend-policy.ts";
import { type ScoreUnit, type UnitScore } from "../unit-score.ts";
import { closest } from "./closest/closest.ts";
import { cover } from "./cover/cover.ts";
import { inTime } from "./in-time/in-time.ts";

/**
 * Every ranking policy by name and version. A policy that changes what it answers gets a new version beside the old one,
 * so that stored recommendations come out again as they were made.
 */
const POLICY_TABLE: { readonly [P in RankRule["policy"]]: ScoreUnit<Extract<RankRule, { policy: P }>> } = {
  "CLOSEST/1": closest,
  "COVER/1": cover,
  "IN_TIME/1": inTime,
};

/** Whether this build still has a policy: an older or newer one may have stored what it cannot make again. */
export const hasPolicy = (name: string): boolean => name in POLICY_TABLE;

export interface AppliedRule {
  readonly rule: RankRule;
  /** The city's policy for this priority, where it was switched off since the call is of the top priority; else null. */
  readonly waived: RankRule["policy"] | null;
}

/** The rule for an incident. Whatever the city's file says, a top-priority call, or one not classified yet, waits for no cover. */
export function ruleFor(policy: RecommendPolicy, need: Pick<IncidentNeed, "priority">): AppliedRule {
  const rule = policy.rank[need.priority ?? "P1"];
  const top = need.priority === null || need.priority === "P1";
  return top && rule.policy !== "CLOSEST/1" ? { rule: { policy: "CLOSEST/1" }, waived: rule.policy } : { rule, waived: null };
}

export function scoreOf(unit: Candidate, need: IncidentNeed, arrival: Arrival, rule: RankRule): UnitScore {
  const score = POLICY_TABLE[rule.policy] as ScoreUnit<RankRule>;
  return score(unit, need, arrival, rule);
}

/** By how much the k-th unit offered may be later than the k-th nearest under a rule; for IN_TIME only up to the target. */
export const latenessBound = (rule: RankRule): number => (rule.policy === "COVER/1" ? rule.toleranceMs : 0);
