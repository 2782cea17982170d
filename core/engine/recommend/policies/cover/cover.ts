import { type RankRule } from "../../recommend-policy.ts";
import { pricesOf, scored, sumOfPrices, type ScoreUnit } from "../../unit-score.ts";

/**
 * Arrival plus the price of what the unit leaves behind: marginal cover (MEXCLP; Jagtenberg, Bhulai, van der Mei, Dynamic
 * ambulance dispatching, Health Care Management Science 2017), its load and a short crew, together at most the tolerance.
 * So the k-th unit offered is never later than the k-th nearest by more than the tolerance.
 */
export const cover: ScoreUnit<Extract<RankRule, { policy: "COVER/1" }>> = (unit, need, arrival, rule) => {
  const prices = pricesOf(unit, need, rule);
  return scored(arrival, prices, Math.min(sumOfPrices(prices), rule.toleranceMs));
};
