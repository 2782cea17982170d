import type { Map as MapLibre } from "maplibre-gl";
import type { Theme } from "../theme/theme.ts";
import { MAP_COLOURS } from "./map-icons.ts";

export const SITE_LAYERS = ["sites-premises", "sites", "sites-names"];

/** Points and posts are seen from afar, premises only from near: in a city there are hundreds. A danger is seen as far as the points are. */
export function addSiteLayers(map: MapLibre, theme: Theme): void {
  const colours = MAP_COLOURS[theme];
  const icon = { "icon-image": ["get", "icon"] as ["get", string], "icon-allow-overlap": true, "icon-ignore-placement": true };
  map.addLayer({ id: "sites-premises", type: "symbol", source: "sites", minzoom: 14, filter: ["==", ["get", "near"], true], layout: { ...icon, "icon-size": 0.8 } });
  map.addLayer({ id: "sites", type: "symbol", source: "sites", minzoom: 12, filter: ["!=", ["get", "near"], true], layout: { ...icon, "icon-size": ["interpolate", ["linear"], ["zoom"], 12, 0.7, 14, 0.9] } });
  map.addLayer({
    id: "sites-names", type: "symbol", source: "sites", minzoom: 14.5,
    layout: { "text-field": ["get", "name"], "text-size": 11, "text-offset": [0, 1.4], "text-max-width": 8, "text-optional": true },
    paint: { "text-color": colours.dim, "text-halo-color": colours.panel, "text-halo-width": 1.5 },
  });
}
