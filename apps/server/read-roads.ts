import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseRoadFiles } from "@tocsin/roads/road-file.ts";

/** The text of a city's file; undefined when it has none. */
export function cityText(dir: string, name: string): string | undefined {
  try {
    return readFileSync(join(dir, name), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** `roads.csv` and `turns.csv` with their faults; null in a city without roads. */
export function readRoads(dir: string): ReturnType<typeof parseRoadFiles> | null {
  const roads = cityText(dir, "roads.csv");
  return roads === undefined ? null : parseRoadFiles({ roads, turns: cityText(dir, "turns.csv") });
}
