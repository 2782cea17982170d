import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cityTexts, platformsText, writeCity, type CityData } from "@tocsin/cities/city-files.ts";
import { besideNeighbour, LANJIANG, neighbourCity, ZHUKOU } from "@tocsin/cities/demo/neighbour.ts";
import { demoSharing } from "@tocsin/cities/demo/sharing.ts";
import { demoCity } from "@tocsin/cities/generate.ts";
import { hashOf } from "@tocsin/kernel/canonical.ts";
import { dayText } from "@tocsin/kernel/instant.ts";
import { DATA_DIR } from "../city-folder.ts";

export const DEMO_SEED = "lanjiang";

/** Where one demo city and its records lie. */
export interface DemoFolder {
  readonly home: string;
  readonly cityDir: string;
}

/** A home by what is generated now: another city never meets the records of an earlier one. Days of agreements are of the first start, and no part of it. */
function homeOf(cities: readonly CityData[], fresh: boolean): string {
  const home = join(DATA_DIR, "demo", hashOf(cities.map((city) => [...cityTexts(city)])).slice(0, 12));
  if (fresh) rmSync(home, { recursive: true, force: true });
  return home;
}

function written(home: string, city: CityData): DemoFolder {
  const cityDir = join(home, "city");
  if (!existsSync(join(cityDir, "city.yaml"))) writeCity(cityDir, city);
  return { home, cityDir };
}

const today = (): string => dayText(Date.now());
const dated = (city: CityData): CityData => ({ ...city, sharing: demoSharing(today()) });

/** The folder of the demo city as it is generated now. */
export function demoFolder(fresh: boolean): DemoFolder {
  const city = demoCity(DEMO_SEED);
  return written(homeOf([city], fresh), dated(city));
}

/** The demo city and its small neighbour, each with what it has agreed with the other (JNT-07). `urls`: where they are served this time. */
export function neighbourFolders(fresh: boolean, urls: { readonly here: string; readonly there: string }): { readonly here: DemoFolder; readonly there: DemoFolder } {
  const city = demoCity(DEMO_SEED);
  const small = neighbourCity(city);
  const home = homeOf([city, small], fresh);
  const both = [
    { home, city: besideNeighbour(dated(city), ZHUKOU, LANJIANG, { url: urls.there, today: today() }) },
    { home: join(home, "neighbour"), city: besideNeighbour(small, LANJIANG, ZHUKOU, { url: urls.here, today: today() }) },
  ];
  const [here, there] = both.map((each) => {
    const folder = written(each.home, each.city);
    // Ports differ from start to start.
    writeFileSync(join(folder.cityDir, "platforms.yaml"), platformsText(each.city));
    return folder;
  }) as [DemoFolder, DemoFolder];
  return { here, there };
}
