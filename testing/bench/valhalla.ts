import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import type { RoadTable } from "@tocsin/roads/road-table.ts";
import { roadPbf } from "./road-pbf.ts";

/** The part of Valhalla's package that is used; it is installed for the benchmark only, so its types are not at hand. */
interface ValhallaPackage {
  readonly Actor: new (config: Config) => { matrix(query: string): Promise<string> };
  readonly getConfig: (options: { readonly tileDir: string; readonly tileExtract: string }) => Promise<Config>;
  readonly VALHALLA_VERSION: string;
}
interface Config {
  [key: string]: unknown;
  mjolnir: Record<string, unknown>;
  thor: Record<string, unknown>;
  service_limits: { auto: Record<string, unknown> } & Record<string, unknown>;
}

export type MatrixAlgorithm = "costmatrix" | "timedistancematrix";

/** Seconds from every source to every target as Valhalla says: the whole of its answer as text. */
export type Matrix = (sources: readonly LonLat[], targets: readonly LonLat[]) => Promise<string>;

export interface Valhalla {
  readonly version: string;
  readonly matrix: (algorithm: MatrixAlgorithm) => Matrix;
}

const PACKAGE = fileURLToPath(new URL("./node_modules/@valhallajs/valhallajs/", import.meta.url));
const place = ([lon, lat]: LonLat) => ({ lon, lat });

/** Builds Valhalla's tiles from the roads. Null with a word why, where the package or what it needs is not there. */
export async function buildValhalla(table: RoadTable, folder: string): Promise<Valhalla | string> {
  if (!existsSync(PACKAGE)) return "Valhalla is not installed (npm run bench installs it)";
  try {
    const { Actor, getConfig, VALHALLA_VERSION } = (await import(`${PACKAGE}index.mjs`)) as ValhallaPackage;
    mkdirSync(join(folder, "tiles"), { recursive: true });
    const config = await getConfig({ tileDir: join(folder, "tiles"), tileExtract: join(folder, "none.tar") });
    delete config.mjolnir["tile_extract"];
    config.service_limits.auto["max_matrix_location_pairs"] = 100_000;
    config.service_limits.auto["max_locations"] = 1_000;
    writeFileSync(join(folder, "config.json"), JSON.stringify(config));
    writeFileSync(join(folder, "roads.osm.pbf"), roadPbf(table));
    const builder = join(PACKAGE, process.platform, process.arch, "valhalla_build_tiles");
    const built = spawnSync(builder, ["-c", join(folder, "config.json"), join(folder, "roads.osm.pbf")], { encoding: "utf8" });
    if (built.status !== 0) return `Valhalla could not build its tiles: ${(built.stderr || built.stdout || String(built.error)).slice(-300)}`;
    return {
      version: VALHALLA_VERSION,
      matrix: (algorithm) => {
        const actor = new Actor({ ...config, thor: { ...config.thor, source_to_target_algorithm: algorithm } });
        return (sources, targets) => actor.matrix(JSON.stringify({ sources: sources.map(place), targets: targets.map(place), costing: "auto" }));
      },
    };
  } catch (error) {
    return `Valhalla does not start: ${error instanceof Error ? error.message : String(error)}`;
  }
}
