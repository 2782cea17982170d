import type { Speeds } from "@tocsin/contract/organisation/speeds.ts";
import { factorsAt } from "@tocsin/engine/travel/hour-factors.ts";
import { civil, DAY, HOUR, MINUTE, type Instant } from "@tocsin/kernel/instant.ts";
import type { RoadGraph } from "@tocsin/roads/graph.ts";
import type { PastCall } from "./past-calls.ts";

/** The hour of the week by whose speeds a plan drives, in words for its report. */
export interface PlanHour {
  readonly zh: string;
  readonly en: string;
}

const DAYS = ["周日 Sun", "周一 Mon", "周二 Tue", "周三 Wed", "周四 Thu", "周五 Fri", "周六 Sat"].map((both) => both.split(" ") as [string, string]);
/** A Wednesday at eight in the morning, where calls have no times. */
const ORDINARY = { weekday: 3, hour: 8 };

/** The hour of the week in which most of the calls came; of equal ones the first. `utcOffset` in minutes. */
export function busiestHour(calls: readonly PastCall[], utcOffset: number): { readonly weekday: number; readonly hour: number } {
  const counts = new Int32Array(168);
  for (const { at } of calls) {
    if (at === null) continue;
    const { weekday, hour } = civil(at, utcOffset * MINUTE);
    counts[weekday * 24 + hour]! += 1;
  }
  const busiest = counts.reduce((best, count, how) => (count > counts[best]! ? how : best), 0);
  return counts[busiest] === 0 ? ORDINARY : { weekday: Math.floor(busiest / 24), hour: busiest % 24 };
}

/** Sets a graph to the city's speeds of the hour in which most of the calls came: what the server drives by then. */
export function driveByHour(graph: RoadGraph, speeds: Speeds, calls: readonly PastCall[], utcOffset: number): PlanHour {
  const { weekday, hour } = busiestHour(calls, utcOffset);
  // 1 January 1970 was a Thursday.
  const at: Instant = ((weekday - 4 + 7) % 7) * DAY + hour * HOUR - utcOffset * MINUTE;
  graph.setFactors(factorsAt(speeds, at, utcOffset));
  const [zh, en] = DAYS[weekday]!;
  return { zh: `${zh} ${hour} 时的车速`, en: `speeds of ${en} ${hour}:00` };
}
