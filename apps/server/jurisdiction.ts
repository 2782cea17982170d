import type { City } from "@tocsin/contract/organisation/city.ts";
import type { Context } from "@tocsin/domain/decision.ts";
import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import { buildAreas, type AreaIndex } from "@tocsin/places/area.ts";

const depthOf = (path: string): number => path.split(".").length;

/** The city's areas, each under its organisation's path. */
function areaIndex(city: City, root: string): AreaIndex {
  const pathOf = new Map(city.orgs.map((org) => [org.id, org.path]));
  return buildAreas({
    type: "FeatureCollection",
    features: city.areas.map(({ org, rings }) => ({ type: "Feature", properties: { org: pathOf.get(org) ?? root }, geometry: { type: "Polygon", coordinates: rings } })),
  });
}

/**
 * Jurisdiction by the city's areas: the deepest one that contains a point. A point in no area, but inside the service
 * area's bounds, falls to the nearest station, so that no emergency is without an owner; outside them, to the city.
 */
export function jurisdictionOf(city: City): Context["jurisdiction"] {
  const root = city.orgs.find((org) => org.level === "CITY")?.path ?? city.head.id.toUpperCase();
  const areas = areaIndex(city, root);
  const stations = city.orgs.filter((org) => org.level === "STATION" && org.agency === "POLICE");
  const [west, south, east, north] = city.head.bounds;
  return ({ lon, lat }) => {
    const point: LonLat = [lon, lat];
    const deepest = areas.areasAt(point).reduce<string | null>((best, path) => (best === null || depthOf(path) > depthOf(best) ? path : best), null);
    if (deepest !== null) return { orgPath: deepest, inside: true };
    const inside = lon >= west && lon <= east && lat >= south && lat <= north;
    if (!inside) return { orgPath: root, inside };
    const nearest = stations.reduce<{ path: string; metres: number } | null>((best, org) => {
      const metres = distanceM(point, [org.lon, org.lat]);
      return best === null || metres < best.metres ? { path: org.path, metres } : best;
    }, null);
    return { orgPath: nearest?.path ?? root, inside };
  };
}
