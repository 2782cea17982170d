import type { OrgUnitRow } from "@tocsin/contract/organisation/city.ts";
import type { BuiltCity } from "./built-city.ts";
import type { OrgPlan } from "./organisation.ts";
import type { PlacedPremise } from "./premises.ts";

/** Kinds whose premises form a site group first (DSP-10). */
const ORDER = ["SCHOOL", "HOSPITAL", "METRO", "MALL", "STATION", "VENUE", "PORT", "MARKET", "FUEL", "FACTORY", "HOTEL", "OTHER"] as const;
export const SITE_GROUPS = 400;

/** The minimum response units: an organisation under the post of its premise, and the premise that now names it. */
export function drawSiteGroups(built: BuiltCity, orgs: OrgPlan, premises: readonly PlacedPremise[]): { readonly groups: OrgUnitRow[]; readonly premises: PlacedPremise[] } {
  const { postOf } = built.jurisdictions;
  const chosen = new Set(ORDER.flatMap((kind) => premises.filter(({ row }) => row.kind === kind)).slice(0, SITE_GROUPS));
  const perPost = new Map<string, number>();
  const groups: OrgUnitRow[] = [];
  const named = premises.map((premise): PlacedPremise => {
    if (!chosen.has(premise)) return premise;
    const post = orgs.posts[postOf[premise.cell]!]!.row;
    const number = (perPost.get(post.id) ?? 0) + 1;
    perPost.set(post.id, number);
    const { nameZh, nameEn, lon, lat } = premise.row;
    const id = `M${post.id.slice(1)}${String(number).padStart(2, "0")}`;
    groups.push({ id, parent: post.id, level: "MRU", kind: "SITE_GROUP", nameZh: `${nameZh}应急单元`, nameEn: `${nameEn} site group`, setting: post.setting, governance: post.governance, agency: "SITE_OPERATOR", adminCode: post.adminCode, lon, lat });
    return { ...premise, row: { ...premise.row, mru: id } };
  });
  return { groups, premises: named };
}
