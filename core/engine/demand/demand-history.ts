import { HOUR, type Instant } from "@tocsin/kernel/instant.ts";

/** Calls for service by place and time, and nothing else: no arrests, no traits of residents, no callers (DAT-06). */
export interface DemandHistory {
  readonly regions: number;
  /** Start of the first whole local day, ms UTC. */
  readonly from: Instant;
  /** Weekday of that day, 0 = Monday. */
  readonly weekday: number;
  readonly days: number;
  /** Calls by region, then by hour since `from`: `counts[region * 24 * days + hour]`. */
  readonly counts: Uint16Array;
}

export const DAY_HOURS = 24;
export const WEEK_HOURS = 168;

/** The hour of the week, 0 = Monday 00:00 local, of an hour since the beginning of a history. */
export const hourOfWeek = (history: Pick<DemandHistory, "weekday">, hour: number): number => (history.weekday * DAY_HOURS + hour) % WEEK_HOURS;

/**
 * Counts calls into hours. Those outside the days, or in no region (-1), are left out.
 * @param utcOffset of the city, minutes; a city whose offset changes within the days is off by that hour
 */
export function demandHistory(calls: Iterable<{ readonly at: Instant; readonly region: number }>, regions: number, period: { readonly from: Instant; readonly days: number; readonly utcOffset: number }): DemandHistory {
  const { from, days, utcOffset } = period;
  // 1 January 1970 was a Thursday.
  const weekday = (((Math.floor((from + utcOffset * 60_000) / (DAY_HOURS * HOUR)) + 3) % 7) + 7) % 7;
  const counts = new Uint16Array(regions * days * DAY_HOURS);
  for (const { at, region } of calls) {
    const hour = Math.floor((at - from) / HOUR);
    if (region >= 0 && region < regions && hour >= 0 && hour < days * DAY_HOURS) counts[region * days * DAY_HOURS + hour]! += 1;
  }
  return { regions, from, weekday, days, counts };
}

/** The first days of a history. */
export function firstDays(history: DemandHistory, days: number): DemandHistory {
  const [long, short] = [history.days * DAY_HOURS, days * DAY_HOURS];
  const counts = new Uint16Array(history.regions * short);
  for (let region = 0; region < history.regions; region++) counts.set(history.counts.subarray(region * long, region * long + short), region * short);
  return { ...history, days, counts };
}
