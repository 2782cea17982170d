/** Which organisations' areas a place lies in: GeoJSON polygons, looked up through their bounding boxes. */
import Flatbush from "flatbush";
import { inRing, isLonLat, type LonLat } from "@tocsin/kernel/geo.ts";

type Ring = readonly LonLat[];

/** One area of a GeoJSON FeatureCollection; `properties.org` is the organisation's path. */
export interface AreaFeature {
  readonly type: "Feature";
  readonly properties: { readonly org: string; readonly name?: string };
  readonly geometry:
    | { readonly type: "Polygon"; readonly coordinates: readonly Ring[] }
    | { readonly type: "MultiPolygon"; readonly coordinates: readonly (readonly Ring[])[] };
}

export interface AreaCollection {
  readonly type: "FeatureCollection";
  readonly features: readonly AreaFeature[];
}

export interface AreaIndex {
  /** Organisation paths of all areas that hold the point, in the order of the file. A border belongs to one side or both. */
  areasAt(point: LonLat): string[];
}

/** Throws `RangeError` naming the feature when a geometry is not a polygon with closed rings of four or more points. */
export function buildAreas(collection: AreaCollection): AreaIndex {
  const polygons: { feature: number; rings: readonly Ring[] }[] = [];
  for (const [index, feature] of collection.features.entries()) {
    const parts = feature.geometry.type === "Polygon" ? [feature.geometry.coordinates] : feature.geometry.coordinates;
    for (const rings of parts) {
      for (const ring of rings) check(ring, `areas: feature ${index} (${feature.properties.org})`);
      polygons.push({ feature: index, rings });
    }
  }
  if (polygons.length === 0) return { areasAt: () => [] };
  const boxes = new Flatbush(polygons.length);
  for (const { rings } of polygons) {
    const lons = rings[0]!.map((point) => point[0]);
    const lats = rings[0]!.map((point) => point[1]);
    boxes.add(least(lons), least(lats), greatest(lons), greatest(lats));
  }
  boxes.finish();
  return {
    areasAt(point) {
      const hits = boxes.search(point[0], point[1], point[0], point[1]).filter((i) => holds(polygons[i]!.rings, point));
      const features = [...new Set(hits.map((i) => polygons[i]!.feature))].sort((a, b) => a - b);
      return features.map((feature) => collection.features[feature]!.properties.org);
    },
  };
}

// Not Math.min(...list): an outline may have more points than a call may have arguments.
const least = (list: readonly number[]): number => list.reduce((a, b) => Math.min(a, b), Infinity);
const greatest = (list: readonly number[]): number => list.reduce((a, b) => Math.max(a, b), -Infinity);

function check(ring: Ring, where: string): void {
  if (ring.length < 4 || !ring.every(isLonLat)) throw new RangeError(`${where}: a ring needs four or more longitude, latitude pairs`);
  const [first, last] = [ring[0]!, ring[ring.length - 1]!];
  if (first[0] !== last[0] || first[1] !== last[1]) throw new RangeError(`${where}: a ring does not end where it began`);
}

/** Even-odd over all rings, so that holes are outside. */
function holds(rings: readonly Ring[], point: LonLat): boolean {
  return rings.filter((ring) => inRing(point, ring)).length % 2 === 1;
}
