import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { describeFaults } from "./name-rules.ts";
import { isTest, ROOT, typeScriptFiles } from "./repository-files.ts";
import { CAPABILITY_IDS } from "./spec-ids.ts";
import { idsOfTitles, readTrace, traceFolderFaults, traceIdFaults, traceStateFaults } from "./traceability-rules.ts";

const page = readFileSync(join(ROOT, "docs/traceability.md"), "utf8");
const rows = readTrace(page);

test("GOV-04: every capability is IMPLEMENTED, PARTIAL, OPEN or EXCLUDED, as the titles of the tests and the words beside it bear out", () => {
  const tested = idsOfTitles(typeScriptFiles().filter(({ path }) => isTest(path)).map(({ text }) => text));
  assert.deepEqual(describeFaults([...traceIdFaults(rows), ...traceStateFaults(rows, tested)]), []);
});

test("GOV-04: no feature of the server is without a capability", () => {
  assert.deepEqual(describeFaults(traceFolderFaults(page, rows, readdirSync(join(ROOT, "apps/server/features")))), []);
});

test("GOV-05: what is no behaviour of a system is left out, and the page says so", () => {
  const row = rows.find(({ id }) => id === "GOV-05");
  assert.equal(row?.state, "EXCLUDED");
  assert.match(row?.note ?? "", /not a system behaviour/);
});

test("GOV-04: a capability that is claimed, forgotten, made up or left out in silence is caught, and so is a feature that nobody asked for", () => {
  const lines = ["| ORG-01 | tree | IMPLEMENTED | `city` | |", "| ORG-02 | command | OPEN | | |", "| ORG-03 | grades | PARTIAL | | |", "| ORG-04 | modes | DONE | | |", `| ORG-${77} | made up | OPEN | | |`, "| ORG-01 | | EXCLUDED | `gone` | why |"];
  const planted = readTrace(lines.join("\n"));
  const ids = describeFaults(traceIdFaults(planted));
  assert.equal(ids.filter((text) => text.endsWith("is missing")).length, CAPABILITY_IDS.length - 4);
  assert.deepEqual(ids.slice(-3), [`ORG-${77}: is no capability of the catalogue`, "ORG-01: stands twice", "ORG-01: has no name"].map((text) => `docs/traceability.md ${text}`));
  const tested = idsOfTitles(['test("ORG-02, ORG-03: …", f)', "// ORG-01"]);
  assert.deepEqual(describeFaults(traceStateFaults(planted, tested)), [
    "ORG-01: is IMPLEMENTED, and no test names it", "ORG-02: is OPEN, and a test names it: say IMPLEMENTED, or PARTIAL and what is missing",
    "ORG-03: is PARTIAL without a word", "ORG-04: has no state: DONE",
  ].map((text) => `docs/traceability.md ${text}`));
  assert.deepEqual(describeFaults(traceFolderFaults("Folders that serve all of them: `demo`.", planted, ["city", "demo", "secret"])), [
    "secret: is a feature of no capability", "gone: is no folder of apps/server/features",
  ].map((text) => `docs/traceability.md ${text}`));
});
