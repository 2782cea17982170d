import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import type { LayoutArea, LayoutFault, PostChange } from "@tocsin/contract/layouts/layout.ts";
import { MAP_COLOURS } from "../map/map-icons.ts";
import type { Theme } from "../theme/theme.ts";
import type { Corner } from "./border.ts";
import type { AreaChange } from "./layout-diff.ts";

/** What the map of a layout shows. */
export interface Picture {
  readonly areas: readonly LayoutArea[];
  /** The tier whose outlines are strong. */
  readonly tier: number;
  readonly chosen: string | null;
  readonly faults: readonly LayoutFault[];
  readonly changes: readonly AreaChange[];
  /** Corners of the chosen area can be moved. */
  readonly editable: boolean;
  /** Posts that the version adds, moves or closes. */
  readonly posts: readonly PostChange[];
}

const SOURCES = ["layout-areas", "layout-faults", "layout-points", "layout-corners", "layout-posts"] as const;
const EMPTY = { type: "FeatureCollection" as const, features: [] };
const collection = (features: GeoJSON.Feature[]): GeoJSON.FeatureCollection => ({ type: "FeatureCollection", features });

export function addLayoutLayers(map: MapLibre, theme: Theme): void {
  const colours = MAP_COLOURS[theme];
  for (const name of SOURCES) if (!map.getSource(name)) map.addSource(name, { type: "geojson", data: EMPTY });
  if (map.getLayer("layout-line")) return;
  map.addLayer({ id: "layout-fill", type: "fill", source: "layout-areas", filter: ["==", ["get", "strong"], true], paint: { "fill-color": ["match", ["get", "change"], "", colours.accent, colours.amber], "fill-opacity": ["case", ["get", "chosen"], 0.25, ["!=", ["get", "change"], ""], 0.3, 0.03] } });
  map.addLayer({ id: "layout-line", type: "line", source: "layout-areas", paint: { "line-color": ["case", ["get", "chosen"], colours.accent, colours.dim], "line-width": ["case", ["get", "chosen"], 3, ["get", "strong"], 1.6, 0.6], "line-opacity": ["case", ["get", "strong"], 0.9, 0.4] } });
  map.addLayer({ id: "layout-faults-fill", type: "fill", source: "layout-faults", paint: { "fill-color": colours.red, "fill-opacity": 0.4 } });
  map.addLayer({ id: "layout-faults-line", type: "line", source: "layout-faults", paint: { "line-color": colours.red, "line-width": 2, "line-dasharray": [2, 1] } });
  map.addLayer({ id: "layout-points", type: "circle", source: "layout-points", paint: { "circle-radius": 5, "circle-color": colours.panel, "circle-stroke-color": colours.accent, "circle-stroke-width": 2 } });
  map.addLayer({ id: "layout-point-names", type: "symbol", source: "layout-points", layout: { "text-field": ["get", "name"], "text-size": 11, "text-offset": [0, 1.1], "text-optional": true }, paint: { "text-color": colours.text, "text-halo-color": colours.panel, "text-halo-width": 1.5 } });
  map.addLayer({ id: "layout-posts", type: "circle", source: "layout-posts", paint: { "circle-radius": 7, "circle-color": ["match", ["get", "kind"], "CLOSE", colours.panel, colours.accent], "circle-stroke-color": ["match", ["get", "kind"], "CLOSE", colours.red, colours.panel], "circle-stroke-width": 3 } });
  map.addLayer({ id: "layout-post-signs", type: "symbol", source: "layout-posts", layout: { "text-field": ["match", ["get", "kind"], "ADD", "+", "CLOSE", "×", "→"], "text-size": 13, "text-allow-overlap": true }, paint: { "text-color": ["match", ["get", "kind"], "CLOSE", colours.red, colours.onPriority] } });
  map.addLayer({ id: "layout-corners", type: "circle", source: "layout-corners", paint: { "circle-radius": ["case", ["get", "between"], 3.5, 5.5], "circle-color": ["case", ["get", "between"], colours.panel, colours.accent], "circle-stroke-color": colours.accent, "circle-stroke-width": 1.5 } });
}

function cornersOf({ rings }: LayoutArea): GeoJSON.Feature[] {
  const point = (at: Corner, properties: GeoJSON.GeoJsonProperties): GeoJSON.Feature => ({ type: "Feature", geometry: { type: "Point", coordinates: [at[0], at[1]] }, properties });
  return rings.flatMap((ring) =>
    ring.slice(1).flatMap((corner, index) => {
      const before = ring[index]!;
      const middle: Corner = [(before[0] + corner[0]) / 2, (before[1] + corner[1]) / 2];
      return [point(middle, { between: true, at: JSON.stringify(middle), a: JSON.stringify(before), b: JSON.stringify(corner) }), point(corner, { between: false, at: JSON.stringify(corner) })];
    }),
  );
}

export function paintLayout(map: MapLibre, { areas, tier, chosen, faults, changes, editable, posts }: Picture): void {
  const put = (name: (typeof SOURCES)[number], features: GeoJSON.Feature[]): void => void map.getSource<GeoJSONSource>(name)?.setData(collection(features));
  const change = new Map(changes.map(({ area, kinds }) => [area.id, kinds[0] ?? ""]));
  const gone = changes.flatMap(({ area, kinds }) => (kinds.includes("REMOVED") ? [area] : []));
  put("layout-areas", [...areas, ...gone].map((area): GeoJSON.Feature => ({ type: "Feature", geometry: { type: "Polygon", coordinates: area.rings }, properties: { id: area.id, strong: area.tier === tier, chosen: area.id === chosen, change: change.get(area.id) ?? "" } })));
  put("layout-faults", faults.flatMap(({ shape }) => shape.map((polygon): GeoJSON.Feature => ({ type: "Feature", geometry: { type: "Polygon", coordinates: polygon }, properties: {} }))));
  const one = areas.find(({ id }) => id === chosen);
  put("layout-points", (one?.mustVisit ?? []).map(({ name, lon, lat }): GeoJSON.Feature => ({ type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] }, properties: { name } })));
  put("layout-posts", posts.map(({ kind, lon, lat }): GeoJSON.Feature => ({ type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] }, properties: { kind } })));
  put("layout-corners", one !== undefined && editable ? cornersOf(one) : []);
}
