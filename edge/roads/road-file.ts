/**
 * `roads.csv` and `turns.csv`: reading, checking and writing.
 *
 * `roads.csv` (UTF-8, header required):
 *   `id,name,class,from,to,oneway,speed_kmh,level,bridge,line`
 *   class     motorway, trunk, primary, secondary, tertiary, residential or service
 *   from, to  junction ids; roads meet where these are equal
 *   oneway    no, forward or backward
 *   speed_kmh whole number 1 to 200, or empty for the class's default
 *   level     whole number, 0 on the ground
 *   bridge    0 or 1
 *   line      "lon lat;lon lat;…" in degrees WGS-84, from `from` to `to`
 *
 * `turns.csv` (optional): `from_road,via,to_road,kind`, kind `no` or `only`.
 */
import { ROAD_CLASSES } from "@tocsin/contract/roads/road-class.ts";
import { csvText, type CsvCell } from "@tocsin/kernel/csv.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import { isLonLat } from "@tocsin/kernel/geo.ts";
import { readCsv, type CsvRow, type Fault } from "./csv-rows.ts";
import { ONEWAYS, TURN_KINDS, type Road, type RoadTable, type Turn } from "./road-table.ts";

export type { Fault } from "./csv-rows.ts";

export const ROADS_HEADER = ["id", "name", "class", "from", "to", "oneway", "speed_kmh", "level", "bridge", "line"] as const;
export const TURNS_HEADER = ["from_road", "via", "to_road", "kind"] as const;

/** The files' texts; the names appear in faults. */
export interface RoadFiles {
  readonly roads: string;
  readonly turns?: string | undefined;
  /** Names for the faults; `roads.csv` and `turns.csv` unless given. */
  readonly roadsName?: string;
  readonly turnsName?: string;
}

/** All roads and turns that are sound, and every fault found; a table with faults is not fit for use. */
export function parseRoadFiles(files: RoadFiles): { readonly table: RoadTable; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const seen = new Map<string, number>();
  const roads: Road[] = [];
  // Ends are kept for every row with an id, so that a faulty road does not also raise faults in turns.csv.
  const ends = new Map<string, readonly [string, string]>();
  for (const row of readCsv(files.roads, files.roadsName ?? "roads.csv", ROADS_HEADER, faults)) {
    const road = readRoad(row, seen);
    if (!ends.has(row.text("id"))) ends.set(row.text("id"), [row.text("from"), row.text("to")]);
    if (road) roads.push(road);
  }
  const turns: Turn[] = [];
  if (files.turns !== undefined) {
    for (const row of readCsv(files.turns, files.turnsName ?? "turns.csv", TURNS_HEADER, faults)) {
      const turn = readTurn(row, ends);
      if (turn) turns.push(turn);
    }
  }
  return { table: { roads, turns }, faults };
}

function readRoad(row: CsvRow, seen: Map<string, number>): Road | null {
  const id = row.required("id");
  const earlier = seen.get(id);
  if (earlier !== undefined) row.fault("id", `road "${id}" is already on line ${earlier}`);
  else if (id !== "") seen.set(id, row.line);
  const speed = row.text("speed_kmh");
  const road: Road = {
    id,
    name: row.text("name"),
    class: row.oneOf("class", ROAD_CLASSES),
    from: row.required("from"),
    to: row.required("to"),
    oneway: row.oneOf("oneway", ONEWAYS),
    speedKmh: speed === "" ? null : row.integer("speed_kmh", 1, 200),
    level: row.integer("level", -20, 20),
    bridge: row.integer("bridge", 0, 1) === 1,
    line: readLine(row),
  };
  return row.sound ? road : null;
}

function readLine(row: CsvRow): LonLat[] {
  const line: LonLat[] = [];
  for (const [index, pair] of row.text("line").split(";").entries()) {
    const numbers = pair.trim().split(/\s+/);
    const point: LonLat = [Number(numbers[0]), Number(numbers[1])];
    if (numbers.length !== 2 || numbers.includes("") || !isLonLat(point)) {
      row.fault("line", `point ${index + 1} is "${pair}", not "longitude latitude" in degrees`);
      return line;
    }
    line.push(point);
  }
  if (line.length < 2) row.fault("line", "a line needs at least two points");
  return line;
}

function readTurn(row: CsvRow, ends: ReadonlyMap<string, readonly [string, string]>): Turn | null {
  const via = row.required("via");
  for (const field of ["from_road", "to_road"] as const) {
    const id = row.required(field);
    if (id === "") continue;
    const road = ends.get(id);
    if (!road) row.fault(field, `there is no road "${id}"`);
    else if (via !== "" && !road.includes(via)) row.fault("via", `road "${id}" does not end at junction "${via}"`);
  }
  const turn: Turn = {
    fromRoad: row.text("from_road"),
    via,
    toRoad: row.text("to_road"),
    kind: row.oneOf("kind", TURN_KINDS),
  };
  return row.sound ? turn : null;
}

const degrees = (value: number): number => Math.round(value * 1e7) / 1e7;

/** The two files' texts. Coordinates are kept to seven decimals (about a centimetre). */
export function writeRoadFiles(table: RoadTable): { readonly roads: string; readonly turns: string } {
  const roads = table.roads.map((road): CsvCell[] => [
    road.id,
    road.name,
    road.class,
    road.from,
    road.to,
    road.oneway,
    road.speedKmh,
    road.level,
    road.bridge ? 1 : 0,
    road.line.map((point) => point.map(degrees)),
  ]);
  const turns = table.turns.map((turn) => [turn.fromRoad, turn.via, turn.toRoad, turn.kind]);
  return { roads: csvText([ROADS_HEADER, ...roads]), turns: csvText([TURNS_HEADER, ...turns]) };
}
