import { writeCity } from "./city-files.ts";
import { cityData, type CityCounts } from "./from-roads/city-data.ts";
import type { CityFromRoads } from "./from-roads/city-input.ts";

export type { CityFromRoads, StationSite } from "./from-roads/city-input.ts";

/**
 * Writes a complete city folder: all but the vocabulary, which comes from `cities/standard`. The same input gives the same
 * bytes. @throws RangeError when there are no roads.
 */
export function writeCityFromRoads(dir: string, city: CityFromRoads): CityCounts {
  const { data, counts } = cityData(city);
  writeCity(dir, data);
  return counts;
}
