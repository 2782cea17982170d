/** Water, green and administrative areas from OpenStreetMap as GeoJSON, for the map and for a city's areas. */
import { inRing, type LonLat } from "@tocsin/kernel/geo.ts";
import type { OsmData, OsmRelation, OsmTags } from "./osm-file.ts";

export type FeatureKind = "water" | "waterway" | "coastline" | "green" | "boundary";

export type Geometry =
  | { readonly type: "LineString"; readonly coordinates: readonly LonLat[] }
  | { readonly type: "Polygon"; readonly coordinates: readonly (readonly LonLat[])[] }
  | { readonly type: "MultiPolygon"; readonly coordinates: readonly (readonly (readonly LonLat[])[])[] };

export interface Feature {
  readonly type: "Feature";
  readonly id: string;
  readonly properties: { readonly kind: FeatureKind; readonly name: string; readonly adminLevel?: number };
  readonly geometry: Geometry;
}

export interface FeatureCollection {
  readonly type: "FeatureCollection";
  readonly features: readonly Feature[];
}

export interface OsmFeatures {
  readonly collection: FeatureCollection;
  /** Areas whose outline is not complete in the extract, by name or id: left out. */
  readonly incomplete: readonly string[];
}

const GREEN: Readonly<Record<string, ReadonlySet<string>>> = {
  leisure: new Set(["park", "garden", "golf_course", "nature_reserve"]),
  landuse: new Set(["grass", "forest", "meadow", "recreation_ground", "cemetery", "village_green", "orchard", "vineyard"]),
  natural: new Set(["wood", "scrub", "grassland", "heath"]),
};

function areaKind(tags: OsmTags): FeatureKind | null {
  if (tags["natural"] === "water" || tags["waterway"] === "riverbank" || tags["landuse"] === "reservoir" || tags["landuse"] === "basin") return "water";
  for (const [key, values] of Object.entries(GREEN)) if (values.has(tags[key] ?? "")) return "green";
  return null;
}

function lineKind(tags: OsmTags): FeatureKind | null {
  if (tags["natural"] === "coastline") return "coastline";
  return ["river", "canal", "stream"].includes(tags["waterway"] ?? "") ? "waterway" : null;
}

export function osmFeatures(data: OsmData): OsmFeatures {
  const features: Feature[] = [];
  const incomplete: string[] = [];
  for (const way of data.ways) {
    const closed = way.refs.length > 3 && way.refs[0] === way.refs.at(-1);
    const area = closed ? areaKind(way.tags) : null;
    const kind = area ?? lineKind(way.tags);
    if (!kind) continue;
    const points = pointsOf(data, way.refs);
    if (points.length < 2 || (area && points.length < way.refs.length)) {
      incomplete.push(way.tags["name"] ?? `way ${way.id}`);
      continue;
    }
    const geometry: Geometry = area ? { type: "Polygon", coordinates: [points] } : { type: "LineString", coordinates: points };
    features.push({ type: "Feature", id: `w${way.id}`, properties: { kind, name: way.tags["name"] ?? "" }, geometry });
  }
  const refsOf = new Map(data.ways.map((way) => [way.id, way.refs]));
  for (const relation of data.relations) {
    const boundary = relation.tags["boundary"] === "administrative";
    const kind = boundary ? "boundary" : relation.tags["type"] === "multipolygon" ? areaKind(relation.tags) : null;
    if (!kind) continue;
    const polygons = polygonsOf(data, relation, refsOf);
    const name = relation.tags["name"] ?? "";
    if (!polygons) {
      incomplete.push(name || `relation ${relation.id}`);
      continue;
    }
    const adminLevel = Number(relation.tags["admin_level"]);
    const properties = boundary && Number.isInteger(adminLevel) ? { kind, name, adminLevel } : { kind, name };
    features.push({ type: "Feature", id: `r${relation.id}`, properties, geometry: { type: "MultiPolygon", coordinates: polygons } });
  }
  return { collection: { type: "FeatureCollection", features }, incomplete };
}

function pointsOf(data: OsmData, refs: readonly number[]): LonLat[] {
  return refs.flatMap((ref) => {
    const point = data.nodes.get(ref);
    return point ? [point] : [];
  });
}

/** Polygons of a multipolygon relation, outer ring first; `null` if a ring does not close or lacks nodes. */
function polygonsOf(data: OsmData, relation: OsmRelation, refsOf: ReadonlyMap<number, readonly number[]>): LonLat[][][] | null {
  const rings = (wanted: (role: string) => boolean): LonLat[][] | null => {
    const parts: (readonly number[])[] = [];
    for (const member of relation.members) {
      if (member.type !== "way" || !wanted(member.role)) continue;
      const refs = refsOf.get(member.ref);
      if (!refs || refs.length < 2) return null;
      parts.push(refs);
    }
    const joined = joinRings(parts);
    if (!joined) return null;
    const rings = joined.map((refs) => pointsOf(data, refs));
    return rings.some((ring, i) => ring.length < joined[i]!.length) ? null : rings;
  };
  const outers = rings((role) => role === "outer" || role === "");
  const inners = rings((role) => role === "inner");
  if (!outers || !inners || outers.length === 0) return null;
  const polygons = outers.map((ring) => [ring]);
  for (const inner of inners) (polygons.find((polygon) => inRing(inner[0]!, polygon[0]!)) ?? polygons[0]!).push(inner);
  return polygons;
}

/** Joins ways end to end into closed rings of node ids; `null` if some end stays open. */
export function joinRings(parts: readonly (readonly number[])[]): number[][] | null {
  const rings: number[][] = [];
  const rest = new Set(parts);
  for (const part of parts) {
    if (!rest.delete(part)) continue;
    const ring = [...part];
    while (ring[0] !== ring.at(-1)) {
      const end = ring.at(-1);
      const next = [...rest].find((other) => other[0] === end || other.at(-1) === end);
      if (!next) return null;
      rest.delete(next);
      const onward = next[0] === end ? next : [...next].reverse();
      ring.push(...onward.slice(1));
    }
    if (ring.length > 3) rings.push(ring);
  }
  return rings;
}
