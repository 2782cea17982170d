import { ORG_LEVELS, type OrgUnit } from "@tocsin/contract/organisation/city.ts";
import type { CityIndex } from "../decision.ts";

/** The organisations from the city down to `path`, as far as they are known. */
export function chainOf(city: CityIndex, path: string): OrgUnit[] {
  const ids = path.split(".");
  return ids.flatMap((_, i) => city.orgByPath.get(ids.slice(0, i + 1).join(".")) ?? []);
}

/** The deepest known organisation on a path. */
export const orgAt = (city: CityIndex, path: string): OrgUnit | null => chainOf(city, path).at(-1) ?? null;

/** 0 = the city; the higher the number, the lower the level. An organisation that is not known ranks last. */
export function rankOf(city: CityIndex, path: string): number {
  const level = orgAt(city, path)?.level;
  return level === undefined ? ORG_LEVELS.length : ORG_LEVELS.indexOf(level);
}

/** The path of the city itself. */
export function cityPath(city: CityIndex): string {
  const root = city.city.orgs.find((org) => org.level === "CITY");
  if (root === undefined) throw new Error("a loaded city has a CITY organisation");
  return root.path;
}
