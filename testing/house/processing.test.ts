import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { describeFaults } from "./name-rules.ts";
import { processingFaults, readProcessing, undeclaredFaults } from "./processing-rules.ts";
import { dataNames, schemaNames } from "./prohibited-names.ts";
import { isTest, ROOT, typeScriptFiles } from "./repository-files.ts";

const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const page = read("docs/security/processing.md");
const rows = readProcessing(page);

test("GOV-01: every processing of personal data has a legal basis, a purpose, a time and an owner, and no field of a schema that may be of a person is without", async () => {
  const names = new Set<string>();
  for (const { path } of typeScriptFiles().filter((file) => file.path.startsWith("core/contract/") && !isTest(file.path))) {
    for (const name of schemaNames({ ...((await import(pathToFileURL(join(ROOT, path)).href)) as object) })) names.add(name);
  }
  assert.ok(names.size > 500, `only ${names.size} names were seen`);
  assert.deepEqual(describeFaults([...processingFaults(rows, dataNames("retention.yaml", read("cities/standard/retention.yaml"))), ...undeclaredFaults(page, rows, names)]), []);
});

test("GOV-01: a new personal field, one that no schema has, and a row without basis or with an unknown time are caught", () => {
  const planted = "| numbers | `callback` | duty | calling back | `callback` days | centre | sealed |\n| mail | `mail` |  | sending | `always` | | none |\n\nNamed like it, and of nobody · 非: `contactDays`.\n";
  const found = readProcessing(planted);
  assert.deepEqual(describeFaults(processingFaults(found, ["callback"])), ["mail: has no legal basis", "mail: has no owner", "mail: always is no class of retention.yaml"].map((text) => `docs/security/processing.md ${text}`));
  assert.deepEqual(describeFaults(undeclaredFaults(planted, found, new Set(["callback", "contactDays", "citizenPhone", "unitId"]))), [
    "docs/security/processing.md citizenPhone: may be of a person: declare its legal basis, purpose, time and owner",
    "docs/security/processing.md mail: is a field of no schema",
  ]);
});
