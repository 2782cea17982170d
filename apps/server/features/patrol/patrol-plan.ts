import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { OrgUnit } from "@tocsin/contract/organisation/city.ts";
import type { PatrolPlan } from "@tocsin/contract/views.ts";
import { within } from "@tocsin/domain/decision.ts";
import { distanceM } from "@tocsin/kernel/geo.ts";
import type { LayoutTerms } from "../../layout-book.ts";
import type { ServedCity } from "../../served-city.ts";

/** The city with the areas that hold now (DSP-07). */
type Ground = Pick<ServedCity, "index"> & Pick<LayoutTerms, "areas" | "jurisdiction">;
type Planned = Pick<Unit, "orgPath" | "home">;
type Checkpoint = PatrolPlan["checkpoints"][number];

const MOST = 200;
/** A premise this near to a point that must be visited is that point. */
const SAME_M = 30;

/** Areas in which a unit may patrol: of its own organisation, of those below it, then those above; and where it stands by. */
function areasFor({ index, areas, jurisdiction }: Ground, { orgPath, home }: Planned): OrgUnit[] {
  const withArea = new Set(areas.map(({ org }) => org));
  const stands = jurisdiction(home).orgPath;
  const steps = ({ path }: OrgUnit): number => path.split(".").length - orgPath.split(".").length;
  // Below by depth, above by nearness; where it only stands by comes last, the smallest area first.
  const order = (org: OrgUnit): number => (within(org.path, orgPath) ? steps(org) : within(orgPath, org.path) ? 100 - steps(org) : 200 - steps(org));
  return index.city.orgs
    .filter((org) => withArea.has(org.id) && (within(org.path, orgPath) || within(orgPath, org.path) || within(stands, org.path)))
    .toSorted((a, b) => order(a) - order(b) || (a.path < b.path ? -1 : 1));
}

/** What a round through an area can pass: the points that its plan wants visited, then its premises. */
function checkpointsIn({ index, areas, jurisdiction }: Ground, area: OrgUnit): Checkpoint[] {
  const { premises } = index.city;
  const wanted = areas.filter(({ org }) => within(index.org.get(org)?.path ?? "", area.path)).flatMap(({ mustVisit }): Checkpoint[] => mustVisit.map(({ name, lon, lat }) => ({ name, point: { lon, lat }, must: true })));
  const known = (lon: number, lat: number): boolean => wanted.some(({ point }) => distanceM([point.lon, point.lat], [lon, lat]) < SAME_M);
  const others = premises.filter(({ lon, lat }) => within(jurisdiction({ lon, lat }).orgPath, area.path) && !known(lon, lat)).map(({ nameZh, lon, lat }): Checkpoint => ({ name: nameZh, point: { lon, lat }, must: false }));
  return [...wanted, ...others].slice(0, MOST);
}

/** Areas that a unit can be given for a patrol and what to pass in one of them: the asked one, or the first (DSP-03). Null for an area that is not offered. */
export function patrolPlan(city: Ground, unit: Planned, asked: string | undefined): PatrolPlan | null {
  const areas = areasFor(city, unit);
  const chosen = asked === undefined ? areas[0] : areas.find(({ id }) => id === asked);
  if (chosen === undefined && asked !== undefined) return null;
  return {
    areas: areas.map(({ id, level, nameZh, nameEn }) => ({ org: id, level, nameZh, nameEn })),
    chosen: chosen?.id ?? null,
    checkpoints: chosen === undefined ? [] : checkpointsIn(city, chosen),
  };
}
