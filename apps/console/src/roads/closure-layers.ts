import type { ExpressionSpecification, Map as MapLibre } from "maplibre-gl";
import { MAP_COLOURS } from "../map/map-icons.ts";
import type { Theme } from "../theme/theme.ts";

export const CLOSURE_LAYERS = ["closures-focus", "closures-edge", "closures-closed", "closures-slow", "closures-planned", "closures-hit", "closures-names"];

/** Never colour alone: closed is dashed, slow is dotted, both with their word; what has not begun is thin. */
export function addClosureLayers(map: MapLibre, theme: Theme): void {
  const colours = MAP_COLOURS[theme];
  const inForce = (effect: string): ExpressionSpecification => ["all", ["==", ["get", "effect"], effect], ["!", ["get", "planned"]]];
  const colour: ExpressionSpecification = ["match", ["get", "effect"], "CLOSED", colours.red, colours.amber];
  map.addLayer({ id: "closures-focus", type: "line", source: "closures", filter: ["get", "focus"], layout: { "line-cap": "round" }, paint: { "line-color": colours.accent, "line-width": 15, "line-opacity": 0.45 } });
  map.addLayer({ id: "closures-edge", type: "line", source: "closures", filter: ["!", ["get", "planned"]], paint: { "line-color": colours.panel, "line-width": 8 } });
  map.addLayer({ id: "closures-closed", type: "line", source: "closures", filter: inForce("CLOSED"), paint: { "line-color": colours.red, "line-width": 6, "line-dasharray": [1.6, 0.8] } });
  map.addLayer({ id: "closures-slow", type: "line", source: "closures", filter: inForce("SLOW"), layout: { "line-cap": "round" }, paint: { "line-color": colours.amber, "line-width": 4.5, "line-dasharray": [0.1, 1.8] } });
  map.addLayer({ id: "closures-planned", type: "line", source: "closures", filter: ["get", "planned"], paint: { "line-color": colour, "line-width": 2, "line-dasharray": [4, 2], "line-offset": 3 } });
  map.addLayer({ id: "roads-draft", type: "line", source: "roads", layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": colours.accent, "line-width": ["case", ["get", "chosen"], 7, 2.5], "line-opacity": ["case", ["get", "chosen"], 0.85, 0.7] } });
  // Wide and unseen: a line is hard to hit.
  map.addLayer({ id: "closures-hit", type: "line", source: "closures", paint: { "line-color": colours.red, "line-width": 18, "line-opacity": 0 } });
  map.addLayer({
    id: "closures-names", type: "symbol", source: "closures", minzoom: 11, filter: ["has", "label"],
    layout: { "text-field": ["get", "label"], "text-size": 12, "text-max-width": 30, "text-anchor": "top", "text-offset": [0, 0.8], "text-allow-overlap": true, "text-ignore-placement": true },
    paint: { "text-color": colour, "text-halo-color": colours.panel, "text-halo-width": 2 },
  });
}
