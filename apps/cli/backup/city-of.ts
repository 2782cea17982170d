import { STANDARD_DIR } from "@tocsin/cities/standard-folder.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { loadServedCity } from "@tocsin/server/load-served-city.ts";
import { needed } from "../arguments.ts";

/** The city whose data it is about. @throws FaultyCity */
export const cityOf = (dir: string | undefined): City => loadServedCity(needed("--city", dir), STANDARD_DIR).index.city;
