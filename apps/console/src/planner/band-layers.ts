import type { Map as MapLibre } from "maplibre-gl";
import type { PlannerCell, PlannerRoads } from "@tocsin/contract/planner/planner.ts";
import type { Theme } from "../theme/theme.ts";
import { gapsOf } from "./planner-text.ts";

export const NOTHING: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

/** Bands by thickness and dash first, by colour second: they are told apart in grey as well. Nearest first, the last beyond five minutes. */
export const BANDS = [
  { width: 4.5, dash: [1, 0], light: "#1f6b45", dark: "#6cc598" },
  { width: 2, dash: [1, 0], light: "#1b5cb8", dark: "#7db1f7" },
  { width: 2.4, dash: [3, 2], light: "#8a5a00", dark: "#f0b84a" },
  { width: 2.8, dash: [0.4, 2], light: "#b3161b", dark: "#ff7d79" },
] as const;

/** One multi-line for each band. */
export function bandFeatures({ lines }: PlannerRoads, bands: string): GeoJSON.FeatureCollection {
  const parts = BANDS.map((): GeoJSON.Position[][] => []);
  for (const [road, line] of lines.entries()) parts[Number(bands[road] ?? 3)]!.push(line);
  return { type: "FeatureCollection", features: parts.map((coordinates, band) => ({ type: "Feature", geometry: { type: "MultiLineString", coordinates }, properties: { band } })) };
}

/** Cells as points sized by demand; `gap` for those beyond three minutes. */
export function cellFeatures(cells: readonly PlannerCell[]): GeoJSON.FeatureCollection {
  const gaps = new Set(gapsOf(cells));
  const most = cells.reduce((largest, { share }) => Math.max(largest, share), 1e-9);
  return {
    type: "FeatureCollection",
    features: cells.map((cell, index) => ({ type: "Feature", geometry: { type: "Point", coordinates: [cell.lon, cell.lat] }, properties: { index, gap: gaps.has(cell), size: Math.sqrt(cell.share / most) } })),
  };
}

/** Puts the planner's sources and layers on a style; called again after each change of style. */
export function addBands(map: MapLibre, theme: Theme): void {
  if (map.getSource("planner-bands")) return;
  for (const id of ["planner-bands", "planner-cells"]) map.addSource(id, { type: "geojson", data: NOTHING });
  for (const band of [3, 2, 1, 0]) {
    const { width, dash, [theme]: colour } = BANDS[band]!;
    map.addLayer({ id: `planner-band-${band}`, type: "line", source: "planner-bands", filter: ["==", ["get", "band"], band], layout: { "line-cap": band === 3 ? "round" : "butt" }, paint: { "line-color": colour, "line-width": ["interpolate", ["linear"], ["zoom"], 11, width * 0.55, 14, width], "line-dasharray": [...dash], "line-opacity": 0.85 } });
  }
  const red = BANDS[3][theme];
  map.addLayer({
    id: "planner-cells", type: "circle", source: "planner-cells",
    paint: {
      "circle-radius": ["interpolate", ["linear"], ["zoom"], 11, ["+", 2, ["*", 7, ["get", "size"]]], 14, ["+", 5, ["*", 22, ["get", "size"]]]],
      "circle-color": red, "circle-opacity": ["case", ["get", "gap"], 0.18, 0.01], "circle-stroke-color": red, "circle-stroke-width": ["case", ["get", "gap"], 1.5, 0],
    },
  });
}
