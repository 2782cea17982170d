import type { CityView } from "@tocsin/contract/views.ts";
import type { IncidentTypeRow, OrgUnitRow, OutcomeRow } from "@tocsin/contract/organisation/city.ts";
import { nameIn, wordIn, type Lang } from "../language/words.ts";

export type OrgWithPath = OrgUnitRow & { readonly path: string };

/** What the console knows of its city, with look-ups. */
export interface CityIndex {
  readonly city: CityView;
  readonly typeByCode: ReadonlyMap<string, IncidentTypeRow>;
  readonly orgByPath: ReadonlyMap<string, OrgWithPath>;
  readonly orgById: ReadonlyMap<string, OrgWithPath>;
  readonly outcomeByCode: ReadonlyMap<string, OutcomeRow>;
  readonly agencyNames: ReadonlyMap<string, { readonly nameZh: string; readonly nameEn: string }>;
}

export function indexCity(city: CityView): CityIndex {
  return {
    city,
    typeByCode: new Map(city.types.map(({ type }) => [type.code, type])),
    orgByPath: new Map(city.orgs.map((org) => [org.path, org])),
    orgById: new Map(city.orgs.map((org) => [org.id, org])),
    outcomeByCode: new Map(city.outcomes.map((outcome) => [outcome.code, outcome])),
    agencyNames: new Map(city.departments.map((department) => [department.code, department])),
  };
}

/** Name of a type, or nothing when the incident has none yet. */
export function typeName(index: CityIndex, code: string | null, lang: Lang): string | null {
  if (code === null) return null;
  const type = index.typeByCode.get(code);
  return type ? nameIn(lang, type) : code;
}

export function orgName(index: CityIndex, path: string, lang: Lang): string {
  const org = index.orgByPath.get(path) ?? index.orgById.get(path);
  return org ? nameIn(lang, org) : path;
}

/** No department, and so in none of the city's rows. */
const POLICE = "POLICE";

export function agencyName(index: CityIndex, code: string, lang: Lang): string {
  const named = index.agencyNames.get(code);
  return named ? nameIn(lang, named) : code === POLICE ? wordIn(lang, "agency.POLICE") : code;
}
