import type { Priority } from "@tocsin/contract/organisation/city.ts";
import { type DurationMs } from "@tocsin/kernel/instant.ts";
import { AMONG_EQUALS } from "../recommend/policies/closest/closest.ts";
import { ruleFor } from "../recommend/policies/policy-table.ts";
import { type RankRule, type RecommendPolicy } from "../recommend/recommend-policy.ts";

/** The free units as numbers; lists are by unit, in the order of their codes. Like units: one agency, able and manned. */
export interface FreeUnits {
  readonly count: number;
  readonly isFree: (unit: number) => boolean;
  /** From order to arrival as the dispatcher expects it; -1: no way. */
  readonly etaMs: (unit: number) => DurationMs;
  /** Share (0 to 1) of demand that loses its cover when it goes. */
  readonly coverLoss: (unit: number) => number;
  /** Orders in the last two hours. */
  readonly load: (unit: number) => number;
}

interface Place {
  readonly total: DurationMs;
  readonly eta: DurationMs;
}

function totalOf(units: FreeUnits, unit: number, eta: DurationMs, rule: RankRule): DurationMs {
  switch (rule.policy) {
    case "CLOSEST/1":
      return eta;
    case "COVER/1":
      return eta + Math.min(rule.toleranceMs, pricesOf(units, unit, eta, rule));
    case "IN_TIME/1":
      return eta > rule.targetMs ? eta : pricesOf(units, unit, eta, rule);
  }
}

/** What decides among units of equal sum and arrival. */
function pricesOf(units: FreeUnits, unit: number, eta: DurationMs, rule: RankRule): DurationMs {
  if (rule.policy === "IN_TIME/1") return eta > rule.targetMs ? 0 : Math.round(units.coverLoss(unit) * rule.targetMs);
  const per = rule.policy === "CLOSEST/1" ? AMONG_EQUALS : rule;
  return Math.round(units.coverLoss(unit) * per.coverMs) + Math.round(units.load(unit) * per.loadMs);
}

/**
 * The unit that `rankUnits` puts first among like units, without reasons and without objects: for simulators that ask a
 * hundred million times. -1 when nobody can go. `pick-unit.test.ts` holds the two against each other on random cities.
 */
export function pickUnit(units: FreeUnits, policy: RecommendPolicy, priority: Priority): number {
  const { rule } = ruleFor(policy, { priority });
  let best = -1;
  let at: Place = { total: 0, eta: 0 };
  for (let unit = 0; unit < units.count; unit++) {
    if (!units.isFree(unit)) continue;
    const eta = units.etaMs(unit);
    if (eta < 0) continue;
    // The sum is never below the arrival except in time: a unit that arrives later than the best sum cannot win.
    if (best >= 0 && rule.policy !== "IN_TIME/1" && eta > at.total) continue;
    const total = totalOf(units, unit, eta, rule);
    const before = best < 0 || total < at.total || (total === at.total && (eta < at.eta || (eta === at.eta && pricesOf(units, unit, eta, rule) < pricesOf(units, best, at.eta, rule))));
    if (!before) continue;
    best = unit;
    at = { total, eta };
  }
  return best;
}
