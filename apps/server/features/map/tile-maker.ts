import { promisify } from "node:util";
import { gzip } from "node:zlib";
import GeoJSONVT from "geojson-vt";
import vtPbf from "vt-pbf";
import { hashOf } from "@tocsin/kernel/canonical.ts";
import type { Tier } from "./map-features.ts";

/** Beyond this the client enlarges; the city's lines have no more detail. */
export const MAX_ZOOM = 16;
const EXTENT = 4096;
const MOST_KEPT = 2_000;

export interface TileMaker {
  /** Changes with everything that is drawn. */
  readonly version: string;
  /** A Mapbox vector tile, gzipped; null where nothing is drawn. */
  tile(z: number, x: number, y: number): Promise<Buffer | null>;
}

const packed = promisify(gzip);

/** Tiles out of features, made when they are first asked for and kept while they are in use. */
export function createTileMaker(tiers: readonly Tier[]): TileMaker {
  const indices = tiers.map(({ layer, minZoom, data }) => ({ layer, minZoom, index: new GeoJSONVT(data, { maxZoom: MAX_ZOOM, indexMaxZoom: 4, tolerance: 3, extent: EXTENT, buffer: 64 }) }));
  const kept = new Map<string, Promise<Buffer | null>>();

  async function make(z: number, x: number, y: number): Promise<Buffer | null> {
    const layers: Record<string, { features: unknown[] }> = {};
    for (const { layer, minZoom, index } of indices) {
      const features = z < minZoom ? [] : (index.getTile(z, x, y)?.features ?? []);
      if (features.length > 0) (layers[layer] ??= { features: [] }).features.push(...features);
    }
    return Object.keys(layers).length === 0 ? null : packed(vtPbf.fromGeojsonVt(layers, { version: 2, extent: EXTENT }));
  }

  return {
    version: hashOf(tiers).slice(0, 16),
    tile(z, x, y) {
      const key = `${z}/${x}/${y}`;
      const known = kept.get(key);
      // Taken out and put in again: the map's order is that of last use.
      kept.delete(key);
      const tile = known ?? make(z, x, y);
      kept.set(key, tile);
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
      return tile;
    },
  };
}
