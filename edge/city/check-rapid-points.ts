import { ACCESS_M, RapidPointRow } from "@tocsin/contract/organisation/rapid-point.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import { checkAll, checkUnique, type Known } from "./check-references.ts";
import { FileFaults, type Fault, type Located } from "./fault.ts";
import { readFolder } from "./folder.ts";
import { readRows } from "./table-rows.ts";

export const RAPID_POINTS_FILE = "rapid_points.csv";

/** Whoever a point names must exist, its spans end after they begin and do not overlap, and no unit stands at two points at once (DSP-06). */
export function checkRapidPoints(rows: readonly Located<RapidPointRow>[], known: Known, faults: FileFaults): void {
  checkUnique(rows, "id", ({ id }) => id, faults);
  const held = new Map<string, { readonly line: number; readonly span: string }[]>();
  for (const { line, value } of rows) {
    checkAll([value.org], known.orgs, "org", line, "org", faults);
    checkAll(value.premise === null ? [] : [value.premise], known.premises, "premise", line, "premise", faults);
    checkAll(value.units, known.units, "unit", line, "units", faults);
    checkHours(value.hours, line, faults);
    for (const unit of new Set(value.units)) {
      for (const day of value.weekdays) {
        const key = `${unit}/${day}`;
        const others = held.get(key) ?? [];
        const other = others.find(({ line: earlier, span }) => earlier !== line && value.hours.some((own) => overlap(own, span)));
        if (other !== undefined) faults.add(line, "units", "SHIFT_OVERLAP", `${unit} 在星期 ${day} 的同一时段已在第 ${other.line} 行的点位`, `${unit} is at the point of line ${other.line} at the same time of weekday ${day}`);
        held.set(key, [...others, ...value.hours.map((span) => ({ line, span }))]);
      }
    }
  }
}

const overlap = (a: string, b: string): boolean => a.slice(0, 5) < b.slice(6) && b.slice(0, 5) < a.slice(6);

function checkHours(hours: readonly string[], line: number, faults: FileFaults): void {
  for (const [i, span] of hours.entries()) {
    if (span.slice(0, 5) >= span.slice(6)) faults.add(line, "hours", "SHIFT_ORDER", `${span} 的结束应晚于开始;跨零点的时段请写成两段`, `${span} does not end after it begins; write a span over midnight as two`);
    const other = hours.slice(0, i).find((earlier) => overlap(earlier, span));
    if (other !== undefined) faults.add(line, "hours", "SHIFT_OVERLAP", `${span} 与 ${other} 重叠`, `${span} overlaps ${other}`);
  }
}

/**
 * Points of a city's folder that no road leads to: `hasRoad` says whether one lies within `ACCESS_M` of a point. The rows are
 * read again for their lines; what else is wrong with them has been told when the city was loaded.
 */
export function accessFaults(dir: string, hasRoad: (point: LonLat) => boolean): Fault[] {
  const text = readFolder(dir)(RAPID_POINTS_FILE, new FileFaults(RAPID_POINTS_FILE, []));
  const all: Fault[] = [];
  const faults = new FileFaults(RAPID_POINTS_FILE, all);
  const rows = text === null ? [] : readRows(text, RapidPointRow, new FileFaults(RAPID_POINTS_FILE, []));
  for (const { line, value: { lon, lat } } of rows) {
    if (!hasRoad([lon, lat])) faults.add(line, "lon", "NO_ACCESS_ROAD", `(${lon}, ${lat}) 在 ${ACCESS_M} 米内没有可通行的道路`, `(${lon}, ${lat}) has no access road within ${ACCESS_M} m`);
  }
  return all;
}
