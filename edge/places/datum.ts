/**
 * Coordinate systems at the border of the product: inside, everything is WGS-84.
 *
 * GCJ-02 is the shifted system of Chinese consumer maps, up to about 500 m off. CGCS2000 differs from WGS-84 by
 * centimetres to decimetres, below what a command needs, and is taken as it is. Outside China GCJ-02 is not
 * shifted. Callers keep the original pair: a conversion back does not give the same last digits.
 */
import library from "gcoord";
import type { LonLat } from "@tocsin/kernel/geo.ts";

// The package is CommonJS and its types describe an ES module: what they call `default` is the module itself.
const gcoord = library as unknown as typeof library.default;

export const DATUMS = ["WGS84", "CGCS2000", "GCJ02"] as const;
export type Datum = (typeof DATUMS)[number];

const shifted = (point: LonLat): LonLat => {
  const [lon, lat] = gcoord.transform([point[0], point[1]], gcoord.WGS84, gcoord.GCJ02);
  return [lon, lat];
};

/** From the given system to WGS-84; right to a millimetre. */
export function toWgs84(point: LonLat, datum: Datum): LonLat {
  if (datum !== "GCJ02") return point;
  const first = gcoord.transform([point[0], point[1]], gcoord.GCJ02, gcoord.WGS84);
  let [lon, lat] = first;
  // The library's inverse is good to some decimetres; the shift varies slowly, so a few corrections settle it.
  for (let i = 0; i < 4; i++) {
    const back = shifted([lon, lat]);
    lon += point[0] - back[0];
    lat += point[1] - back[1];
  }
  return [lon, lat];
}

/** From WGS-84 to the given system. */
export function fromWgs84(point: LonLat, datum: Datum): LonLat {
  return datum === "GCJ02" ? shifted(point) : point;
}
