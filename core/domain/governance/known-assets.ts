import type { AssetKind } from "@tocsin/contract/governance/asset.ts";
import { assetIdOf } from "@tocsin/contract/governance/asset-holder.ts";
import type { Point } from "@tocsin/contract/place.ts";
import type { CityIndex, Context } from "../decision.ts";
import { firstLayout } from "../layouts/first-layout.ts";
import { chainOf, cityPath } from "../organisation/chain.ts";

/** What a file of the city knows and for which somebody has to answer. */
export interface KnownAsset {
  readonly id: string;
  readonly kind: AssetKind;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly point: Point | null;
  /** Of the organisation that has it by the file; null: whoever polices the point. */
  readonly org: string | null;
}

/** Premises with a known danger, the areas, and the standby posts of a city's folder (GOV-06). */
export function knownAssets({ city, premise }: Pick<CityIndex, "city" | "premise">): KnownAsset[] {
  const dangerous = [...new Set(city.hazards.map((hazard) => hazard.premise))].flatMap((id) => premise.get(id) ?? []);
  return [
    ...dangerous.map(({ id, nameZh, nameEn, lon, lat }) => ({ id: assetIdOf("PLACE", id), kind: "PLACE" as const, nameZh, nameEn, point: { lon, lat }, org: null })),
    ...firstLayout(city).map(({ id, nameZh, nameEn, org }) => ({ id: assetIdOf("AREA", id), kind: "AREA" as const, nameZh, nameEn, point: null, org })),
    ...city.standbyPosts.map(({ id, nameZh, nameEn, lon, lat, org }) => ({ id: assetIdOf("POST", id), kind: "POST" as const, nameZh, nameEn, point: { lon, lat }, org })),
  ];
}

/** The path of whoever looks after it: the organisation of the file, else the one whose area the point is in, else the city. */
export function areaOf({ org, point }: Pick<KnownAsset, "org" | "point">, { city, jurisdiction }: Pick<Context, "city" | "jurisdiction">): string {
  const own = org === null ? undefined : city.org.get(org);
  return own?.path ?? (point === null ? cityPath(city) : jurisdiction(point).orgPath);
}

/** To whom it is likely to go: the station of the area, or what stands above where there is none; a post has no desk that could sign. */
export const likelyParty = (area: string, city: CityIndex): string | null => chainOf(city, area).filter(({ level }) => level === "CITY" || level === "DISTRICT" || level === "STATION").at(-1)?.id ?? null;
