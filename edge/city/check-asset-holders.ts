import { assetIdOf, type AssetHolderRow } from "@tocsin/contract/governance/asset-holder.ts";
import type { OrgUnitRow } from "@tocsin/contract/organisation/city.ts";
import { firstLayout } from "@tocsin/domain/layouts/first-layout.ts";
import type { Area } from "./area-file.ts";
import { checkAll, checkUnique, type Known } from "./check-references.ts";
import type { FileFaults, Located } from "./fault.ts";

/** What of the city's other files somebody can answer for, by the keys of their rows. */
interface Answerable {
  /** Premises with a known danger. */
  readonly hazards: ReadonlySet<string>;
  readonly standbyPosts: ReadonlySet<string>;
  readonly areas: readonly Located<Area>[];
  readonly orgs: readonly Located<OrgUnitRow>[];
}

const valuesOf = <T>(rows: readonly Located<T>[]): T[] => rows.map(({ value }) => value);

/** Each stands once, so that no two answer for one thing; what it is and who answers exist (GOV-06). */
export function checkAssetHolders(rows: readonly Located<AssetHolderRow>[], { hazards, standbyPosts, areas, orgs }: Answerable, known: Known, faults: FileFaults): void {
  checkUnique(rows, "asset", ({ asset }) => asset, faults);
  const assets = new Set([
    ...[...hazards].map((id) => assetIdOf("PLACE", id)), ...[...standbyPosts].map((id) => assetIdOf("POST", id)),
    ...firstLayout({ areas: valuesOf(areas), orgs: valuesOf(orgs) }).map(({ id }) => assetIdOf("AREA", id)),
  ]);
  for (const { line, value: { asset, party } } of rows) {
    checkAll([asset], assets, "asset", line, "asset", faults);
    if (party === "POLICE") faults.add(line, "party", "FIELD_CHOICE", "公安整体不能作责任单位，请写具体单位", "the police as a whole answer for nothing; name the organisation");
    else checkAll([party], { has: (code) => known.orgs.has(code) || known.agencies.has(code) }, "party", line, "party", faults);
  }
}
