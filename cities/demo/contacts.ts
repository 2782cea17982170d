import type { ContactRow, OrgUnitRow } from "@tocsin/contract/organisation/city.ts";
import type { RandomStream } from "@tocsin/kernel/random.ts";

/** When each site group's contact was last checked, some weeks before the city's first day: the monthly check goes on in the living city (DSP-10). */
export function drawContacts(groups: readonly OrgUnitRow[], random: RandomStream): ContactRow[] {
  return groups.map(({ id }): ContactRow => ({ org: id, verifiedAt: `2025-11-${String(random.integer(1, 28)).padStart(2, "0")}`, consentAt: "2025-09-01" }));
}
