import type { OrgUnit } from "@tocsin/contract/organisation/city.ts";
import type { CityIndex } from "../decision.ts";
import { chainOf } from "./chain.ts";

const districtOf = (city: CityIndex, path: string): OrgUnit | null => chainOf(city, path).find((org) => org.level === "DISTRICT") ?? null;

/** The districts that lend to the district of a place, where that district governs itself (ORG-04); empty elsewhere. */
export function lendersFor(city: CityIndex, placePath: string): readonly OrgUnit[] {
  const district = districtOf(city, placePath);
  if (district?.governance !== "REGIONAL") return [];
  return city.city.mutualAid.flatMap(({ org, lender }) => (org === district.id && lender !== null ? (city.org.get(lender) ?? []) : []));
}

/** The district that lends a unit to a place; null for a unit of the place's own district, of the city, or without a link. */
export function lenderOf(city: CityIndex, placePath: string, unitPath: string): OrgUnit | null {
  const home = districtOf(city, unitPath);
  return home === null ? null : (lendersFor(city, placePath).find((org) => org.id === home.id) ?? null);
}

/** Desks outside the city that help the place's district or the city. */
export function outsideDesks(city: CityIndex, placePath: string) {
  const orgs = new Set(chainOf(city, placePath).map(({ id }) => id));
  return city.city.mutualAid.flatMap(({ org, lender, nameZh, nameEn, contact }) => (lender === null && orgs.has(org) ? [{ nameZh, nameEn, contact }] : []));
}
