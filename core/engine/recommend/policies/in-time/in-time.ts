import { type RankRule } from "../../recommend-policy.ts";
import { baseMs, scored, type ScoreUnit } from "../../unit-score.ts";

/**
 * All units that arrive within the target are equally good, so the one that leaves least uncovered goes first; those that come
 * later follow by their arrival (Jagtenberg, Bhulai, van der Mei 2017, without its rule for late ones). The k-th unit offered is
 * never later than the target, unless the k-th nearest is. A total in time is at most the target, so the two never mix.
 */
export const inTime: ScoreUnit<Extract<RankRule, { policy: "IN_TIME/1" }>> = (unit, _need, arrival, { targetMs }) => {
  const coverMs = Math.round(unit.coverLoss * targetMs);
  const late = baseMs(arrival) > targetMs;
  return scored(arrival, { coverMs: late ? 0 : coverMs, loadMs: 0, crewMs: 0 }, late ? 0 : coverMs - baseMs(arrival));
};
