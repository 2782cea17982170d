import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cellAt, demandGrid, type DemandGrid } from "@tocsin/engine/demand/demand-grid.ts";
import { demandHistory, type DemandHistory } from "@tocsin/engine/demand/demand-history.ts";
import { mergeCells, type DemandRegions } from "@tocsin/engine/demand/merge-cells.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import { DAY, HOUR } from "@tocsin/kernel/instant.ts";
import { randomStream } from "@tocsin/kernel/random.ts";
import { generateDemoCity } from "@tocsin/cities/generate.ts";
import { STANDARD_DIR } from "@tocsin/cities/standard-folder.ts";
import { loadCity } from "@tocsin/city/load-city.ts";
import { populationOf } from "../city-folder.ts";
import { Complaint } from "../complaint.ts";
import { readRecords } from "../replay-sf/records.ts";
import { callsOf } from "../world/calls.ts";

/** Calls for service with nothing but their time and place. */
export interface DemandCalls {
  readonly from: number;
  readonly days: number;
  readonly utcOffset: number;
  readonly bounds: DemandGrid["bounds"];
  readonly calls: readonly { readonly at: number; readonly point: LonLat }[];
}

/** What is counted: the cells of the area, merged, and the calls of each region by hour. */
export interface CountedCalls {
  readonly grid: DemandGrid;
  readonly regions: DemandRegions;
  readonly history: DemandHistory;
}

const SEED = "lanjiang";
const CALLS_PER_MINUTE = 2;
/** Monday 2026-01-05 00:00 in Shanghai. */
const DEMO_FROM = Date.UTC(2026, 0, 4, 16);

/** The real calls of San Francisco of seven days of April 2020. @throws Complaint when the file is not there. */
export function sanFranciscoCalls(file: string): DemandCalls {
  if (!existsSync(file)) throw new Complaint(`找不到文件 / no such file: ${file}`);
  const calls = readRecords(readFileSync(file, "utf8")).calls.flatMap(({ receivedAt, point }) => (point === null ? [] : [{ at: receivedAt, point }]));
  const lons = calls.map(({ point: [lon] }) => lon);
  const lats = calls.map(({ point: [, lat] }) => lat);
  return { from: Date.UTC(2020, 3, 7, 7), days: 7, utcOffset: -420, bounds: [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], calls };
}

/** How many of the world's calls are kept in an hour of the week: nights are quiet, Friday and Saturday evenings are not. */
function kept(hourOfWeek: number): number {
  const [weekday, hour] = [Math.floor(hourOfWeek / 24), hourOfWeek % 24];
  return (hour < 7 ? 0.35 : hour < 17 ? 0.7 : 0.9) * ((weekday === 4 || weekday === 5) && hour >= 18 ? 1.1 : 0.9);
}

/** Calls of the demo city's world over so many weeks, thinned by an hourly profile of its own (the world itself knows no hours). */
export function demoCalls(weeks: number): DemandCalls {
  const dir = mkdtempSync(join(tmpdir(), "tocsin-demand-"));
  try {
    generateDemoCity(dir, SEED);
    const loaded = loadCity(dir, { standardDir: STANDARD_DIR });
    if (!loaded.ok) throw new Complaint("演示城市有错误 / the demo city has faults");
    const { head, types } = loaded.city;
    const dice = randomStream(SEED, "hours");
    // Callers come from places of very unequal weight, as in every city.
    const scenes = populationOf(dir).scenes.filter((_, index) => index % 3 === 0 || dice.next() < 0.2);
    const calls: { at: number; point: LonLat }[] = [];
    for (const { at, point } of callsOf({ types: types.map((type) => ({ type })) }, scenes, DEMO_FROM, CALLS_PER_MINUTE, SEED)) {
      if (at >= DEMO_FROM + weeks * 7 * DAY) break;
      if (dice.next() < kept(Math.floor((at - DEMO_FROM) / HOUR) % 168)) calls.push({ at, point });
    }
    return { from: DEMO_FROM, days: weeks * 7, utcOffset: head.utcOffset, bounds: head.bounds as DemandGrid["bounds"], calls };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Puts calls into cells and merges those with fewer than five. */
export function countCalls({ from, days, utcOffset, bounds, calls }: DemandCalls, mostCells: number): CountedCalls {
  const grid = demandGrid(bounds, mostCells);
  const placed = calls.map(({ at, point }) => ({ at, cell: cellAt(grid, point) }));
  const counts = new Float64Array(grid.columns * grid.rows);
  for (const { at, cell } of placed) if (cell >= 0 && at >= from && at < from + days * DAY) counts[cell]! += 1;
  const regions = mergeCells(grid, counts);
  const history = demandHistory(placed.map(({ at, cell }) => ({ at, region: cell < 0 ? -1 : regions.regionOf[cell]! })), regions.cells.length, { from, days, utcOffset });
  return { grid, regions, history };
}
