import type { CityHead } from "@tocsin/contract/organisation/city.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import type { FaultCode, FileFaults } from "./fault.ts";
import type { Preview } from "./table-rows.ts";

const within = ([lon, lat]: LonLat, [west, south, east, north]: CityHead["bounds"]): boolean => lon >= west && lon <= east && lat >= south && lat <= north;

/** What is wrong with a point of a city: its two numbers exchanged, or outside the city's bounds. */
export function pointFault(point: LonLat, head: CityHead | null): readonly [FaultCode, string, string] | null {
  if (head === null || within(point, head.bounds)) return null;
  const [lon, lat] = point;
  if (within([lat, lon], head.bounds)) return ["COORDINATES_SWAPPED", `经度和纬度写反了:应为经度 ${lat}、纬度 ${lon}`, `longitude and latitude are swapped: longitude is ${lat}, latitude ${lon}`];
  return ["OUT_OF_BOUNDS", `(${lon}, ${lat}) 不在本市范围 ${head.bounds.join(", ")} 内`, `(${lon}, ${lat}) is outside the city's bounds ${head.bounds.join(", ")}`];
}

/** Looks at `lon` and `lat` of a row before the schema does, so that a swapped pair is told as such and once. */
export function pointPreview(head: CityHead | null, faults: FileFaults): Preview {
  return (row, line) => {
    const { lon, lat } = row;
    if (typeof lon !== "number" || typeof lat !== "number") return [];
    const fault = pointFault([lon, lat], head);
    if (fault === null) return [];
    faults.add(line, "lon", ...fault);
    return ["lon", "lat"];
  };
}
