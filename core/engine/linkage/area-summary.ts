import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { AreaSummary } from "@tocsin/contract/linkage/views.ts";
import { within } from "@tocsin/domain/decision.ts";
import { SMALLEST_CELL, toldRow } from "../suppression/small-cells.ts";

/**
 * One count of every area. Fewer than five are not told, none neither; and of the areas that lie in another one so many more are left out
 * that what is told of that other one gives none away: what lies in it and in none of them counts as one of them (LNK-03, X-12).
 */
function toldOf(areas: readonly string[], count: (area: string) => number): (area: string) => number | null {
  const counts = new Map(areas.map((area) => [area, count(area)]));
  const hidden = new Set(areas.filter((area) => counts.get(area)! < SMALLEST_CELL));
  const around = (area: string): string | undefined => areas.filter((other) => other !== area && within(area, other)).sort((a, b) => b.length - a.length)[0];
  for (const whole of areas) {
    const parts = areas.filter((area) => around(area) === whole);
    if (parts.length === 0) continue;
    const cells = parts.map((area) => counts.get(area)!);
    const rest = Math.max(0, counts.get(whole)! - cells.reduce((sum, each) => sum + each, 0));
    for (const [index, cell] of toldRow([...cells, rest]).entries()) if (cell === null && index < parts.length) hidden.add(parts[index]!);
  }
  return (area) => (hidden.has(area) ? null : counts.get(area)!);
}

/** What the operation centre of a city, district or town may know: how much is open where and how much of it is late; of no incident and no matter anything else. Drills are left out. */
export function areaSummary(areas: readonly string[], incidents: readonly Pick<Incident, "scope" | "priority" | "drill">[], matters: readonly Pick<Matter, "scope" | "custody" | "drill">[]): AreaSummary[] {
  const of = <T extends { readonly scope: readonly string[]; readonly drill: boolean }>(list: readonly T[]) => toldOf(areas, (area) => list.filter(({ scope, drill }) => !drill && scope.some((path) => within(path, area))).length);
  const open = (priority: Incident["priority"]) => of(incidents.filter((incident) => incident.priority === priority));
  const [P1, P2, P3, P4] = [open("P1"), open("P2"), open("P3"), open("P4")];
  const [handed, late] = [of(matters), of(matters.filter(({ custody }) => (custody.clock?.level ?? 0) > 0))];
  return areas.map((area) => ({ area, incidents: { P1: P1(area), P2: P2(area), P3: P3(area), P4: P4(area) }, matters: handed(area), late: late(area) }));
}
