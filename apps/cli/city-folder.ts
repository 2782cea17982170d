import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { STANDARD_DIR } from "@tocsin/cities/standard-folder.ts";
import { faultText } from "@tocsin/city/fault.ts";
import { loadCity } from "@tocsin/city/load-city.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { parsePlaces } from "@tocsin/places/place-file.ts";
import { type GraphOptions, type RoadGraph, buildGraph } from "@tocsin/roads/graph.ts";
import { hourlyRoads, type RoadsAt } from "@tocsin/roads/hourly-roads.ts";
import { parseRoadFiles } from "@tocsin/roads/road-file.ts";
import type { RoadTable } from "@tocsin/roads/road-table.ts";
import { driveCostsOf } from "@tocsin/roads/turn-costs.ts";
import type { Scene } from "./world/calls.ts";
import type { Crew } from "./world/shift.ts";
import { Complaint } from "./complaint.ts";

/** Where the platform keeps what it makes: `TOCSIN_DATA`, or `.data` beside the sources. */
export const DATA_DIR = process.env["TOCSIN_DATA"] ?? fileURLToPath(new URL("../../.data/", import.meta.url));

const textOf = (dir: string, file: string): string | undefined => (existsSync(join(dir, file)) ? readFileSync(join(dir, file), "utf8") : undefined);

/** Whether the folder has roads at all. */
export const hasRoads = (dir: string): boolean => existsSync(join(dir, "roads.csv"));

/** The roads of a city's folder. @throws Complaint when it has none that are sound. */
export function roadTableOf(dir: string): RoadTable {
  const { table, faults } = parseRoadFiles({ roads: textOf(dir, "roads.csv") ?? "", turns: textOf(dir, "turns.csv") });
  if (faults.length > 0) throw new Complaint(faults.slice(0, 20).map((fault) => `${fault.file}:${fault.line} ${fault.field} ${fault.message}`).join("\n"));
  return table;
}

/** The road graph of a city's folder; turns cost nothing unless it is said. @throws Complaint when it has none that is sound. */
export const graphOf = (dir: string, costs: Pick<GraphOptions, "turnCosts" | "startMs"> = {}): RoadGraph => buildGraph(roadTableOf(dir), costs);

/** Whether a city says itself how it is driven; otherwise the standard's guess of turns is not taken for a measurement. */
export const hasSpeeds = (dir: string): boolean => existsSync(join(dir, "speeds.yaml"));

/** @throws Complaint naming every fault. */
export function soundCity(dir: string): City {
  const loaded = loadCity(dir, { standardDir: STANDARD_DIR });
  if (!loaded.ok) throw new Complaint(loaded.faults.map((fault) => faultText(fault, "zh")).join("\n"));
  return loaded.city;
}

/** Where calls come from, and a city's crews. @throws Complaint naming every fault. */
export const populationOf = (dir: string): Population => population(dir, soundCity(dir));

/** What a simulated world needs of a city: its people, and its roads as they are driven at an instant. @throws Complaint naming every fault. */
export function worldOf(dir: string, city: City = soundCity(dir)): Population & { readonly roadsAt: RoadsAt } {
  return { ...population(dir, city), roadsAt: hourlyRoads(graphOf(dir, driveCostsOf(city.speeds)), city.speeds, city.head.utcOffset) };
}

interface Population {
  readonly scenes: Scene[];
  readonly crews: Crew[];
}

function population(dir: string, city: City): Population {
  const { places } = parsePlaces(textOf(dir, "places.csv") ?? "");
  const outdoors = places.filter((place) => place.kind === "ADDRESS" || place.kind === "INTERSECTION" || place.kind === "POI");
  // Premises draw more than their share of calls: many people are there.
  const busy = city.premises.flatMap((premise) =>
    Array.from({ length: 6 }, () => ({ id: premise.id, name: premise.nameZh, point: [premise.lon, premise.lat] as const, premiseId: premise.id })),
  );
  return {
    scenes: [...outdoors.map((place) => ({ id: place.id, name: place.name, point: place.point, premiseId: null })), ...busy],
    crews: city.units.map((unit) => ({ unitId: unit.id, home: [unit.lon, unit.lat] as const })),
  };
}
