import type { City } from "@tocsin/contract/organisation/city.ts";
import type { Context } from "@tocsin/domain/decision.ts";
import { distanceM, inRing, type LonLat } from "@tocsin/kernel/geo.ts";

interface Area {
  readonly path: string;
  readonly depth: number;
  readonly rings: readonly (readonly LonLat[])[];
  readonly box: readonly [west: number, south: number, east: number, north: number];
}

function boxOf(rings: Area["rings"]): Area["box"] {
  const points = rings.flat();
  const lons = points.map(([lon]) => lon);
  const lats = points.map(([, lat]) => lat);
  const least = (list: readonly number[]): number => list.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (list: readonly number[]): number => list.reduce((a, b) => Math.max(a, b), -Infinity);
  return [least(lons), least(lats), most(lons), most(lats)];
}

const contains = (area: Area, p: LonLat): boolean => {
  const [west, south, east, north] = area.box;
  if (p[0] < west || p[0] > east || p[1] < south || p[1] > north) return false;
  // Rings after the first are holes: an even number of containing rings is outside.
  return area.rings.filter((ring) => inRing(p, ring)).length % 2 === 1;
};

/**
 * Jurisdiction by the city's areas: the deepest one that contains a point. A point in no area, but inside the service
 * area's bounds, falls to the nearest station, so that no emergency is without an owner; outside them, to the city.
 */
export function jurisdictionOf(city: City): Context["jurisdiction"] {
  const pathOf = new Map(city.orgs.map((org) => [org.id, org.path]));
  const root = city.orgs.find((org) => org.level === "CITY")?.path ?? city.head.id.toUpperCase();
  const areas: Area[] = city.areas
    .map(({ org, rings }) => ({ path: pathOf.get(org) ?? root, depth: (pathOf.get(org) ?? root).split(".").length, rings, box: boxOf(rings) }))
    .sort((a, b) => b.depth - a.depth);
  const stations = city.orgs.filter((org) => org.level === "STATION" && org.agency === "POLICE");
  const [west, south, east, north] = city.head.bounds;
  return ({ lon, lat }) => {
    const point: LonLat = [lon, lat];
    const area = areas.find((candidate) => contains(candidate, point));
    if (area !== undefined) return { orgPath: area.path, inside: true };
    const inside = lon >= west && lon <= east && lat >= south && lat <= north;
    if (!inside) return { orgPath: root, inside };
    const nearest = stations.reduce<{ path: string; metres: number } | null>((best, org) => {
      const metres = distanceM(point, [org.lon, org.lat]);
      return best === null || metres < best.metres ? { path: org.path, metres } : best;
    }, null);
    return { orgPath: nearest?.path ?? root, inside };
  };
}
