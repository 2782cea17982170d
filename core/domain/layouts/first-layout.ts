import type { City, OrgLevel, OrgUnitRow } from "@tocsin/contract/organisation/city.ts";
import type { AreaTier, LayoutArea } from "@tocsin/contract/layouts/layout.ts";

const TIERS: Readonly<Partial<Record<OrgLevel, AreaTier>>> = { DISTRICT: 1, STATION: 2, POST: 3 };

type Rings = City["areas"][number]["rings"];
/** Copied, since what the log keeps may be changed by nobody. */
const copied = (rings: Rings): [number, number][][] => rings.map((ring) => ring.map(([lon, lat]): [number, number] => [lon, lat]));

/**
 * The areas of the city's own file as the first layout (DSP-07): a district's is of the first tier, a station's of the second, a
 * post's of the third. An organisation with several areas has several, numbered from the second on; what is no district,
 * station or post has none.
 */
export function firstLayout({ areas, orgs }: Pick<City, "areas"> & { readonly orgs: readonly OrgUnitRow[] }): LayoutArea[] {
  const byId = new Map(orgs.map((org) => [org.id, org]));
  const withArea = new Set(areas.map(({ org }) => org));
  const seen = new Map<string, number>();
  return areas.flatMap(({ org: id, rings, mustVisit = [], shifts = [] }): LayoutArea[] => {
    const org = byId.get(id);
    const tier = org === undefined ? undefined : TIERS[org.level];
    if (org === undefined || tier === undefined) return [];
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return [{ id: count === 1 ? id : `${id}-${count}`, org: id, tier, parent: parentArea(org, tier, withArea), nameZh: org.nameZh, nameEn: org.nameEn, rings: copied(rings), mustVisit: [...mustVisit], shifts: [...shifts] }];
  });
}

const parentArea = (org: OrgUnitRow, tier: AreaTier, withArea: ReadonlySet<string>): string | null =>
  tier === 1 || org.parent === null || !withArea.has(org.parent) ? null : org.parent;

/** What the first tier must cover together: the areas of the city's districts as its file has them. */
export const serviceArea = (city: Pick<City, "areas" | "orgs">): [number, number][][][] => firstLayout(city).flatMap(({ tier, rings }) => (tier === 1 ? [rings] : []));
