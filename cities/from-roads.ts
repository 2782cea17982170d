import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cityFiles, type CityCounts } from "./from-roads/city-files.ts";
import type { CityFromRoads } from "./from-roads/city-input.ts";

export type { CityFromRoads, StationSite } from "./from-roads/city-input.ts";

/**
 * Writes a complete city folder: all but the vocabulary, which comes from `cities/standard`. The same input gives the same
 * bytes. @throws RangeError when there are no roads.
 */
export function writeCityFromRoads(dir: string, city: CityFromRoads): CityCounts {
  const { files, counts } = cityFiles(city);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  return counts;
}
