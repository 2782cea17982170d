import type { Speeds } from "@tocsin/contract/organisation/speeds.ts";
import { ROAD_CLASSES, type RoadClass } from "@tocsin/contract/roads/road-class.ts";
import { civil, type Instant, MINUTE } from "@tocsin/kernel/instant.ts";

/** Thousandths of its own speed at which a road of each class is driven. */
export type SpeedFactors = Readonly<Record<RoadClass, number>>;

/** The factors of the hour in which an instant lies, on the city's clock; `utcOffset` in minutes. Holidays are ordinary days. */
export function factorsAt({ always, hours }: Pick<Speeds, "always" | "hours">, at: Instant, utcOffset: number): SpeedFactors {
  const { weekday, hour } = civil(at, utcOffset * MINUTE);
  const day = weekday === 0 ? 7 : weekday;
  const now = hours.filter(({ days, from, to }) => days.includes(day) && from <= hour && hour < to);
  return Object.fromEntries(ROAD_CLASSES.map((name) => [name, now.find(({ permille }) => permille[name] !== undefined)?.permille[name] ?? always[name]])) as SpeedFactors;
}
