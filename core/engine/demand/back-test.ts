import { countInterval } from "./count-interval.ts";
import { DAY_HOURS, firstDays, type DemandHistory } from "./demand-history.ts";
import { medic } from "./medic.ts";
import { expectedCalls, fitPoisson } from "./poisson-model.ts";
import { scoreForecast, type ForecastScore } from "./score-forecast.ts";

/** Level of the intervals that are shown. */
export const INTERVAL_LEVEL = 0.8;

/** What forecasts made without the last days would have been worth on them (DAT-06). */
export interface BackTest {
  readonly heldOutDays: number;
  readonly poisson: ForecastScore;
  /** Of the hours for which MEDIC has a week to look at; null when there are none, as with less than a week of history. */
  readonly medic: ForecastScore | null;
  /** The mean of all earlier hours of a region: what is used when the forecast is hidden. */
  readonly average: ForecastScore;
  /** Share of a region's days whose calls lay within the interval of the Poisson model, meant to be 0.8 or more. */
  readonly coverage: number;
  /** Absolute error of the city's days as a share of their calls. */
  readonly cityDayError: number;
}

/** Why a forecast is hidden and the average used in its place; none of it = it may be shown. */
export type HiddenReason = "NO_BETTER_THAN_AVERAGE" | "INTERVAL_TOO_NARROW" | "CITY_DAYS_TOO_FAR_OFF";

export interface ErrorLimits {
  readonly coverage: number;
  readonly cityDayError: number;
}
export const ERROR_LIMITS: ErrorLimits = { coverage: 0.7, cityDayError: 0.25 };

/** MEDIC's hours without any call are expected to bring half a call in all that it looked at, or one call would be infinitely wrong. */
const MEDIC_LEAST = 0.5 / 4;

/** @throws RangeError when nothing would be left to learn from. */
export function backTest(history: DemandHistory, heldOutDays: number): BackTest {
  const days = history.days - heldOutDays;
  if (heldOutDays < 1 || days < 1) throw new RangeError(`backTest: of ${history.days} days ${heldOutDays} cannot be held out`);
  const known = firstDays(history, days);
  const model = fitPoisson(known);
  const hours = history.days * DAY_HOURS;
  const pairs = { poisson: [] as [number, number][], medic: [] as [number, number][], average: [] as [number, number][] };
  const cityDays = Array.from({ length: heldOutDays }, () => ({ expected: 0, came: 0 }));
  let within = 0;
  for (let region = 0; region < history.regions; region++) {
    const average = known.counts.subarray(region * days * DAY_HOURS, (region + 1) * days * DAY_HOURS).reduce((sum, count) => sum + count, 0) / (days * DAY_HOURS);
    for (const [day, city] of cityDays.entries()) {
      let [expected, came] = [0, 0];
      for (let hour = (days + day) * DAY_HOURS; hour < (days + day + 1) * DAY_HOURS; hour++) {
        const count = history.counts[region * hours + hour]!;
        const mean = expectedCalls(model, region, hour);
        pairs.poisson.push([mean, count]);
        const usual = medic(known, region, hour);
        if (usual !== null) pairs.medic.push([usual, count]);
        pairs.average.push([average, count]);
        expected += mean;
        came += count;
      }
      const { low, high } = countInterval(expected, model.spread[region]!, INTERVAL_LEVEL);
      if (came >= low && came <= high) within += 1;
      city.expected += expected;
      city.came += came;
    }
  }
  const came = cityDays.reduce((sum, day) => sum + day.came, 0);
  return {
    heldOutDays, poisson: scoreForecast(pairs.poisson), medic: pairs.medic.length === 0 ? null : scoreForecast(pairs.medic, MEDIC_LEAST), average: scoreForecast(pairs.average),
    coverage: within / (history.regions * heldOutDays),
    cityDayError: came === 0 ? Infinity : cityDays.reduce((sum, day) => sum + Math.abs(day.came - day.expected), 0) / came,
  };
}

/** Whether the error is beyond the limit, and how. */
export function hiddenBecause(test: BackTest, limits: ErrorLimits = ERROR_LIMITS): HiddenReason[] {
  return [
    ...(test.poisson.deviance < test.average.deviance ? [] : ["NO_BETTER_THAN_AVERAGE" as const]),
    ...(test.coverage >= limits.coverage ? [] : ["INTERVAL_TOO_NARROW" as const]),
    ...(test.cityDayError <= limits.cityDayError ? [] : ["CITY_DAYS_TOO_FAR_OFF" as const]),
  ];
}
