import type { LonLat } from "@tocsin/kernel/geo.ts";
import { polygonsOf, soundRings } from "./area-file.ts";
import { FileFaults, type Fault } from "./fault.ts";
import { readFolder } from "./folder.ts";
import { readFeatures } from "./geojson-file.ts";

/** What the map draws under the roads. */
export const MAP_LAYERS = ["water", "green"] as const;
export type MapLayer = (typeof MAP_LAYERS)[number];

/** One polygon of a layer: outer ring first, then holes; closed rings, WGS-84 degrees. */
export interface MapShape {
  readonly name: string;
  readonly rings: readonly (readonly LonLat[])[];
}

/** The layers `map/water.geojson` and `map/green.geojson` of a city's folder; a layer without a file is empty. */
export function loadMapLayers(dir: string): { readonly layers: Readonly<Record<MapLayer, readonly MapShape[]>>; readonly faults: readonly Fault[] } {
  const all: Fault[] = [];
  const folder = readFolder(dir);
  const read = (layer: MapLayer): MapShape[] => {
    const name = `map/${layer}.geojson`;
    const faults = new FileFaults(name, all);
    const text = folder(name, faults);
    if (text === null) return [];
    return readFeatures(text, faults).flatMap((feature) =>
      polygonsOf(feature, faults)
        // The map may reach beyond the city, so only the shape is judged here and not the bounds.
        .filter((rings) => soundRings(rings, feature.line, null, faults))
        .map((rings) => ({ name: typeof feature.properties["name"] === "string" ? feature.properties["name"] : "", rings })),
    );
  };
  const layers = { water: read("water"), green: read("green") };
  return { layers, faults: all.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1)) };
}
