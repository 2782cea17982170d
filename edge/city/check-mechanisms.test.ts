import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Mechanisms } from "@tocsin/contract/organisation/mechanism.ts";
import { checkMechanisms } from "./check-mechanisms.ts";
import { type Fault, FileFaults } from "./fault.ts";
import { readObject } from "./yaml-file.ts";

const FILE = readFileSync(new URL("../../cities/standard/mechanisms.yaml", import.meta.url), "utf8");

/** What is found when one piece of the standard file is exchanged. */
function faults(from = "", to = ""): string[] {
  assert.ok(FILE.includes(from), from);
  const all: Fault[] = [];
  const own = new FileFaults("mechanisms.yaml", all);
  const read = readObject(FILE.replace(from, to), Mechanisms, own);
  if (read !== null) checkMechanisms(read.value, read.file, own);
  return all.map(({ field, code }) => `${field} ${code}`);
}

test("ORG-05: a second LEAD, a missing MAIN, a code twice, an unknown tag, and work or a report without one are named", () => {
  assert.deepEqual(faults(), []);
  assert.deepEqual(faults("code: PREVENTION, tier: MAIN", "code: PREVENTION, tier: LEAD"), ["mechanisms MECHANISM_COUNT", "mechanisms MECHANISM_COUNT"]);
  assert.deepEqual(faults("code: SERVICES, tier: SUPPORT", "code: DATA, tier: SUPPORT"), ["code ID_TWICE"]);
  assert.deepEqual(faults("  WHISTLES: LINKAGE", "  WHISTLES: NOWHERE"), ["workflows.WHISTLES REFERENCE_UNKNOWN"]);
  assert.deepEqual(faults("  WHISTLES: LINKAGE\n"), ["workflows.WHISTLES FIELD_MISSING"]);
  assert.deepEqual(faults("  AUDIT: SUPERVISION\n"), ["reports.AUDIT FIELD_MISSING"]);
});
