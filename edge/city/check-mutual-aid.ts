import type { OrgLevel } from "@tocsin/contract/organisation/city.ts";
import type { MutualAidRow } from "@tocsin/contract/organisation/mutual-aid.ts";
import { checkUnique } from "./check-references.ts";
import type { FileFaults, Located } from "./fault.ts";

/** A district is helped by another district, or by a city with a name and a telephone; the city only by other cities (ORG-04). */
export function checkMutualAid(rows: readonly Located<MutualAidRow>[], levels: ReadonlyMap<string, OrgLevel>, faults: FileFaults): void {
  checkUnique(rows, "lender", ({ org, lender, nameZh }) => `${org} ${lender ?? nameZh}`, faults);
  for (const { line, value } of rows) {
    const { org, lender } = value;
    const level = levels.get(org);
    if (level !== "DISTRICT" && level !== "CITY") faults.add(line, "org", "ORG_NOT_DISTRICT", `${org} 不是区县,也不是市局`, `${org} is neither a district nor the city`);
    if (lender === null) {
      for (const [field, text] of [["name_zh", value.nameZh], ["name_en", value.nameEn], ["contact", value.contact]] as const) {
        if (text === "") faults.add(line, field, "FIELD_MISSING", "外市支援须写明名称和联系电话", "is empty: another city needs its name and telephone");
      }
    } else if (level === "CITY" || lender === org || levels.get(lender) !== "DISTRICT") {
      faults.add(line, "lender", "ORG_NOT_DISTRICT", `${lender} 不是另一个区县`, `${lender} is not another district`);
    }
  }
}
