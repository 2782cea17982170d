/**
 * Time as integers. The core never reads a clock: an instant always arrives as an argument.
 */

/** Milliseconds since 1970-01-01T00:00:00Z, an integer. */
export type Instant = number;
/** A length of time in integer milliseconds. */
export type DurationMs = number;

export const SECOND: DurationMs = 1_000;
export const MINUTE: DurationMs = 60_000;
export const HOUR: DurationMs = 3_600_000;
export const DAY: DurationMs = 86_400_000;

/** Whole seconds elapsed between two instants; limits are judged in whole seconds (DSP-05). */
export function elapsedSeconds(from: Instant, to: Instant): number {
  return Math.floor((to - from) / SECOND);
}

/** The offset of Asia/Shanghai; China has kept one zone without daylight saving since 1991. */
const SHANGHAI_OFFSET: DurationMs = 8 * HOUR;

const pad = (n: number, width: number): string => String(n).padStart(width, "0");

/** Calendar parts of an instant at a fixed offset from UTC (proleptic Gregorian; Howard Hinnant's days-to-civil). */
export function civil(at: Instant, offset: DurationMs = SHANGHAI_OFFSET) {
  const local = at + offset;
  const days = Math.floor(local / DAY);
  const msOfDay = local - days * DAY;
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return {
    year,
    month,
    day,
    hour: Math.floor(msOfDay / HOUR),
    minute: Math.floor(msOfDay / MINUTE) % 60,
    second: Math.floor(msOfDay / SECOND) % 60,
    /** 0 = Sunday. */
    weekday: (((days + 4) % 7) + 7) % 7,
  };
}

/** The first instant of a calendar day `YYYY-MM-DD` at a fixed offset from UTC: the inverse of `civil` (Hinnant's days-from-civil). */
export function startOfDay(day: string, offset: DurationMs = SHANGHAI_OFFSET): Instant {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146_097 + dayOfEra - 719_468) * DAY - offset;
}

/** A calendar day as `YYYY-MM-DD`, at a fixed offset from UTC. */
export function dayText(at: Instant, offset: DurationMs = SHANGHAI_OFFSET): string {
  const c = civil(at, offset);
  return `${pad(c.year, 4)}-${pad(c.month, 2)}-${pad(c.day, 2)}`;
}

/** Whether there is such a day `YYYY-MM-DD` in the calendar. */
export const isDay = (day: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(day) && dayText(startOfDay(day, 0), 0) === day;

/** `YYYYMMDD` in Shanghai time: the day to which an incident number belongs. */
export function dayStamp(at: Instant): string {
  const c = civil(at);
  return `${pad(c.year, 4)}${pad(c.month, 2)}${pad(c.day, 2)}`;
}
