import { ALL_POSTS, type OrgUnit, type RosterRow } from "@tocsin/contract/organisation/city.ts";
import { MINUTE, civil } from "@tocsin/kernel/instant.ts";
import type { CityIndex } from "../decision.ts";

/** Whether a post has a valid shift at this moment; its own rows stand before those of ALL_POSTS (DSP-04). */
export function isRostered(city: CityIndex, post: OrgUnit, at: number): boolean {
  const { rosters, head } = city.city;
  const own = rosters.filter((row) => row.org === post.id);
  const rows = own.length > 0 ? own : rosters.filter((row) => row.org === ALL_POSTS);
  const { weekday, hour, minute } = civil(at, head.utcOffset * MINUTE);
  const day = String(weekday === 0 ? 7 : weekday);
  const time = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
  const covers = (row: RosterRow): boolean => row.weekdays.includes(day) && row.from <= time && time < row.to;
  return rows.some(covers);
}
