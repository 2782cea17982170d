import { type RankRule } from "../../recommend-policy.ts";
import { pricesOf, scored, type ScoreUnit } from "../../unit-score.ts";

/** Nothing moves a unit before one that arrives sooner; these only order units that arrive at the same millisecond. */
export const AMONG_EQUALS = { coverMs: 1_000_000, loadMs: 4_000, crewMs: 5_000 };

/** Closest capable unit: the time of arrival and nothing else. */
export const closest: ScoreUnit<Extract<RankRule, { policy: "CLOSEST/1" }>> = (unit, need, arrival) => scored(arrival, pricesOf(unit, need, AMONG_EQUALS), 0);
