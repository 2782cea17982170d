import type { ReserveRow } from "@tocsin/contract/organisation/reserve.ts";
import { type Known, checkAll, checkUnique } from "./check-references.ts";
import type { FileFaults, Located } from "./fault.ts";

/** Everything that a reserve names exists, and no unit is in two of them (CMD-10). */
export function checkReserves(rows: readonly Located<ReserveRow>[], posts: ReadonlySet<string>, known: Known, faults: FileFaults): void {
  checkUnique(rows, "id", ({ id }) => id, faults);
  const taken = new Map<string, number>();
  for (const { line, value } of rows) {
    checkAll([value.home], known.orgs, "org", line, "home", faults);
    checkAll([value.staging], posts, "post", line, "staging", faults);
    checkAll(value.units, known.units, "unit", line, "units", faults);
    checkAll([value.coverCapability], known.capabilities, "capability", line, "cover_capability", faults);
    for (const unit of value.units) {
      const earlier = taken.get(unit);
      if (earlier !== undefined) faults.add(line, "units", "ID_TWICE", `${unit} 已在第 ${earlier} 行的机动力量`, `${unit} is in the reserve of line ${earlier} already`);
      taken.set(unit, line);
    }
  }
}
