import type { LayoutArea } from "@tocsin/contract/layouts/layout.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import { buildAreas } from "@tocsin/places/area.ts";

/** Whose a point is, whether it lies in the service area, and in which area, if in any. */
export type AreaLookup = (point: { readonly lon: number; readonly lat: number }) => { readonly orgPath: string; readonly inside: boolean; readonly area: string | null };

/**
 * Jurisdiction by areas: the one of the deepest tier that contains a point. A point in no area, but inside the service
 * area's bounds, falls to the nearest station, so that no emergency is without an owner; outside them, to the city.
 */
export function jurisdictionOf(city: City, areas: readonly Pick<LayoutArea, "id" | "org" | "tier" | "rings">[]): AreaLookup {
  const root = city.orgs.find((org) => org.level === "CITY")?.path ?? city.head.id.toUpperCase();
  const pathOf = new Map(city.orgs.map((org) => [org.id, org.path]));
  const byId = new Map(areas.map((area) => [area.id, area]));
  const index = buildAreas({ type: "FeatureCollection", features: areas.map(({ id, rings }) => ({ type: "Feature", properties: { org: id }, geometry: { type: "Polygon", coordinates: rings } })) });
  const stations = city.orgs.filter((org) => org.level === "STATION" && org.agency === "POLICE");
  const [west, south, east, north] = city.head.bounds;
  return ({ lon, lat }) => {
    const point: LonLat = [lon, lat];
    const holding = index.areasAt(point).flatMap((id) => byId.get(id) ?? []);
    const deepest = holding.reduce<(typeof holding)[number] | null>((best, area) => (best === null || area.tier > best.tier ? area : best), null);
    if (deepest !== null) return { orgPath: pathOf.get(deepest.org) ?? root, inside: true, area: deepest.id };
    const inside = lon >= west && lon <= east && lat >= south && lat <= north;
    if (!inside) return { orgPath: root, inside, area: null };
    const nearest = stations.reduce<{ path: string; metres: number } | null>((best, org) => {
      const metres = distanceM(point, [org.lon, org.lat]);
      return best === null || metres < best.metres ? { path: org.path, metres } : best;
    }, null);
    return { orgPath: nearest?.path ?? root, inside, area: null };
  };
}
