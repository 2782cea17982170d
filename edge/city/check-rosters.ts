import { ALL_POSTS, type OrgLevel, type RosterRow } from "@tocsin/contract/organisation/city.ts";
import type { FileFaults, Located } from "./fault.ts";

/** Shifts of one post on one day. */
interface Shift {
  readonly line: number;
  readonly from: string;
  readonly to: string;
}

/** A shift belongs to a post or the joint desk (JNT-02), ends after it begins, and does not overlap another of the same post and day (DSP-04). */
export function checkRosters(rows: readonly Located<RosterRow>[], levels: ReadonlyMap<string, OrgLevel>, faults: FileFaults, desk?: string): void {
  const days = new Map<string, Shift[]>();
  for (const { line, value } of rows) {
    if (value.org !== ALL_POSTS && value.org !== desk && levels.get(value.org) !== "POST") faults.add(line, "org", "ORG_NOT_POST", `${value.org} 不是警务站`, `${value.org} is not a post`);
    if (value.from >= value.to) faults.add(line, "to", "SHIFT_ORDER", `${value.to} 应晚于 ${value.from};跨零点的班次请写成两行`, `${value.to} does not come after ${value.from}; write a shift over midnight as two rows`);
    for (const day of value.weekdays) {
      const key = `${value.org}/${day}`;
      const others = days.get(key) ?? [];
      const other = others.find((shift) => shift.from < value.to && value.from < shift.to);
      if (other !== undefined) faults.add(line, "from", "SHIFT_OVERLAP", `与第 ${other.line} 行的班次在星期 ${day} 重叠`, `overlaps the shift of line ${other.line} on weekday ${day}`);
      days.set(key, [...others, { line, from: value.from, to: value.to }]);
    }
  }
}
