import { civil, DAY, type DurationMs, dayText, type Instant, isDay, startOfDay } from "@tocsin/kernel/instant.ts";

const WEEK: DurationMs = 7 * DAY;
/** What is signed for, reached or called off so long after a week has ended counts as the week's. */
const SETTLES: DurationMs = DAY;

/** A calendar week, from its Monday to the next, and the moment as of which it is told: later its figures do not change any more. */
export interface ToldWeek {
  readonly from: Instant;
  readonly to: Instant;
  readonly asAt: Instant;
}

/** Whether there is such a day `2026-11-16`, and it is a Monday. */
export const isMonday = (day: string): boolean => isDay(day) && civil(startOfDay(day, 0), 0).weekday === 1;

/**
 * The week that begins on a Monday. Periods of figures that hide small counts must not overlap, or one answer taken from the other tells what
 * both hide; and none is told while it runs, or two askings a minute apart tell one order. `offset` from UTC in ms.
 */
export function toldWeek(monday: string, offset: DurationMs): ToldWeek {
  const from = startOfDay(monday, offset);
  return { from, to: from + WEEK, asAt: from + WEEK + SETTLES };
}

/** The Monday of the newest week that is told at a moment. */
export function newestToldWeek(now: Instant, offset: DurationMs): string {
  const today = now - WEEK - SETTLES;
  return dayText(today - ((civil(today, offset).weekday + 6) % 7) * DAY, offset);
}

/** The Monday so many weeks before another. */
export const weeksBefore = (monday: string, weeks: number): string => dayText(startOfDay(monday, 0) - weeks * WEEK, 0);
