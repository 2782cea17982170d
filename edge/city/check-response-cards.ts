import { UNIT_KINDS, type IncidentTypeRow } from "@tocsin/contract/organisation/city.ts";
import type { ResponseCardRow } from "@tocsin/contract/organisation/response-card.ts";
import { checkAll, type Known } from "./check-references.ts";
import type { FileFaults, Located } from "./fault.ts";

const TIERS = [1, 3, 5] as const;

/** Cards name types, kinds and capabilities that exist, and a type read by ECHELON has a slot in each tier (DSP-05). */
export function checkResponseCards(rows: readonly Located<ResponseCardRow>[], types: readonly Located<IncidentTypeRow>[], known: Known, faults: FileFaults): void {
  const kinds = new Set<string>(UNIT_KINDS);
  for (const { line, value } of rows) {
    checkAll([value.type], known.types, "type", line, "type", faults);
    checkAll(value.kinds, kinds, "kind", line, "kinds", faults);
    checkAll(value.capabilities, known.capabilities, "capability", line, "capabilities", faults);
  }
  for (const { value: type } of types) {
    if (type.rapid !== "ECHELON") continue;
    const card = rows.filter(({ value }) => value.type === type.code && (value.level === "P1" || value.level === "ALL"));
    const missing = TIERS.filter((tier) => !card.some(({ value }) => value.echelon === tier)).join(", ");
    if (missing !== "") faults.add(card[0]?.line ?? 1, "echelon", "MATRIX_INCOMPLETE", `${type.code} 按梯队读秒,缺少梯队:${missing}`, `${type.code} is read by tiers and has no slot of tier ${missing}`);
  }
}
