import type { Policies, RankRule as CityRule } from "@tocsin/contract/organisation/policies.ts";
import type { UnitStatus } from "@tocsin/contract/dispatch/unit.ts";
import { CLOSEST_CAPABLE, type RankRule, type RecommendPolicy } from "./recommend-policy.ts";

const ms = (seconds: number | undefined): number => Math.round((seconds ?? 0) * 1_000);

/** The rule of a city's file by the newest version of its policy; `edge/city` has checked that its parameters are there. */
function ruleOf(rule: CityRule): RankRule {
  switch (rule.policy) {
    case "CLOSEST":
      return { policy: "CLOSEST/1" };
    case "COVER":
      return { policy: "COVER/1", toleranceMs: ms(rule.toleranceS), coverMs: ms(rule.coverS), loadMs: ms(rule.loadS), crewMs: ms(rule.crewS) };
    case "IN_TIME":
      return { policy: "IN_TIME/1", targetMs: ms(rule.targetS) };
  }
}

/** A city's `policies.yaml` as the engine ranks by it. `straight`: speeds of those who take no road. */
export function policyOf({ id, version, rank, turnOutS, remarks, preempt, aid }: Policies, straight = CLOSEST_CAPABLE.straight): RecommendPolicy {
  return {
    id: `${id}/${version}`,
    rank: { P1: ruleOf(rank.P1), P2: ruleOf(rank.P2), P3: ruleOf(rank.P3), P4: ruleOf(rank.P4) },
    turnOutMs: Object.fromEntries(Object.entries(turnOutS).map(([status, seconds]) => [status, ms(seconds)])) as Record<UnitStatus, number>,
    coverRemark: remarks.cover,
    loadRemark: remarks.load,
    straight,
    agencyGroups: CLOSEST_CAPABLE.agencyGroups,
    aidTargetMs: { P1: ms(aid.targetS.P1), P2: ms(aid.targetS.P2), P3: ms(aid.targetS.P3), P4: ms(aid.targetS.P4) },
    preemptFor: preempt.for,
    preemptGainMs: ms(preempt.gainS),
  };
}
