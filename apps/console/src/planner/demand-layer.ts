import type { Map as MapLibre } from "maplibre-gl";
import type { DemandForecast } from "@tocsin/contract/planner/demand-outlook.ts";
import { centreOf } from "@tocsin/engine/demand/demand-grid.ts";
import type { Theme } from "../theme/theme.ts";
import { NOTHING } from "./band-layers.ts";

type Grid = DemandForecast["grid"];
type Place = DemandForecast["places"][number];

export const DEMAND_COLOUR: Readonly<Record<Theme, string>> = { light: "#1b5cb8", dark: "#7db1f7" };
/** Strength of the shading by step, weakest first; the busiest cell sets the scale. */
export const STEPS = [0.06, 0.18, 0.34, 0.54, 0.78] as const;

function ringOf({ bounds: [west, south, east, north], columns, rows }: Grid, cell: number): GeoJSON.Position[] {
  const [column, row] = [cell % columns, Math.floor(cell / columns)];
  const lon = (at: number): number => west + ((east - west) * at) / columns;
  const lat = (at: number): number => south + ((north - south) * at) / rows;
  return [[lon(column), lat(row)], [lon(column + 1), lat(row)], [lon(column + 1), lat(row + 1)], [lon(column), lat(row + 1)], [lon(column), lat(row)]];
}

/** What a cell of a place has of its calls: merged cells share them evenly. */
export const perCell = ({ expected, cells }: Place): number => expected / cells.length;

/** Every place as one feature, shaded by the square root of what its cells expect, or the centre would drown the rest. */
export function demandFeatures({ grid, places }: DemandForecast): GeoJSON.FeatureCollection {
  const most = places.reduce((largest, place) => Math.max(largest, perCell(place)), 1e-9);
  return {
    type: "FeatureCollection",
    features: places.map((place, index) => ({
      type: "Feature", geometry: { type: "MultiPolygon", coordinates: place.cells.map((cell) => [ringOf(grid, cell)]) },
      properties: { index, shade: STEPS[Math.min(STEPS.length - 1, Math.floor(Math.sqrt(perCell(place) / most) * STEPS.length))]! },
    })),
  };
}

/** Middle of a place, to go to it on the map. */
export function middleOf({ bounds, columns, rows }: Grid, { cells }: Place): { readonly lon: number; readonly lat: number } {
  const [lon, lat] = centreOf({ bounds, columns, rows }, cells[Math.floor(cells.length / 2)]!);
  return { lon, lat };
}

/** Puts the shading under everything of the planner's own; called again after each change of style. */
export function addDemand(map: MapLibre, theme: Theme): void {
  if (map.getSource("planner-demand")) return;
  map.addSource("planner-demand", { type: "geojson", data: NOTHING });
  map.addLayer({ id: "planner-demand", type: "fill", source: "planner-demand", paint: { "fill-color": DEMAND_COLOUR[theme], "fill-opacity": ["get", "shade"], "fill-antialias": false } });
}
