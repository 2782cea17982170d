import type { Drawing } from "@tocsin/contract/command/drawing.ts";

type Shapes = GeoJSON.FeatureCollection<GeoJSON.Polygon | GeoJSON.LineString | GeoJSON.Point>;

/** A drawn shape as GeoJSON: a route is a line, one corner a point, the rest areas. */
export function geometryOf({ kind, points }: Pick<Drawing, "kind" | "points">): GeoJSON.Polygon | GeoJSON.LineString | GeoJSON.Point {
  const [first] = points;
  if (points.length === 1 && first) return { type: "Point", coordinates: first };
  return kind === "ROUTE" || points.length < 4 ? { type: "LineString", coordinates: points } : { type: "Polygon", coordinates: [points] };
}

/** What stands on layers that are shown, with its words. */
export const drawingFeatures = (drawings: Iterable<Drawing>, hidden: ReadonlySet<string>, words: (drawing: Drawing) => string): Shapes => ({
  type: "FeatureCollection",
  features: [...drawings].filter(({ status, layer }) => status === "STANDING" && !hidden.has(layer)).map((drawing) => ({ type: "Feature", geometry: geometryOf(drawing), properties: { id: drawing.id, kind: drawing.kind, label: words(drawing) } })),
});
