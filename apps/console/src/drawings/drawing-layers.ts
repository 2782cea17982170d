import type { Map as MapLibre } from "maplibre-gl";
import { MAP_COLOURS } from "../map/map-icons.ts";
import type { Theme } from "../theme/theme.ts";

export const DRAWING_LAYERS = ["drawings-fill", "drawings-line", "drawings-route", "drawings-point", "drawings-names"] as const;

/** Never colour alone: a cordon has long dashes, a route is whole, a staging area dotted, each with its word, author and age. */
export function addDrawingLayers(map: MapLibre, theme: Theme): void {
  const colours = MAP_COLOURS[theme];
  map.addLayer({ id: "drawings-fill", type: "fill", source: "drawings", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": ["match", ["get", "kind"], "CORDON", colours.red, colours.accent], "fill-opacity": 0.08 } });
  map.addLayer({ id: "drawings-line", type: "line", source: "drawings", filter: ["==", ["geometry-type"], "Polygon"], paint: { "line-color": ["match", ["get", "kind"], "CORDON", colours.red, colours.accent], "line-width": 3, "line-dasharray": [4, 1.5] } });
  map.addLayer({ id: "drawings-route", type: "line", source: "drawings", filter: ["==", ["geometry-type"], "LineString"], layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": colours.accent, "line-width": 5, "line-opacity": 0.85 } });
  map.addLayer({ id: "drawings-point", type: "circle", source: "drawings", filter: ["==", ["geometry-type"], "Point"], paint: { "circle-radius": 8, "circle-color": colours.panel, "circle-stroke-color": colours.accent, "circle-stroke-width": 4 } });
  map.addLayer({ id: "drawings-draft", type: "line", source: "drawing", filter: ["!=", ["geometry-type"], "Point"], paint: { "line-color": colours.accent, "line-width": 3, "line-dasharray": [1, 1] } });
  map.addLayer({ id: "drawings-corners", type: "circle", source: "drawing", paint: { "circle-radius": 5, "circle-color": colours.accent } });
  map.addLayer({
    id: "drawings-names", type: "symbol", source: "drawings",
    layout: { "text-field": ["get", "label"], "text-size": 12, "text-max-width": 16, "text-offset": [0, 1.2], "text-anchor": "top" },
    paint: { "text-color": colours.text, "text-halo-color": colours.panel, "text-halo-width": 2 },
  });
}
