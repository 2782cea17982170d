/**
 * San Francisco street centre lines (DataSF, PDDL) to roads and addresses.
 *
 * `sf_edges.csv`: `cnn,from_node,to_node,length_m,streetname,classcode,layer,jurisdiction,zip,nhood,
 * lf_fadd,lf_toadd,rt_fadd,rt_toadd,polyline_lonlat` with the line as `lon,lat lon,lat …`.
 * The data has no one-ways: every street is two-way here. Streets for people on foot are left out.
 */
import type { RoadClass } from "@tocsin/contract/roads/road-class.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import { isLonLat } from "@tocsin/kernel/geo.ts";
import { keepLargestComponent, type DroppedRoads } from "./connected.ts";
import { readCsv, type CsvRow, type Fault } from "./csv-rows.ts";
import type { ImportedPlace } from "./imported-place.ts";
import type { Road, RoadTable } from "./road-table.ts";

export interface SanFrancisco {
  readonly table: RoadTable;
  /** One address for the first and the last number of each side of each block, and one place per neighbourhood. */
  readonly places: readonly ImportedPlace[];
  readonly dropped: DroppedRoads;
  /** Segments left out because nobody drives there. */
  readonly onFoot: number;
  readonly faults: readonly Fault[];
}

const COLUMNS = ["cnn", "from_node", "to_node", "streetname", "classcode", "layer", "nhood", "lf_fadd", "lf_toadd", "rt_fadd", "rt_toadd", "polyline_lonlat"];

/** By class code: 0 other and private, 1 freeway, 2 highway, 3 arterial, 4 collector, 5 residential, 6 ramp. */
const CLASSES: readonly (readonly [RoadClass, number])[] = [
  ["service", 20],
  ["motorway", 85],
  ["primary", 50],
  ["secondary", 45],
  ["tertiary", 40],
  ["residential", 32],
  ["trunk", 50],
];

/** Reads the text of `sf_edges.csv`. Rows that cannot be read are listed in `faults` and left out. */
export function readSanFrancisco(edges: string, file = "sf_edges.csv"): SanFrancisco {
  const faults: Fault[] = [];
  const roads: Road[] = [];
  const places: ImportedPlace[] = [];
  const neighbourhoods = new Map<string, { readonly name: string; readonly points: LonLat[] }>();
  const seen = new Map<string, number>();
  let onFoot = 0;
  for (const row of readCsv(edges, file, COLUMNS, faults)) {
    const line = readLine(row);
    const road = readRoad(row, line);
    const earlier = seen.get(road.id);
    if (earlier !== undefined) row.fault("cnn", `road "${road.id}" is already on line ${earlier}`);
    seen.set(road.id, earlier ?? row.line);
    if (!row.sound) continue;
    places.push(...addressesOf(row, road, line));
    // The data writes "Forest Hill" in two ways: one neighbourhood, under the first of them.
    const nhood = row.text("nhood");
    const area = neighbourhoods.get(areaId(nhood)) ?? { name: nhood, points: [] };
    neighbourhoods.set(areaId(nhood), area);
    area.points.push(line[0]!);
    if (row.text("layer") === "Streets_Pedestri") onFoot += 1;
    else roads.push(road);
  }
  for (const { name, points } of neighbourhoods.values()) if (name !== "") places.push(neighbourhood(name, points));
  const { table, dropped } = keepLargestComponent({ roads, turns: [] });
  return { table, places, dropped, onFoot, faults };
}

/** `03RD ST` is written `3RD ST` on the street sign and by callers. */
function streetName(text: string): string {
  return text.replace(/\b0+([1-9]\d*(?:ST|ND|RD|TH))\b/g, "$1");
}

function readLine(row: CsvRow): LonLat[] {
  const line = row
    .text("polyline_lonlat")
    .split(" ")
    .map((pair): LonLat => {
      const [lon, lat] = pair.split(",");
      return [Number(lon ?? Number.NaN), Number(lat ?? Number.NaN)];
    });
  if (line.length < 2 || !line.every(isLonLat)) row.fault("polyline_lonlat", "is not a list of two or more lon,lat pairs");
  return line;
}

function readRoad(row: CsvRow, line: LonLat[]): Road {
  const [roadClass, speedKmh] = CLASSES[row.integer("classcode", 0, CLASSES.length - 1)]!;
  return {
    id: row.required("cnn"),
    name: streetName(row.text("streetname")),
    class: roadClass,
    from: row.required("from_node"),
    to: row.required("to_node"),
    oneway: "no",
    speedKmh,
    level: 0,
    bridge: false,
    line,
  };
}

/** The numbers stand just inside the block, so that they are not mistaken for the crossing street's corner. */
function addressesOf(row: CsvRow, road: Road, line: readonly LonLat[]): ImportedPlace[] {
  const numbers = new Map<number, LonLat>();
  const first = inside(line);
  const last = inside([...line].reverse());
  for (const side of ["lf", "rt"]) {
    const from = row.integer(`${side}_fadd`, 0, 99_999);
    const to = row.integer(`${side}_toadd`, 0, 99_999);
    if (from > 0 && !numbers.has(from)) numbers.set(from, first);
    if (to > 0 && !numbers.has(to)) numbers.set(to, last);
  }
  if (road.name === "") return [];
  return [...numbers].map(([number, point]) => ({
    id: `sf-${road.id}-${number}`,
    kind: "ADDRESS",
    name: `${number} ${road.name}`,
    aliases: [],
    district: row.text("nhood"),
    point,
  }));
}

function inside(line: readonly LonLat[]): LonLat {
  const [a, b] = [line[0]!, line[1]!];
  return [Number((a[0] + (b[0] - a[0]) * 0.05).toFixed(7)), Number((a[1] + (b[1] - a[1]) * 0.05).toFixed(7))];
}

const areaId = (name: string): string => `sf-area-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "")}`;

function neighbourhood(name: string, points: readonly LonLat[]): ImportedPlace {
  const mean = (axis: 0 | 1): number => Number((points.reduce((sum, p) => sum + p[axis], 0) / points.length).toFixed(7));
  return { id: areaId(name), kind: "AREA", name, aliases: [], district: "", point: [mean(0), mean(1)] };
}
