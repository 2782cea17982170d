import { AreaPlan, type City, type CityHead } from "@tocsin/contract/organisation/city.ts";
import { inRing, isLonLat, type LonLat } from "@tocsin/kernel/geo.ts";
import { ringFault, type RingFault } from "@tocsin/kernel/ring.ts";
import type { FaultCode, FileFaults, Located } from "./fault.ts";
import { readFeatures, type Feature } from "./geojson-file.ts";
import { pointFault } from "./point-check.ts";
import { judgeOf } from "./row-schema.ts";

export type Area = City["areas"][number];

const RING_WORDS: Readonly<Record<RingFault, readonly [string, string]>> = {
  RING_OPEN: ["环没有闭合:首尾两点应相同", "the ring is open: its first and last point differ"],
  RING_TOO_SHORT: ["环至少要有三个不同的角点", "a ring needs three corners at least"],
  RING_SELF_INTERSECTING: ["多边形自相交", "the ring crosses itself"],
};

/** `areas.geojson`: one Polygon per district, station or post; a MultiPolygon gives one area per part. */
export function readAreas(text: string, head: CityHead | null, faults: FileFaults): Located<Area>[] {
  return readFeatures(text, faults).flatMap((feature) => {
    const org = feature.properties["org"];
    if (typeof org !== "string" || org === "") {
      faults.add(feature.line, "org", "FIELD_MISSING", "缺少属性 org(机构编号)", "has no property org (the unit's id)");
      return [];
    }
    const plan = planOf(feature, head, faults);
    const polygons = polygonsOf(feature, faults);
    return polygons.flatMap((rings) => (soundRings(rings, feature.line, head, faults) ? [{ line: feature.line, value: { org, rings, ...(polygons.length === 1 ? plan : partOf(plan, rings)) } }] : []));
  });
}

/** Of several polygons each is visited where its own points are. */
const partOf = ({ mustVisit = [], ...plan }: Partial<AreaPlan>, rings: readonly (readonly LonLat[])[]): Partial<AreaPlan> => ({ ...plan, mustVisit: mustVisit.filter(({ lon, lat }) => inRing([lon, lat], rings[0] ?? [])) });

/** Must-visit points and shift plans of an area, where the file has them (DSP-07). */
function planOf({ properties, line }: Feature, head: CityHead | null, faults: FileFaults): Partial<AreaPlan> {
  if (properties["mustVisit"] === undefined && properties["shifts"] === undefined) return {};
  const plan = { mustVisit: properties["mustVisit"] ?? [], shifts: properties["shifts"] ?? [] };
  const findings = judgeOf(AreaPlan)(plan);
  for (const { path, code, zh, en } of findings) faults.add(line, path.join("."), code, zh, en);
  if (findings.length > 0) return {};
  const { mustVisit, shifts } = plan as AreaPlan;
  for (const [index, { lon, lat }] of mustVisit.entries()) {
    const fault = pointFault([lon, lat], head);
    if (fault !== null) faults.add(line, `mustVisit.${index}`, ...fault);
  }
  for (const [index, { from, to }] of shifts.entries()) if (to <= from) faults.add(line, `shifts.${index}.to`, "SHIFT_ORDER", `${to} 应晚于 ${from};跨零点的班次请写成两项`, `${to} does not come after ${from}; write a shift over midnight as two`);
  return { mustVisit, shifts };
}

/** The polygons of a feature, each as its rings; another geometry is a fault. */
export function polygonsOf(feature: Feature, faults: FileFaults): LonLat[][][] {
  const { type, coordinates } = feature.geometry;
  const polygons = type === "Polygon" ? [coordinates] : type === "MultiPolygon" ? (coordinates as unknown[]) : null;
  if (polygons === null) {
    faults.add(feature.line, "geometry", "FIELD_CHOICE", `应为 Polygon 或 MultiPolygon,此处为 ${type}`, `is a ${type}, not a Polygon or MultiPolygon`);
    return [];
  }
  if (!polygons.every(isPolygon)) {
    faults.add(feature.line, "geometry", "FIELD_TYPE", "坐标应为 [[[经度, 纬度], …]]", "coordinates are not [[[longitude, latitude], …]]");
    return [];
  }
  return polygons as LonLat[][][];
}

const isPolygon = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((ring) => Array.isArray(ring) && ring.every((point) => Array.isArray(point) && point.length >= 2 && point.every((one) => typeof one === "number")));

const outOfRange = (point: LonLat): readonly [FaultCode, string, string] => ["FIELD_RANGE", `坐标超出范围:${point.join(",")}`, `coordinates out of range: ${point.join(",")}`];

/** Reports the first fault of each ring: a point that cannot be, or a shape that is no area. */
export function soundRings(rings: readonly (readonly LonLat[])[], line: number, head: CityHead | null, faults: FileFaults): boolean {
  let sound = true;
  for (const [index, ring] of rings.entries()) {
    const field = `rings.${index}`;
    const bad = ring.find((point) => pointFault(point, head) !== null || !isLonLat(point));
    const shape = ringFault(ring);
    if (bad !== undefined) {
      const fault = pointFault(bad, head) ?? outOfRange(bad);
      faults.add(line, field, ...fault);
    }
    if (bad === undefined && shape !== null) faults.add(line, field, shape, ...RING_WORDS[shape]);
    if (bad !== undefined || shape !== null) sound = false;
  }
  return sound;
}
