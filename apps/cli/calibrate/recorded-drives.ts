import { distanceM, isLonLat, type LonLat } from "@tocsin/kernel/geo.ts";
import { Complaint } from "../complaint.ts";
import { readCsvRows } from "../csv-rows.ts";
import type { CallRecord } from "../replay-sf/records.ts";
import { homeStations } from "../replay-sf/sf-units.ts";

/** A drive as it was recorded: from where to where, when it began (ms UTC), and how long it took. */
export interface DriveRecord {
  readonly at: number;
  readonly from: LonLat;
  readonly to: LonLat;
  readonly takenS: number;
}

/** Shorter is a slip of the button, longer no drive to an emergency. */
const [LEAST_S, MOST_S] = [20, 1_800];
/** Faster than this as the crow flies, and it did not start where it is said to. */
const MOST_KMH = 110;
/** Longer under way than three minutes and slower than this as the crow flies: it came from elsewhere, or the button was pressed late. */
const [LEAST_KMH, SLOW_FROM_S] = [8, 180];

/** The drives that can be what they are said to be; what is left out is told by the record alone, never by what a model makes of it. */
export function soundDrives(drives: readonly DriveRecord[]): DriveRecord[] {
  return drives.filter(({ from, to, takenS }) => {
    const kmh = (distanceM(from, to) * 3.6) / takenS;
    return takenS >= LEAST_S && takenS <= MOST_S && kmh <= MOST_KMH && (takenS <= SLOW_FROM_S || kmh >= LEAST_KMH);
  });
}

/** `at,from_lon,from_lat,to_lon,to_lat,travel_s` with a header, `at` being an ISO instant. @throws Complaint naming line and column */
export function readDrives(file: string): DriveRecord[] {
  return readCsvRows(file).map((row, i) => {
    const number = (column: string): number => Number(row[column] || Number.NaN);
    const [from, to]: [LonLat, LonLat] = [[number("from_lon"), number("from_lat")], [number("to_lon"), number("to_lat")]];
    for (const [name, point] of [["from_lon, from_lat", from], ["to_lon, to_lat", to]] as const) if (!isLonLat(point)) throw new Complaint(`${file}:${i + 2} ${name}: 不是坐标 / not a coordinate`);
    const at = Date.parse(row["at"] ?? "");
    if (Number.isNaN(at)) throw new Complaint(`${file}:${i + 2} at: 不是时间 / not an instant: ${row["at"]}`);
    const takenS = number("travel_s");
    if (!(takenS >= 0)) throw new Complaint(`${file}:${i + 2} travel_s: 不是秒数 / not a number of seconds: ${row["travel_s"]}`);
    return { at, from, to, takenS };
  });
}

/**
 * Drives of San Francisco's engines to calls, from the stations where they stand, in the order of the calls. Whether one really stood
 * there the records do not tell. Times that were repaired are left out.
 */
export function engineDrives(calls: readonly CallRecord[], stations: readonly { readonly id: string; readonly point: LonLat }[]): DriveRecord[] {
  const homes = homeStations(calls, stations.map(({ id }) => id));
  const at = new Map(stations.map(({ id, point }) => [id, point]));
  return calls.flatMap(({ point, units }) => (point === null ? [] : units.flatMap((unit): DriveRecord[] => {
    const from = at.get(homes.get(unit.unitId) ?? "");
    if (unit.unitType !== "ENGINE" || from === undefined || unit.onSceneAt === null || unit.repaired.response || unit.repaired.onScene) return [];
    return [{ at: unit.responseAt, from, to: point, takenS: (unit.onSceneAt - unit.responseAt) / 1_000 }];
  })));
}
