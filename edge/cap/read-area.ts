import type { CapArea, CapCircle, CapFault } from "./alert.ts";
import type { Element } from "./xml-tree.ts";
import { textsOf, valuesOf } from "./element-text.ts";

/** Half the way round the earth: no circle is wider. */
const WIDEST_KM = 20_040;
const MOST_POINTS = 5_000;

type Point = readonly [number, number];

/** `lat,lon` as the standard writes it, to `[lon, lat]`. */
function pointOf(text: string, path: string, faults: CapFault[]): Point | null {
  const found = /^([+-]?\d{1,3}(?:\.\d{1,12})?),([+-]?\d{1,3}(?:\.\d{1,12})?)$/.exec(text);
  if (found === null) {
    faults.push({ path, code: "VALUE", detail: "lat,lon" });
    return null;
  }
  const [lat, lon] = [Number(found[1]), Number(found[2])];
  if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180) return [lon, lat];
  faults.push({ path, code: Math.abs(lat) <= 180 && Math.abs(lon) <= 90 ? "COORDINATES_SWAPPED" : "VALUE", detail: text });
  return null;
}

function ringOf(text: string, path: string, faults: CapFault[]): Point[] | null {
  const pairs = text.split(/\s+/);
  if (pairs.length < 4 || pairs.length > MOST_POINTS || pairs[0] !== pairs.at(-1)) {
    faults.push({ path, code: "VALUE", detail: `4-${MOST_POINTS} pairs, the last as the first` });
    return null;
  }
  const ring: Point[] = [];
  for (const pair of pairs) {
    const point = pointOf(pair, path, faults);
    if (point === null) return null;
    ring.push(point);
  }
  return ring;
}

function circleOf(text: string, path: string, faults: CapFault[]): CapCircle | null {
  const [pair = "", radius = ""] = text.split(/\s+/, 2);
  const point = pointOf(pair, path, faults);
  if (point === null) return null;
  const km = /^\d{1,5}(\.\d{1,9})?$/.test(radius) ? Number(radius) : NaN;
  if (km <= WIDEST_KM && text.split(/\s+/).length === 2) return { lon: point[0], lat: point[1], radiusM: Math.round(km * 1_000) };
  faults.push({ path, code: "VALUE", detail: "lat,lon radius in km" });
  return null;
}

const kept = <T>(each: readonly (T | null)[]): T[] => each.filter((one): one is T => one !== null);

/** An area of an alert; what is wrong with its shapes is added to `faults`. */
export const readArea = (element: Element, path: string, faults: CapFault[]): CapArea => ({
  areaDesc: textsOf(element, "areaDesc")[0] ?? "",
  polygons: kept(textsOf(element, "polygon").map((text, index) => ringOf(text, `${path}/polygon/${index}`, faults))),
  circles: kept(textsOf(element, "circle").map((text, index) => circleOf(text, `${path}/circle/${index}`, faults))),
  geocodes: valuesOf(element, "geocode"),
});
