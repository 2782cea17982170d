import { backTest, hiddenBecause, INTERVAL_LEVEL, type BackTest, type HiddenReason } from "./back-test.ts";
import { countInterval } from "./count-interval.ts";
import { DAY_HOURS, WEEK_HOURS, type DemandHistory } from "./demand-history.ts";
import { expectedCalls, fitPoisson, PARTS, type PoissonModel } from "./poisson-model.ts";

/** What makes a region's forecast what it is, as a factor beside the usual. */
export type Driver =
  | { readonly code: "PLACE"; readonly factor: number }
  | { readonly code: "HOUR"; readonly hour: number; readonly factor: number }
  /** 0 = Monday. */
  | { readonly code: "WEEKDAY"; readonly weekday: number; readonly factor: number }
  | { readonly code: "OWN_TIME"; readonly part: number; readonly factor: number }
  | { readonly code: "TREND"; readonly factor: number };

export interface RegionForecast {
  readonly region: number;
  /** Calls expected in the seven days after the history. */
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  /** Strongest first, three at most. */
  readonly drivers: readonly Driver[];
}

export interface WeekForecast {
  readonly regions: readonly RegionForecast[];
  readonly test: BackTest;
  /** Empty: the model speaks. Otherwise the average of the history stands in, with no drivers but the place (DAT-06). */
  readonly hidden: readonly HiddenReason[];
}

const MOST_DRIVERS = 3;

/** Place of the largest value. */
const peak = (values: Float64Array): number => values.reduce((best, value, index) => (value > values[best]! ? index : best), 0);

function driversOf(model: PoissonModel, region: number, place: number, week: number): Driver[] {
  const own = model.part.subarray(region * PARTS, (region + 1) * PARTS);
  const [hour, weekday, part] = [peak(model.hour), peak(model.weekday), peak(own)];
  const drivers: Driver[] = [
    { code: "PLACE", factor: place },
    { code: "HOUR", hour, factor: model.hour[hour]! },
    { code: "WEEKDAY", weekday, factor: model.weekday[weekday]! },
    { code: "OWN_TIME", part, factor: own[part]! },
    { code: "TREND", factor: Math.exp(model.trend * (week - model.middleWeek)) },
  ];
  return drivers.sort((a, b) => Math.abs(Math.log(b.factor)) - Math.abs(Math.log(a.factor))).slice(0, MOST_DRIVERS);
}

/**
 * The seven days after a history, region by region, with the error that the same method had on the last days of it. Beyond the
 * limits of error the average of at most the last year is used in its place.
 * @param heldOutDays how many of the last days the back-test forecasts, e.g. 7
 */
export function forecastWeek(history: DemandHistory, heldOutDays: number): WeekForecast {
  const test = backTest(history, heldOutDays);
  const hidden = hiddenBecause(test);
  const model = fitPoisson(history);
  const hours = history.days * DAY_HOURS;
  const yearHours = Math.min(hours, 365 * DAY_HOURS);
  const lastYear = (region: number): number => history.counts.subarray((region + 1) * hours - yearHours, (region + 1) * hours).reduce((sum, count) => sum + count, 0);
  const all = Array.from({ length: history.regions }, (_, region) => lastYear(region));
  const mean = all.reduce((sum, calls) => sum + calls, 0) / history.regions;
  const regions = all.map((calls, region): RegionForecast => {
    const place = mean > 0 ? Math.max(calls, 0.5) / mean : 1;
    if (hidden.length > 0) {
      const expected = (calls * WEEK_HOURS) / yearHours;
      return { region, expected, ...countInterval(expected, 1 / Math.max(1, calls), INTERVAL_LEVEL), drivers: [{ code: "PLACE", factor: place }] };
    }
    let expected = 0;
    for (let hour = hours; hour < hours + WEEK_HOURS; hour++) expected += expectedCalls(model, region, hour);
    return { region, expected, ...countInterval(expected, model.spread[region]!, INTERVAL_LEVEL), drivers: driversOf(model, region, place, Math.floor(hours / WEEK_HOURS)) };
  });
  return { regions, test, hidden };
}
