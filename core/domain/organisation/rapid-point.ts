import type { RapidPointRow } from "@tocsin/contract/organisation/rapid-point.ts";
import { MINUTE, civil, type Instant } from "@tocsin/kernel/instant.ts";

/** Whether a point is manned at this moment, by the city's clock (`utcOffset` in minutes); a span ends before its last minute (DSP-06). */
export function isPointOpen({ weekdays, hours }: Pick<RapidPointRow, "weekdays" | "hours">, at: Instant, utcOffset: number): boolean {
  const { weekday, hour, minute } = civil(at, utcOffset * MINUTE);
  const time = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
  return weekdays.includes(String(weekday === 0 ? 7 : weekday)) && hours.some((span) => span.slice(0, 5) <= time && time < span.slice(6));
}
