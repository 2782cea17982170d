import type { PlatformRow } from "@tocsin/contract/linkage/wire.ts";
import type { ResponsibilityRow } from "@tocsin/contract/linkage/responsibility.ts";
import { checkAgreement } from "./check-linkage.ts";
import { checkAll, checkUnique, type Known } from "./check-references.ts";
import type { FileFaults, Located } from "./fault.ts";

/** Platforms and their parties are each one, the parties known departments, and the items those of the list (LNK-02). */
export function checkPlatforms(rows: readonly Located<PlatformRow>[], known: Known, items: readonly Located<ResponsibilityRow>[], faults: FileFaults): void {
  checkUnique(rows, "id", ({ id }) => id, faults);
  const listed = new Set(items.map(({ value }) => value.item));
  const seen = new Map<string, string>();
  for (const { line, value } of rows) {
    checkAll(value.parties, known.agencies, "agency", line, "parties", faults);
    if (value.parties.includes("POLICE")) faults.add(line, "parties", "FIELD_CHOICE", "公安在本平台，不能列入", "the police work on this platform and cannot stand here");
    for (const item of Object.keys(value.services ?? {})) if (!listed.has(item)) faults.add(line, "services", "REFERENCE_UNKNOWN", `权责清单中没有 ${item}`, `the responsibility list has no item ${item}`);
    checkAgreement(value.agreement, line, faults);
    for (const party of value.parties) {
      const other = seen.get(party);
      if (other !== undefined) faults.add(line, "parties", "ID_TWICE", `${party} 已列在平台 ${other}`, `${party} stands at platform ${other} already`);
      seen.set(party, value.id);
    }
  }
}
