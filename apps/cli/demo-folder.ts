import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cityTexts, writeCity } from "@tocsin/cities/city-files.ts";
import { demoCity } from "@tocsin/cities/generate.ts";
import { hashOf } from "@tocsin/kernel/canonical.ts";
import { DATA_DIR } from "./city-folder.ts";

export const DEMO_SEED = "lanjiang";

/** The folder of the demo city as it is generated now: another city never meets the records of an earlier one. */
export function demoFolder(fresh: boolean): { readonly home: string; readonly cityDir: string } {
  const city = demoCity(DEMO_SEED);
  const home = join(DATA_DIR, "demo", hashOf([...cityTexts(city)]).slice(0, 12));
  if (fresh) rmSync(home, { recursive: true, force: true });
  const cityDir = join(home, "city");
  if (!existsSync(join(cityDir, "city.yaml"))) writeCity(cityDir, city);
  return { home, cityDir };
}
