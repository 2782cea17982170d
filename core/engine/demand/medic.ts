import { DAY_HOURS, WEEK_HOURS, type DemandHistory } from "./demand-history.ts";

const WEEKS = 4;
const YEARS = 5;
/** The same weekdays of the year before lie 52 weeks back. */
const YEAR_WEEKS = 52;

/**
 * MEDIC, what emergency services have used for decades and a model must beat (as described by Matteson et al., Forecasting
 * emergency medical service call arrival rates, AOAS 2011): the mean of the same hour and weekday in the four weeks before,
 * of this year and of up to five. Of those weeks that the history has.
 * @param hour since `from`, at or after the end of the history
 * @returns calls expected in that hour; null when the history knows none of those hours
 */
export function medic(history: DemandHistory, region: number, hour: number): number | null {
  const known = history.days * DAY_HOURS;
  let [sum, n] = [0, 0];
  for (let year = 0; year < YEARS; year++) {
    for (let week = 1; week <= WEEKS; week++) {
      const at = hour - (year * YEAR_WEEKS + week) * WEEK_HOURS;
      if (at < 0 || at >= known) continue;
      sum += history.counts[region * known + at]!;
      n += 1;
    }
  }
  return n === 0 ? null : sum / n;
}
