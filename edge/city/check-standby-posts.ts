import type { StandbyPostRow } from "@tocsin/contract/organisation/standby.ts";
import { type Known, checkAll, checkUnique } from "./check-references.ts";
import type { FileFaults, Located } from "./fault.ts";

/** A standby post lies in the area of an organisation and serves an agency; both exist (DSP-06). */
export function checkStandbyPosts(rows: readonly Located<StandbyPostRow>[], known: Known, faults: FileFaults): void {
  checkUnique(rows, "id", ({ id }) => id, faults);
  for (const { line, value } of rows) {
    checkAll([value.org], known.orgs, "org", line, "org", faults);
    checkAll([value.agency], known.agencies, "agency", line, "agency", faults);
  }
}
