import type { LonLat } from "@tocsin/kernel/geo.ts";

/** Square cells (on the ground) over a service area; cell = row × columns + column, rows from the south, columns from the west. */
export interface DemandGrid {
  /** West, south, east, north. */
  readonly bounds: readonly [number, number, number, number];
  readonly columns: number;
  readonly rows: number;
}

/** A grid of at most so many cells, as square as whole numbers allow. @throws RangeError when bounds or number make no area. */
export function demandGrid(bounds: DemandGrid["bounds"], mostCells: number): DemandGrid {
  const [west, south, east, north] = bounds;
  if (!(east > west && north > south)) throw new RangeError(`demandGrid: bounds must have an area, got ${bounds.join(" ")}`);
  if (!(mostCells >= 1)) throw new RangeError(`demandGrid: mostCells must be at least 1, got ${mostCells}`);
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const side = Math.sqrt(((east - west) * squeeze * (north - south)) / mostCells);
  return { bounds, columns: Math.max(1, Math.floor(((east - west) * squeeze) / side)), rows: Math.max(1, Math.floor((north - south) / side)) };
}

/** The cell in which a point lies; -1 outside the area, its rim included. */
export function cellAt({ bounds: [west, south, east, north], columns, rows }: DemandGrid, [lon, lat]: LonLat): number {
  if (!(lon >= west && lon <= east && lat >= south && lat <= north)) return -1;
  const column = Math.min(columns - 1, Math.floor(((lon - west) / (east - west)) * columns));
  const row = Math.min(rows - 1, Math.floor(((lat - south) / (north - south)) * rows));
  return row * columns + column;
}

/** The middle of a cell. */
export function centreOf({ bounds: [west, south, east, north], columns, rows }: DemandGrid, cell: number): LonLat {
  return [west + ((east - west) * ((cell % columns) + 0.5)) / columns, south + ((north - south) * (Math.floor(cell / columns) + 0.5)) / rows];
}
