import { backTest, hiddenBecause, INTERVAL_LEVEL, type BackTest, type HiddenReason } from "./back-test.ts";
import { countInterval, type CountInterval } from "./count-interval.ts";
import { DAY_HOURS, hourOfWeek, WEEK_HOURS, type DemandHistory } from "./demand-history.ts";
import { expectedCalls, fitPoisson } from "./poisson-model.ts";

/** The seven days after a history, hour by hour. */
export interface HoursForecast {
  readonly regions: number;
  /** Calls by region, then by hour of the week (0 = Monday 00:00): `expected[region * 168 + hour]`. */
  readonly expected: Float32Array;
  /** Variance of a region's mean relative to its square, and the part of it that all regions share. */
  readonly spread: Float64Array;
  readonly shared: number;
  readonly test: BackTest;
  /** Empty: the Poisson model speaks. Otherwise a region's average hour of the last year stands in (DAT-06). */
  readonly hidden: readonly HiddenReason[];
}

/** @param heldOutDays how many of the last days the back-test forecasts, e.g. 7 */
export function forecastHours(history: DemandHistory, heldOutDays: number): HoursForecast {
  const test = backTest(history, heldOutDays);
  const hidden = hiddenBecause(test);
  const { regions } = history;
  const hours = history.days * DAY_HOURS;
  const expected = new Float32Array(regions * WEEK_HOURS);
  if (hidden.length > 0) {
    const yearHours = Math.min(hours, 365 * DAY_HOURS);
    const spread = new Float64Array(regions);
    for (let region = 0; region < regions; region++) {
      const calls = history.counts.subarray((region + 1) * hours - yearHours, (region + 1) * hours).reduce((sum, count) => sum + count, 0);
      expected.fill(calls / yearHours, region * WEEK_HOURS, (region + 1) * WEEK_HOURS);
      spread[region] = 1 / Math.max(1, calls);
    }
    return { regions, expected, spread, shared: 0, test, hidden };
  }
  const model = fitPoisson(history);
  for (let hour = hours; hour < hours + WEEK_HOURS; hour++) {
    const how = hourOfWeek(history, hour);
    for (let region = 0; region < regions; region++) expected[region * WEEK_HOURS + how] = expectedCalls(model, region, hour);
  }
  return { regions, expected, spread: model.spread, shared: model.weekSpread, test, hidden };
}

export interface ExpectedCount extends CountInterval {
  readonly expected: number;
}

/**
 * What is expected at an hour of the week in each region and in all, each with its interval (`INTERVAL_LEVEL`). What the
 * history leaves open is of each region alone; weeks that differ are of all together.
 * @param how hour of the week, 0 = Monday 00:00
 */
export function expectedAt({ regions, expected, spread, shared }: HoursForecast, how: number): { readonly all: ExpectedCount; readonly regions: readonly ExpectedCount[] } {
  let [sum, own] = [0, 0];
  const each = Array.from({ length: regions }, (_, region): ExpectedCount => {
    const mean = expected[region * WEEK_HOURS + how]!;
    sum += mean;
    own += mean * mean * Math.max(0, spread[region]! - shared);
    return { expected: mean, ...countInterval(mean, spread[region]!, INTERVAL_LEVEL) };
  });
  return { all: { expected: sum, ...countInterval(sum, sum === 0 ? 0 : own / (sum * sum) + shared, INTERVAL_LEVEL) }, regions: each };
}
