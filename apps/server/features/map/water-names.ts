import { distanceM, inRing, type LonLat } from "@tocsin/kernel/geo.ts";
import type { MapShape } from "@tocsin/city/map-layer.ts";

/** Where the name of a water is written. */
export interface WaterName {
  readonly name: string;
  readonly point: LonLat;
}

/** Steps of the search across the longer side of a water's box. */
const STEPS = 60;
/** A long river is named again after so many metres. */
const APART_M = 5_000;

const boxOf = (ring: readonly LonLat[]): readonly [number, number, number, number] =>
  ring.reduce<readonly [number, number, number, number]>(([w, s, e, n], [lon, lat]) => [Math.min(w, lon), Math.min(s, lat), Math.max(e, lon), Math.max(n, lat)], [Infinity, Infinity, -Infinity, -Infinity]);

/** Points of a grid within a shape, with the distance to the nearest corner of its outline, the widest places first. */
function roomiest({ rings }: MapShape): { readonly point: LonLat; readonly metres: number }[] {
  const [outline] = rings;
  if (outline === undefined) return [];
  const [west, south, east, north] = boxOf(outline);
  const step = Math.max(east - west, north - south) / STEPS;
  const found: { point: LonLat; metres: number }[] = [];
  for (let lon = west + step / 2; lon < east; lon += step) {
    for (let lat = south + step / 2; lat < north; lat += step) {
      const point: LonLat = [lon, lat];
      if (rings.filter((ring) => inRing(point, ring)).length % 2 === 0) continue;
      found.push({ point, metres: rings.flat().reduce((least, corner) => Math.min(least, distanceM(point, corner)), Infinity) });
    }
  }
  return found.sort((a, b) => b.metres - a.metres);
}

/** The names of waters, each where there is most room, and again along a long one; a fill's own label would come once per tile. */
export function waterNames(waters: readonly MapShape[]): WaterName[] {
  const out: WaterName[] = [];
  for (const water of waters) {
    if (water.name === "") continue;
    for (const { point } of roomiest(water)) {
      const taken = out.some((other) => other.name === water.name && distanceM(other.point, point) < APART_M);
      if (!taken) out.push({ name: water.name, point });
    }
  }
  return out;
}
