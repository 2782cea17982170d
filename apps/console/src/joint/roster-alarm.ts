import type { JointFigures } from "@tocsin/contract/joint/joint-rules.ts";
import { dayText, MINUTE, type Instant } from "@tocsin/kernel/instant.ts";
import type { Alarm } from "../alarms/alarm-list.ts";

export type Hole = JointFigures["holes"][number];

/**
 * Hours of the next seven days in which nobody is rostered at the joint desk are a warning to its lead: one a day, by the city's day, so that
 * one that was taken note of is back tomorrow, and gone once the roster is whole (JNT-02).
 */
export function rosterAlarm(holes: readonly Hole[], now: Instant, utcOffset: number): Alarm[] {
  const [first] = holes;
  return first === undefined ? [] : [{ kind: "roster", id: `roster/${dayText(now, utcOffset * MINUTE)}`, at: now, from: first.from, until: first.until, more: holes.length - 1 }];
}
