import type { CityIndex } from "@tocsin/domain/decision.ts";
import type { NameOf } from "@tocsin/engine/recommend/reason-text.ts";
import type { CityPresent } from "../present/city-present.ts";

/** Agencies that are not among a city's partner departments. */
const OWN_AGENCIES: Readonly<Record<string, readonly [zh: string, en: string]>> = { POLICE: ["公安", "Police"], SITE_OPERATOR: ["场所单位", "Site operator"] };

/** Names for the codes in reasons: from the city's files, and from the records of the moment. */
export function namesOf(city: CityIndex, present: Pick<CityPresent, "openIncidents">): NameOf {
  const capabilities = new Map(city.city.capabilities.map((row) => [row.code, row]));
  return (kind, id, language) => {
    const pick = (row: { readonly nameZh: string; readonly nameEn: string } | undefined): string | undefined => (language === "zh" ? row?.nameZh : row?.nameEn);
    switch (kind) {
      case "CAPABILITY":
        return pick(capabilities.get(id)) ?? id;
      case "AGENCY":
        return pick(city.department.get(id)) ?? OWN_AGENCIES[id]?.[language === "zh" ? 0 : 1] ?? id;
      case "ORG":
        return pick(city.org.get(id)) ?? id;
      case "UNIT":
        return city.unit.get(id)?.callSign ?? id;
      case "INCIDENT":
        return present.openIncidents.get(id)?.no ?? id;
    }
  };
}
