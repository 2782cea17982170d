import type { Map as MapLibre } from "maplibre-gl";
import type { Theme } from "../theme/theme.ts";
import { MAP_COLOURS } from "../map/map-icons.ts";

export const ADVISORY_LAYERS = ["advisories-line", "advisories-names"] as const;

/** A dashed edge with the level and the headline in the middle; nothing is filled, so that the ground stays readable. */
export function addAdvisoryLayers(map: MapLibre, theme: Theme): void {
  const colours = MAP_COLOURS[theme];
  map.addLayer({ id: "advisories-line", type: "line", source: "advisories", paint: { "line-color": ["match", ["get", "level"], ["RED", "ORANGE"], colours.red, colours.text], "line-width": ["match", ["get", "level"], "RED", 3, 2], "line-dasharray": [1, 2] } });
  map.addLayer({
    id: "advisories-names", type: "symbol", source: "advisories",
    layout: { "text-field": ["get", "label"], "text-size": 12, "text-max-width": 14 },
    paint: { "text-color": colours.text, "text-halo-color": colours.panel, "text-halo-width": 2 },
  });
}
