import { type AssetHolderRow, assetIdOf } from "@tocsin/contract/governance/asset-holder.ts";
import type { HazardRow, PremiseRow } from "@tocsin/contract/organisation/city.ts";
import type { StandbyPostRow } from "@tocsin/contract/organisation/standby.ts";
import type { BuiltCity } from "./built-city.ts";
import type { OrgPlan } from "./organisation.ts";
import type { PlacedPremise } from "./premises.ts";

/** Trades that a department looks after; for every other place its station answers. */
const OF_TRADE: Readonly<Partial<Record<PremiseRow["kind"], string>>> = {
  FACTORY: "EMERGENCY", FUEL: "EMERGENCY", MARKET: "MARKET", SCHOOL: "EDU", HOSPITAL: "EMS", METRO: "RAIL", PORT: "MARITIME", VENUE: "CULTURE_TOURISM", RESIDENTIAL: "HOUSING",
};
const SIGNED = "岚江市安全责任清单";
/** So many places have nobody yet, so that the list of those is seen. */
const NOBODY = 5;

interface Ground {
  readonly premises: readonly PlacedPremise[];
  readonly hazards: readonly HazardRow[];
  readonly standbyPosts: readonly StandbyPostRow[];
}

/** Who answers for the demo city's dangerous places, areas and standby posts by a list that was signed before the register (GOV-06). */
export function drawAssetHolders(built: BuiltCity, { districts, stations, posts, lines }: OrgPlan, { premises, hazards, standbyPosts }: Ground): AssetHolderRow[] {
  const { stationOf } = built.jurisdictions;
  const orgs = new Map([...districts, ...stations, ...posts, ...lines].map(({ row }) => [row.id, row]));
  // A post has no desk that could sign, and a fire station's is that of its service.
  const deskOf = (id: string): string => {
    const org = orgs.get(id)!;
    return org.level === "POST" || (org.parent !== null && org.level === "STATION" && org.kind !== "POLICE_STATION") ? org.parent! : id;
  };
  const dangerous = new Set(hazards.map(({ premise }) => premise));
  const places = premises.filter(({ row }) => dangerous.has(row.id));
  const nobody = new Set(built.dice("asset-holders").shuffle(places).slice(0, NOBODY));
  const held = (asset: string, party: string): AssetHolderRow => ({ asset, party, signed: SIGNED });
  return [
    ...places.filter((place) => !nobody.has(place)).map(({ row, cell }) => held(assetIdOf("PLACE", row.id), OF_TRADE[row.kind] ?? stations[stationOf[cell]!]!.row.id)),
    ...[...districts, ...stations, ...posts].map(({ row }) => held(assetIdOf("AREA", row.id), deskOf(row.id))),
    ...standbyPosts.map(({ id, org }) => held(assetIdOf("POST", id), deskOf(org))),
  ];
}
