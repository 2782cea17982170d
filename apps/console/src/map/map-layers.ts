import type { GeoJSONSource, Map as MapLibre, SourceSpecification, StyleSpecification } from "maplibre-gl";
import type { Theme } from "../theme/theme.ts";
import { ADVISORY_LAYERS, addAdvisoryLayers } from "../advisories/advisory-layers.ts";
import { addDrawingLayers, DRAWING_LAYERS } from "../drawings/drawing-layers.ts";
import { addClosureLayers, CLOSURE_LAYERS } from "../roads/closure-layers.ts";
import { MAP_COLOURS } from "./map-icons.ts";
import { addSiteLayers, SITE_LAYERS } from "./site-layers.ts";

export type LayerGroup = "drawings" | "closures" | "advisories" | "areas" | "sites" | "units" | "unitNames" | "incidents" | "routes";
export const LAYER_GROUPS: readonly LayerGroup[] = ["incidents", "units", "unitNames", "sites", "closures", "advisories", "drawings", "areas", "routes"];

const LAYERS_OF: Readonly<Record<LayerGroup, readonly string[]>> = {
  areas: ["areas-line", "borders-line", "borders-names"],
  units: ["units-duress", "units-chosen", "units", "site-units"],
  unitNames: ["unit-names"],
  sites: SITE_LAYERS,
  incidents: ["incidents-chosen", "incidents"],
  closures: CLOSURE_LAYERS,
  advisories: ADVISORY_LAYERS,
  drawings: DRAWING_LAYERS,
  routes: ["routes", "patrol-line", "patrol-points", "patrol-numbers"],
};

export const SOURCES = ["areas", "borders", "routes", "sites", "units", "incidents", "patrol", "closures", "roads", "pin", "advisories", "drawings", "drawing"] as const;
export type SourceName = (typeof SOURCES)[number];
const EMPTY = { type: "FeatureCollection" as const, features: [] };

/** Without tiles the map is a plain ground: incidents and units still stand where they are. */
export function bareStyle(theme: Theme): StyleSpecification {
  return { version: 8, sources: {}, layers: [{ id: "ground", type: "background", paint: { "background-color": theme === "dark" ? "#14181c" : "#eef0f2" } }] };
}

/** Our sources and layers, on top of whatever the city's style draws. Called again after each change of style. */
export function addOverlays(map: MapLibre, theme: Theme): void {
  const colours = MAP_COLOURS[theme];
  const source: SourceSpecification = { type: "geojson", data: EMPTY };
  for (const name of SOURCES) if (!map.getSource(name)) map.addSource(name, source);
  if (map.getLayer("units")) return;
  map.addLayer({ id: "areas-line", type: "line", source: "areas", paint: { "line-color": colours.dim, "line-width": ["match", ["get", "level"], "DISTRICT", 1.4, 0.7], "line-dasharray": [4, 3], "line-opacity": ["match", ["get", "level"], "DISTRICT", 0.7, 0.35] } });
  map.addLayer({ id: "borders-line", type: "line", source: "borders", paint: { "line-color": colours.text, "line-width": 2, "line-dasharray": [6, 2, 1, 2], "line-opacity": 0.6 } });
  map.addLayer({
    id: "borders-names", type: "symbol", source: "borders",
    layout: { "text-field": ["get", "label"], "text-size": 12, "text-max-width": 16 },
    paint: { "text-color": colours.text, "text-halo-color": colours.panel, "text-halo-width": 2 },
  });
  map.addLayer({ id: "routes", type: "line", source: "routes", layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": colours.accent, "line-width": 4, "line-opacity": 0.75 } });
  map.addLayer({ id: "patrol-line", type: "line", source: "patrol", filter: ["==", ["geometry-type"], "LineString"], paint: { "line-color": colours.accent, "line-width": 2, "line-dasharray": [2, 2] } });
  map.addLayer({
    id: "patrol-points", type: "circle", source: "patrol", filter: ["==", ["geometry-type"], "Point"],
    paint: { "circle-radius": ["match", ["get", "state"], "NEXT", 11, 9], "circle-color": ["match", ["get", "state"], ["PASSED", "EXCUSED"], colours.dim, colours.panel], "circle-stroke-color": colours.accent, "circle-stroke-width": ["match", ["get", "state"], "NEXT", 4, 1.5] },
  });
  map.addLayer({
    id: "patrol-numbers", type: "symbol", source: "patrol", filter: ["==", ["geometry-type"], "Point"],
    layout: { "text-field": ["get", "no"], "text-size": 11, "text-allow-overlap": true },
    paint: { "text-color": ["match", ["get", "state"], ["PASSED", "EXCUSED"], colours.panel, colours.text] },
  });
  addDrawingLayers(map, theme);
  addAdvisoryLayers(map, theme);
  addClosureLayers(map, theme);
  addSiteLayers(map, theme);
  map.addLayer({ id: "pin", type: "circle", source: "pin", paint: { "circle-radius": 13, "circle-color": colours.accent, "circle-opacity": 0.25, "circle-stroke-color": colours.accent, "circle-stroke-width": 3 } });
  map.addLayer({ id: "units-duress", type: "circle", source: "units", filter: ["==", ["get", "duress"], true], paint: { "circle-radius": 20, "circle-color": "transparent", "circle-stroke-color": colours.red, "circle-stroke-width": 5 } });
  map.addLayer({ id: "units-chosen", type: "circle", source: "units", filter: ["==", ["get", "chosen"], true], paint: { "circle-radius": 15, "circle-color": "transparent", "circle-stroke-color": colours.accent, "circle-stroke-width": 3 } });
  map.addLayer({
    id: "units", type: "symbol", source: "units", filter: ["!=", ["get", "site"], true],
    layout: { "icon-image": ["get", "icon"], "icon-allow-overlap": true, "icon-ignore-placement": true, "symbol-sort-key": ["get", "sort"], "icon-size": ["interpolate", ["linear"], ["zoom"], 10, 0.5, 12, 0.75, 14, 1], "text-field": ["get", "label"], "text-size": 10, "text-offset": [0, 1.5], "text-optional": true },
    paint: { "text-color": colours.dim, "text-halo-color": colours.panel, "text-halo-width": 1.5 },
  });
  map.addLayer({
    id: "site-units", type: "symbol", source: "units", minzoom: 13.5, filter: ["==", ["get", "site"], true],
    layout: { "icon-image": ["get", "icon"], "icon-allow-overlap": true, "icon-ignore-placement": true, "icon-size": 0.75 },
  });
  map.addLayer({
    id: "unit-names", type: "symbol", source: "units", minzoom: 13,
    layout: { "text-field": ["get", "name"], "text-size": 11, "text-offset": [0, -1.5], "text-optional": true },
    paint: { "text-color": colours.text, "text-halo-color": colours.panel, "text-halo-width": 1.5 },
  });
  map.addLayer({ id: "incidents-chosen", type: "circle", source: "incidents", filter: ["==", ["get", "chosen"], true], paint: { "circle-radius": 22, "circle-color": "transparent", "circle-stroke-color": colours.accent, "circle-stroke-width": 3 } });
  map.addLayer({
    id: "incidents", type: "symbol", source: "incidents",
    layout: { "icon-image": ["get", "icon"], "icon-allow-overlap": true, "icon-ignore-placement": true, "symbol-sort-key": ["get", "sort"], "icon-size": ["interpolate", ["linear"], ["zoom"], 9, 0.65, 13, 1] },
  });
}

export function setData(map: MapLibre, name: SourceName, data: Parameters<GeoJSONSource["setData"]>[0]): void {
  void map.getSource<GeoJSONSource>(name)?.setData(data);
}

export function showLayers(map: MapLibre, shown: Readonly<Record<LayerGroup, boolean>>): void {
  for (const group of LAYER_GROUPS) {
    for (const layer of LAYERS_OF[group]) if (map.getLayer(layer)) map.setLayoutProperty(layer, "visibility", shown[group] ? "visible" : "none");
  }
}
