import type { City } from "@tocsin/contract/organisation/city.ts";
import { cellAt, demandGrid, type DemandGrid } from "@tocsin/engine/demand/demand-grid.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import type { RoadGraph } from "@tocsin/roads/graph.ts";

/** Where calls may come from: cells of a grid with a weight each, and the junctions by which a cell is reached. */
export interface DemandCells {
  readonly grid: DemandGrid;
  /** Only ratios matter; renewed in place when the city's calls have been counted (features/demand/demand-watch.ts). */
  readonly weights: Float64Array;
  /** Cell of every junction of the road graph; -1 outside the service area. */
  readonly cellOfJunction: Int32Array;
}

/** A cell's weight grows by one per junction and per place, and by this per premise where many people are. */
const PREMISE_WEIGHT = 10;

/** Cells beside each other, square on the ground, so many that at most this number covers the service area. */
export const MOST_CELLS = 3_000;

/** Weighs the service area by what stands in it: what there is to go by before the city has calls of its own. */
export function demandCells(head: City["head"], graph: RoadGraph, places: readonly { readonly point: LonLat }[], premises: readonly { readonly lon: number; readonly lat: number }[]): DemandCells {
  const grid = demandGrid(head.bounds as DemandGrid["bounds"], MOST_CELLS);
  const weights = new Float64Array(grid.columns * grid.rows);
  const add = (point: LonLat, weight: number): void => {
    const cell = cellAt(grid, point);
    if (cell >= 0) weights[cell]! += weight;
  };
  const cellOfJunction = Int32Array.from(graph.junctionPoints, (point) => cellAt(grid, point));
  for (const point of graph.junctionPoints) add(point, 1);
  for (const { point } of places) add(point, 1);
  for (const { lon, lat } of premises) add([lon, lat], PREMISE_WEIGHT);
  return { grid, weights, cellOfJunction };
}
