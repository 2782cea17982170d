import type { City } from "@tocsin/contract/organisation/city.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import type { RoadGraph } from "@tocsin/roads/graph.ts";

/** Where calls may come from: cells of a grid with a weight each, and the junctions by which a cell is reached. */
export interface DemandCells {
  readonly weights: Float64Array;
  /** Cell of every junction of the road graph; -1 outside the service area. */
  readonly cellOfJunction: Int32Array;
}

/** A cell's weight grows by one per junction and per place, and by this per premise where many people are. */
const PREMISE_WEIGHT = 10;

/** Cells beside each other, square on the ground, so many that at most this number covers the service area. */
export const MOST_CELLS = 3_000;

/** Weighs the service area by what stands in it; a city that knows its call history can weigh by that later. */
export function demandCells(head: City["head"], graph: RoadGraph, places: readonly { readonly point: LonLat }[], premises: readonly { readonly lon: number; readonly lat: number }[]): DemandCells {
  const [west, south, east, north] = head.bounds;
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const side = Math.sqrt(((east - west) * squeeze * (north - south)) / MOST_CELLS);
  const columns = Math.max(1, Math.floor(((east - west) * squeeze) / side));
  const rows = Math.max(1, Math.floor((north - south) / side));
  const cellAt = ([lon, lat]: LonLat): number => {
    if (lon < west || lon > east || lat < south || lat > north) return -1;
    const column = Math.min(columns - 1, Math.floor(((lon - west) / (east - west)) * columns));
    const row = Math.min(rows - 1, Math.floor(((lat - south) / (north - south)) * rows));
    return row * columns + column;
  };
  const weights = new Float64Array(rows * columns);
  const add = (point: LonLat, weight: number): void => {
    const cell = cellAt(point);
    if (cell >= 0) weights[cell]! += weight;
  };
  const cellOfJunction = Int32Array.from(graph.junctionPoints, cellAt);
  for (const point of graph.junctionPoints) add(point, 1);
  for (const { point } of places) add(point, 1);
  for (const { lon, lat } of premises) add([lon, lat], PREMISE_WEIGHT);
  return { weights, cellOfJunction };
}
