import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { writeCityFromRoads, type StationSite } from "@tocsin/cities/from-roads.ts";
import { readSanFrancisco } from "@tocsin/roads/sf.ts";
import { Complaint } from "../complaint.ts";
import type { CallRecord } from "./records.ts";
import { sanFranciscoUnits } from "./sf-units.ts";

/** The files of the shared data that the replay reads. */
export const RECORDS_FILE = "incidents/sf_fire_calls_2020-04-07_13.csv";
export const EDGES_FILE = "roads/san_francisco/sf_edges.csv";
export const STATIONS_FILE = "roads/san_francisco/sf_fire_stations_osm.csv";

/** Where the real data is, which is no part of the project: `TOCSIN_SHARED`, or `../shared` beside it. @throws Complaint when it is absent. */
export function dataFolder(): string {
  const shared = process.env["TOCSIN_SHARED"] ?? fileURLToPath(new URL("../../../../shared/", import.meta.url));
  const data = join(shared, "data");
  if (!existsSync(join(data, RECORDS_FILE))) throw new Complaint(`找不到真实数据 ${RECORDS_FILE},请用 TOCSIN_SHARED 指明 / the real data is not in ${shared}; say where it is by TOCSIN_SHARED`);
  return data;
}

/** Minutes from UTC in April. */
export const SF_UTC_OFFSET = -420;

/** As many districts as the department has battalions. */
const BATTALIONS = 10;

/** Id, names and place of each station, by number. */
export function readStations(text: string): StationSite[] {
  const rows = parse(text, { columns: true, bom: true }) as Record<string, string>[];
  return rows
    .map((row) => ({ id: row["station"] ?? "", nameZh: `${row["station"]} 号消防站`, nameEn: `Station ${row["station"]}`, point: [Number(row["lon"]), Number(row["lat"])] as const }))
    .sort((a, b) => Number(a.id) - Number(b.id));
}

/** Makes San Francisco's streets and 45 fire stations a city, with the units that the records name. @throws Complaint on unreadable streets. */
export function writeSanFrancisco(data: string, dir: string, calls: readonly CallRecord[]): ReturnType<typeof writeCityFromRoads> {
  const streets = readSanFrancisco(readFileSync(join(data, EDGES_FILE), "utf8"));
  if (streets.faults.length > 0) throw new Complaint(streets.faults.slice(0, 10).map((fault) => `${fault.file}:${fault.line} ${fault.field} ${fault.message}`).join("\n"));
  return writeCityFromRoads(dir, {
    id: "san-francisco", nameZh: "旧金山", nameEn: "San Francisco", utcOffset: SF_UTC_OFFSET,
    attribution: "Streets: City of San Francisco, DataSF (PDDL). Stations: © OpenStreetMap contributors, ODbL",
    roads: streets.table, places: streets.places,
    districts: BATTALIONS, stations: readStations(readFileSync(join(data, STATIONS_FILE), "utf8")), postsPerStation: 0, siteGroups: 0,
    service: { agency: "FIRE", kind: "FIRE_STATION" },
    units: (orgs) => sanFranciscoUnits(calls, orgs),
  });
}
