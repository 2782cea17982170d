import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SimCover, UnitFate } from "@tocsin/engine/simulate/sim-world.ts";
import { driveMs, type TravelTable } from "@tocsin/engine/simulate/travel-table.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import { DAY, HOUR } from "@tocsin/kernel/instant.ts";
import { buildGraph, type RoadGraph } from "@tocsin/roads/graph.ts";
import { readSanFrancisco } from "@tocsin/roads/sf.ts";
import { type CallRecord, readRecords, type UnitRecord } from "../replay-sf/records.ts";
import { EDGES_FILE, readStations, RECORDS_FILE, STATIONS_FILE } from "../replay-sf/sf-city.ts";
import { homeStations } from "../replay-sf/sf-units.ts";
import { junctionNear, roadsAsTable, TargetList } from "./roads-as-table.ts";

/** The week of San Francisco as numbers: roads, stations, calls with a place, each with the day on which it came. */
export interface SfWeek {
  readonly graph: RoadGraph;
  readonly table: TravelTable;
  readonly stations: readonly string[];
  /** Target of each station; two that share a junction share it. */
  readonly posts: readonly number[];
  readonly calls: readonly SfCall[];
  /** Index of the station at which each unit of the records stands. */
  readonly homes: ReadonlyMap<string, number>;
  /** Calls of these days set places and cover; those of the others are judged. */
  readonly trainDays: number;
  readonly days: number;
  /** By how much the roads' free flow was slowed for all drives, in every arm alike. */
  readonly slowed: number;
}

export interface SfCall {
  readonly record: CallRecord;
  readonly target: number;
  /** 0 is the first day, in local time. */
  readonly day: number;
  /** Hospital nearest to it by road, as a target. */
  readonly hospital: number;
}

/** San Francisco's receiving hospitals; the records name none, so a transport is taken to end at the nearest. */
const HOSPITALS: readonly LonLat[] = [
  [-122.405, 37.7557], [-122.4577, 37.7631], [-122.422, 37.7862], [-122.4207, 37.7479], [-122.4166, 37.7894], [-122.4428, 37.7827], [-122.4536, 37.7738], [-122.4092, 37.7955], [-122.5047, 37.7822],
];
/** Local midnight of the first day. */
export const FIRST_DAY = Date.UTC(2020, 3, 7, 7);
export const TRAIN_DAYS = 4;

/** Median of the drives that were measured over that of the same drives by the table, from the units' stations, on the training days. */
function learntPace({ table, posts, calls, homes, trainDays }: Pick<SfWeek, "table" | "posts" | "calls" | "homes" | "trainDays">): number {
  const [measured, modelled]: [number[], number[]] = [[], []];
  for (const { record, target, day } of calls) {
    for (const { unitId, unitType, responseAt, onSceneAt, repaired } of day < trainDays ? record.units : []) {
      const home = homes.get(unitId);
      if (unitType !== "ENGINE" || home === undefined || onSceneAt === null || repaired.response || repaired.onScene) continue;
      measured.push(onSceneAt - responseAt);
      modelled.push(driveMs(table, table.targets[posts[home]!]!, target));
    }
  }
  const median = (list: number[]): number => list.sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 1;
  return median(measured) / median(modelled);
}

/** Reads roads, stations and calls of the shared data. Calls without a place near a road are left out. `free`: times of free flow. */
export function readSfWeek(data: string, free = false): SfWeek {
  const { table: roads } = readSanFrancisco(readFileSync(join(data, EDGES_FILE), "utf8"));
  const graph = buildGraph(roads);
  const stations = readStations(readFileSync(join(data, STATIONS_FILE), "utf8"));
  const { calls } = readRecords(readFileSync(join(data, RECORDS_FILE), "utf8"));
  const targets = new TargetList();
  const posts = stations.map(({ point }) => targets.of(junctionNear(graph, point)));
  const hopTargets = targets.junctions.length;
  const hospitals = HOSPITALS.map((point) => targets.of(junctionNear(graph, point)));
  const placed = calls.flatMap((record) => {
    const junction = record.point === null ? -1 : junctionNear(graph, record.point);
    return junction < 0 ? [] : [{ record, target: targets.of(junction), day: Math.floor((record.receivedAt - FIRST_DAY) / DAY) }];
  });
  const table = roadsAsTable(graph, targets.junctions, hopTargets, roads.turns.length === 0 && roads.roads.every((road) => road.oneway === "no"));
  const nearest = (target: number): number => {
    const from = table.targets[target]!;
    return hospitals.reduce((best, hospital) => (driveMs(table, from, hospital) < driveMs(table, from, best) ? hospital : best));
  };
  const ids = stations.map(({ id }) => id);
  const homes = new Map([...homeStations(calls, ids)].map(([unit, station]) => [unit, ids.indexOf(station)]));
  const reached = placed.filter(({ target }) => driveMs(table, table.targets[0]!, target) >= 0).map((call) => ({ ...call, hospital: nearest(call.target) }));
  const slowed = free ? 1 : learntPace({ table, posts, calls: reached, homes, trainDays: TRAIN_DAYS });
  for (let i = 0; i < table.ms.length; i++) if (table.ms[i]! > 0) table.ms[i] = Math.round(table.ms[i]! * slowed);
  return { graph, table, stations: ids, posts, homes, calls: reached, trainDays: TRAIN_DAYS, days: 7, slowed };
}

/** What a unit's part of a call took after its arrival; a transport ends at the nearest hospital, and its drive is part of that. */
export function fateOf(week: SfWeek, { target, hospital }: SfCall, unit: UnitRecord, carries: boolean): UnitFate {
  const task = Math.max(0, unit.availableAt - (unit.onSceneAt ?? unit.responseAt));
  const drive = carries ? driveMs(week.table, week.table.targets[target]!, hospital) : 0;
  return { turnOutMs: 0, pace: 1_000, sceneMs: Math.max(0, task - drive), carryTo: carries ? hospital : -1, handoverMs: 0 };
}

/** Demand of the training days: one cell a place, as heavy as calls came from it, reached from a station within the time. */
export function trainedCover({ table, posts, calls, trainDays }: SfWeek, reachMs: number, accept: (call: SfCall) => boolean, busyFraction: number): SimCover {
  const weight = new Map<number, number>();
  for (const call of calls) if (call.day < trainDays && accept(call)) weight.set(call.target, (weight.get(call.target) ?? 0) + 1);
  const cells = [...weight.keys()];
  return {
    weights: [...weight.values()], busyFraction,
    reachedFromPost: posts.map((post) => Int32Array.from(cells.flatMap((target, cell) => (driveMs(table, table.targets[post]!, target) <= reachMs ? [cell] : [])))),
  };
}

/** Share of time in which `units` units were busy on the training days, from the records. */
export function trainedBusyFraction({ calls, trainDays }: SfWeek, kinds: readonly string[], accept: (call: SfCall) => boolean, unitsPerCall: number, units: number): number {
  let busy = 0;
  for (const call of calls) {
    if (call.day >= trainDays || !accept(call)) continue;
    for (const unit of call.record.units.filter(({ unitType }) => kinds.includes(unitType)).slice(0, unitsPerCall)) busy += unit.availableAt - unit.dispatchAt;
  }
  return Math.min(0.95, busy / (units * trainDays * 24 * HOUR));
}
