import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { summaryOf } from "../incident/summary.ts";

/** An area in which several P1 incidents are open at once (CMD-11). */
export interface Surge {
  /** Path of the district. */
  readonly orgPath: string;
  readonly count: number;
}

/** City and district: `CITY.D01.S0103` lies in `CITY.D01`. */
const districtOf = (orgPath: string): string => orgPath.split(".").slice(0, 2).join(".");

/** Districts with at least `limit` open P1 incidents, most first. Drills do not count. */
export function surgesIn(incidents: Iterable<Incident>, limit: number): readonly Surge[] {
  const counts = new Map<string, number>();
  for (const incident of incidents) {
    if (incident.priority !== "P1" || incident.drill || !summaryOf(incident).open) continue;
    const area = districtOf(incident.orgPath);
    counts.set(area, (counts.get(area) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count >= limit).map(([orgPath, count]) => ({ orgPath, count })).sort((a, b) => b.count - a.count);
}
