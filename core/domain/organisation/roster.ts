import { ALL_POSTS, type OrgUnit, type RosterRow } from "@tocsin/contract/organisation/city.ts";
import { HOUR, MINUTE, civil, type Instant } from "@tocsin/kernel/instant.ts";
import type { CityIndex } from "../decision.ts";

/** Whether a post has a valid shift at this moment; its own rows stand before those of ALL_POSTS (DSP-04), which the joint desk has not (JNT-02). */
export function isRostered(city: CityIndex, post: OrgUnit, at: number): boolean {
  const { rosters, head } = city.city;
  const own = rosters.filter((row) => row.org === post.id);
  const rows = own.length > 0 ? own : post.level === "POST" ? rosters.filter((row) => row.org === ALL_POSTS) : [];
  const { weekday, hour, minute } = civil(at, head.utcOffset * MINUTE);
  const day = String(weekday === 0 ? 7 : weekday);
  const time = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
  const covers = (row: RosterRow): boolean => row.weekdays.includes(day) && row.from <= time && time < row.to;
  return rows.some(covers);
}

/** Hours of the coming days in which an organisation has nobody rostered, joined to spans (JNT-02). */
export function rosterHoles(city: CityIndex, org: OrgUnit, at: Instant, days: number): { readonly from: Instant; readonly until: Instant }[] {
  const first = Math.floor(at / HOUR) * HOUR;
  const holes: { from: Instant; until: Instant }[] = [];
  for (let hour = first; hour < first + days * 24 * HOUR; hour += HOUR) {
    if (isRostered(city, org, hour)) continue;
    const last = holes.at(-1);
    if (last?.until === hour) last.until = hour + HOUR;
    else holes.push({ from: hour, until: hour + HOUR });
  }
  return holes;
}
