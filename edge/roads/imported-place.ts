/** A named place found by an importer, shaped as a row of the gazetteer's `places.csv`. */
import type { LonLat } from "@tocsin/kernel/geo.ts";

export interface ImportedPlace {
  readonly id: string;
  readonly kind: "ADDRESS" | "INTERSECTION" | "POI" | "ROAD" | "AREA" | "PREMISE";
  readonly name: string;
  readonly aliases: readonly string[];
  /** Name of the district or neighbourhood; may be empty. */
  readonly district: string;
  readonly point: LonLat;
}
