import { demandHistory, WEEK_HOURS } from "@tocsin/engine/demand/demand-history.ts";
import type { DemandGrid } from "@tocsin/engine/demand/demand-grid.ts";
import { forecastHours, type HoursForecast } from "@tocsin/engine/demand/forecast-hours.ts";
import { mergeCells } from "@tocsin/engine/demand/merge-cells.ts";
import { HOUR, type Instant } from "@tocsin/kernel/instant.ts";

/** Calls counted by cell and hour; aggregates only, in columns that pass to another thread cheaply. */
export interface CountedHours {
  readonly grid: DemandGrid;
  /** Start of the first whole local day. */
  readonly from: Instant;
  readonly days: number;
  readonly utcOffset: number;
  readonly cell: Int32Array;
  /** Hours since `from`. */
  readonly hour: Int32Array;
  readonly calls: Int32Array;
}

export interface LookAhead {
  /** Cells of every place: at least five calls each. */
  readonly places: readonly (readonly number[])[];
  readonly hours: HoursForecast;
}

/** Two weeks are held out where there is much to learn from, else one. */
const heldOut = (days: number): number => (days >= 56 ? 14 : 7);

/** Learns from the counts; a second or more of a core, so in the planner's thread. */
export function lookAhead({ grid, from, days, utcOffset, cell, hour, calls }: CountedHours): LookAhead {
  const counts = new Float64Array(grid.columns * grid.rows);
  for (const [i, where] of cell.entries()) counts[where]! += calls[i]!;
  const { regionOf, cells } = mergeCells(grid, counts);
  function* each(): Generator<{ at: Instant; region: number }> {
    for (const [i, where] of cell.entries()) for (let n = 0; n < calls[i]!; n++) yield { at: from + hour[i]! * HOUR, region: regionOf[where]! };
  }
  return { places: cells, hours: forecastHours(demandHistory(each(), cells.length, { from, days, utcOffset }), heldOut(days)) };
}

/** Monday 00:00 is 0; weekdays from 1. */
export const hourOfWeekOf = ({ weekday, hour }: { readonly weekday: number; readonly hour: number }): number => ((weekday - 1) * 24 + hour) % WEEK_HOURS;
