import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { AreaSummary } from "@tocsin/contract/linkage/views.ts";
import { within } from "@tocsin/domain/decision.ts";

/** Who counts fewer than five may know whom: such a cell is not told, and no sum from which it would follow (LNK-03). */
export const LEAST_CELL = 5;
const told = (count: number): number | null => (count < LEAST_CELL ? null : count);

/** What the operation centre of a city, district or town may know: how much is open where and how much of it is late; of no incident and no matter anything else. Drills are left out. */
export function areaSummary(areas: readonly string[], incidents: readonly Pick<Incident, "scope" | "priority" | "drill">[], matters: readonly Pick<Matter, "scope" | "custody" | "drill">[]): AreaSummary[] {
  const of = <T extends { readonly scope: readonly string[]; readonly drill: boolean }>(list: readonly T[], area: string): T[] => list.filter(({ scope, drill }) => !drill && scope.some((path) => within(path, area)));
  return areas.map((area) => {
    const open = of(incidents, area);
    const handed = of(matters, area);
    const of1 = (priority: Incident["priority"]): number | null => told(open.filter((incident) => incident.priority === priority).length);
    return { area, incidents: { P1: of1("P1"), P2: of1("P2"), P3: of1("P3"), P4: of1("P4") }, matters: told(handed.length), late: told(handed.filter(({ custody }) => (custody.clock?.level ?? 0) > 0).length) };
  });
}
