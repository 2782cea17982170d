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
    checkCustody(value, line, known, faults);
    for (const party of value.parties) {
      const other = seen.get(party);
      if (other !== undefined) faults.add(line, "parties", "ID_TWICE", `${party} 已列在平台 ${other}`, `${party} stands at platform ${other} already`);
      seen.set(party, value.id);
    }
  }
}

/** Another Tocsin has a name for each of its parties and for the police here, one for each, all of parties that are known (JNT-07). */
function checkCustody({ custody, parties }: PlatformRow, line: number, known: Known, faults: FileFaults): void {
  if (custody === undefined) return;
  checkAll(Object.keys(custody.names), { has: (code) => known.agencies.has(code) || known.orgs.has(code) }, "agency", line, "custody.names", faults);
  for (const party of [...parties, "POLICE"]) if (custody.names[party] === undefined) faults.add(line, "custody.names", "REFERENCE_UNKNOWN", `缺少 ${party} 在对方平台的编号`, `there is no name over there for ${party}`);
  const theirs = Object.values(custody.names);
  if (new Set(theirs).size < theirs.length) faults.add(line, "custody.names", "ID_TWICE", "对方平台的编号重复", "two parties have one name over there");
}
