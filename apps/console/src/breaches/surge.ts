import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { areaOf, countsForSurge } from "@tocsin/domain/command/surge.ts";

/** An area in surge: the server raises and ends it, by a flag on every P1 incident there (CMD-11). */
export interface Surge {
  /** Path of the district. */
  readonly orgPath: string;
  readonly count: number;
}

/** Areas in surge that this seat sees, most incidents first. */
export function surgesIn(incidents: Iterable<Incident>): readonly Surge[] {
  const counts = new Map<string, number>();
  for (const incident of incidents) {
    if (!incident.flags.includes("SURGE") || !countsForSurge(incident)) continue;
    const area = areaOf(incident.orgPath);
    counts.set(area, (counts.get(area) ?? 0) + 1);
  }
  return [...counts].map(([orgPath, count]) => ({ orgPath, count })).sort((a, b) => b.count - a.count);
}
