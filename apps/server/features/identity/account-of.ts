import type { AccountRow } from "@tocsin/contract/organisation/city.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import type { AccountData } from "@tocsin/identity/accounts.ts";

/** A row of `accounts.yaml` as the sign-in knows it: grants by path. */
export function accountOf(row: AccountRow, city: CityIndex): AccountData {
  const path = (org: string): string => city.org.get(org)?.path ?? org;
  const grants = row.grants.map(({ role, org }) => ({ role, orgPath: path(org) }));
  return {
    id: row.id, name: row.name, orgPath: grants[0]?.orgPath ?? "", grants, lang: "zh-CN",
    ...(row.unit === undefined ? {} : { unitId: row.unit }),
  };
}
