import type { CalendarRow, OfficeHours, Term } from "@tocsin/contract/linkage/calendar.ts";
import { civil, DAY, HOUR, type Instant, MINUTE, startOfDay } from "@tocsin/kernel/instant.ts";

/** When a city's offices work. */
export interface WorkingCalendar {
  /** Offset from UTC in ms. */
  readonly offset: number;
  /** Office hours of a working day, in ms of the day, in order, apart from each other. */
  readonly spans: readonly { readonly from: number; readonly to: number }[];
  /** First instant of a day → whether it is worked; other days go by their weekday. */
  readonly days: ReadonlyMap<Instant, boolean>;
}

const msOfDay = (time: string): number => Number(time.slice(0, 2)) * HOUR + Number(time.slice(3)) * MINUTE;

/** @param utcOffset minutes. */
export function workingCalendar(rows: readonly CalendarRow[], hours: OfficeHours, utcOffset: number): WorkingCalendar {
  const offset = utcOffset * MINUTE;
  return {
    offset,
    spans: hours.map(({ from, to }) => ({ from: msOfDay(from), to: msOfDay(to) })),
    days: new Map(rows.map(({ day, kind }) => [startOfDay(day, offset), kind === "WORKDAY"])),
  };
}

const dayOf = (calendar: WorkingCalendar, at: Instant): Instant => Math.floor((at + calendar.offset) / DAY) * DAY - calendar.offset;

/** Whether the day that begins at this instant is worked. */
export function isWorkingDay(calendar: WorkingCalendar, day: Instant): boolean {
  const { weekday } = civil(day, calendar.offset);
  return calendar.days.get(day) ?? (weekday >= 1 && weekday <= 5);
}

function nextWorkingDay(calendar: WorkingCalendar, from: Instant): Instant {
  let day = from;
  while (!isWorkingDay(calendar, day)) day += DAY;
  return day;
}

/** When the offices close on a day. */
const closingTime = ({ spans }: WorkingCalendar, day: Instant): Instant => day + (spans.at(-1)?.to ?? DAY);

function addOfficeTime(calendar: WorkingCalendar, from: Instant, length: number): Instant {
  let left = length;
  for (let day = nextWorkingDay(calendar, dayOf(calendar, from)); ; day = nextWorkingDay(calendar, day + DAY)) {
    for (const span of calendar.spans) {
      const begin = Math.max(from, day + span.from);
      const worked = Math.max(0, day + span.to - begin);
      if (left <= worked) return begin + left;
      left -= worked;
    }
  }
}

/**
 * When a term that begins at `from` runs out. The day on which it begins does not count; a term in days ends when the offices
 * close on its last day; one in calendar days whose last day is not worked ends on the next that is (Civil Code of China, articles 201 and 203).
 */
export function addTerm(calendar: WorkingCalendar, from: Instant, term: Term): Instant {
  const [, digits = "0", unit = ""] = /^(\d+)([a-z]+)$/.exec(term) ?? [];
  const count = Number(digits);
  switch (unit) {
    case "min":
      return from + count * MINUTE;
    case "h":
      return from + count * HOUR;
    case "wh":
      return addOfficeTime(calendar, from, count * HOUR);
    case "d":
      return closingTime(calendar, nextWorkingDay(calendar, dayOf(calendar, from) + count * DAY));
    case "wd": {
      let day = dayOf(calendar, from);
      for (let left = count; left > 0; left--) day = nextWorkingDay(calendar, day + DAY);
      return closingTime(calendar, day);
    }
    default:
      throw new RangeError(`not a term: ${term}`);
  }
}
