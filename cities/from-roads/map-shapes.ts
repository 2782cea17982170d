import { ringFault } from "@tocsin/kernel/ring.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import type { FeatureCollection, Geometry } from "@tocsin/roads/osm-features.ts";

export interface MapShapes {
  /** GeoJSON text, one feature a line. */
  readonly text: string;
  readonly kept: number;
  /** Shapes whose outline crosses itself: the map would draw nonsense, and a city with such a file does not load. */
  readonly leftOut: number;
}

const degrees = (value: number): number => Math.round(value * 1e6) / 1e6;

function roundedRing(ring: readonly LonLat[]): LonLat[] {
  const rounded = ring.map(([lon, lat]): LonLat => [degrees(lon), degrees(lat)]);
  return rounded.filter((point, i) => i === 0 || point[0] !== rounded[i - 1]![0] || point[1] !== rounded[i - 1]![1]);
}

const polygonsOf = (geometry: Geometry): readonly (readonly (readonly LonLat[])[])[] =>
  geometry.type === "Polygon" ? [geometry.coordinates] : geometry.type === "MultiPolygon" ? geometry.coordinates : [];

/** The polygons of one kind as the text of a layer's file. */
export function mapShapes(features: FeatureCollection | undefined, kind: "water" | "green"): MapShapes {
  const lines: string[] = [];
  let leftOut = 0;
  for (const feature of features?.features ?? []) {
    if (feature.properties.kind !== kind) continue;
    for (const polygon of polygonsOf(feature.geometry)) {
      const rings = polygon.map(roundedRing);
      if (rings.some((ring) => ringFault(ring) !== null)) leftOut += 1;
      else lines.push(JSON.stringify({ type: "Feature", properties: { name: feature.properties.name }, geometry: { type: "Polygon", coordinates: rings } }));
    }
  }
  return { text: `{"type":"FeatureCollection","features":[\n${lines.join(",\n")}\n]}\n`, kept: lines.length, leftOut };
}
