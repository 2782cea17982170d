import type { ExpressionSpecification, Map as MapLibre } from "maplibre-gl";
import type { Drawing } from "@tocsin/contract/command/drawing.ts";

const DRAWINGS = "drawings";

/** What command has drawn, each with its words. */
export function drawingShapes(drawings: readonly Drawing[], words: (drawing: Drawing) => string) {
  const geometryOf = ({ kind, points }: Drawing) => {
    const [first] = points;
    if (points.length === 1 && first) return { type: "Point" as const, coordinates: first };
    return kind === "ROUTE" ? { type: "LineString" as const, coordinates: points } : { type: "Polygon" as const, coordinates: [points] };
  };
  return { type: "FeatureCollection" as const, features: drawings.map((drawing) => ({ type: "Feature" as const, properties: { kind: drawing.kind, label: words(drawing) }, geometry: geometryOf(drawing) })) };
}

/** Cordons in long dashes, routes whole, staging areas dotted, each with its word. */
export function addDrawings(map: MapLibre, shapes: ReturnType<typeof drawingShapes>, dark: boolean): void {
  const colour: ExpressionSpecification = ["match", ["get", "kind"], "CORDON", dark ? "#ff8a86" : "#b3161b", dark ? "#8fc1ff" : "#0b4a8f"];
  map.addSource(DRAWINGS, { type: "geojson", data: shapes });
  map.addLayer({ id: `${DRAWINGS}-area`, type: "line", source: DRAWINGS, filter: ["==", ["geometry-type"], "Polygon"], paint: { "line-color": colour, "line-width": 5, "line-dasharray": [3, 1.2] } });
  map.addLayer({ id: `${DRAWINGS}-route`, type: "line", source: DRAWINGS, filter: ["==", ["geometry-type"], "LineString"], layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": colour, "line-width": 6 } });
  map.addLayer({ id: `${DRAWINGS}-point`, type: "circle", source: DRAWINGS, filter: ["==", ["geometry-type"], "Point"], paint: { "circle-radius": 10, "circle-color": dark ? "#20262c" : "#ffffff", "circle-stroke-color": colour, "circle-stroke-width": 5 } });
  map.addLayer({ id: `${DRAWINGS}-name`, type: "symbol", source: DRAWINGS, layout: { "text-field": ["get", "label"], "text-size": 16, "text-anchor": "top", "text-offset": [0, 1] }, paint: { "text-color": dark ? "#ffffff" : "#111111", "text-halo-color": dark ? "#06131f" : "#ffffff", "text-halo-width": 3 } });
}
