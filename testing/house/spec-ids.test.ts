import assert from "node:assert/strict";
import { test } from "node:test";
import { isTest, textFiles, typeScriptFiles } from "./repository-files.ts";
import { CAPABILITY_IDS, citedIds, isSpecId } from "./spec-ids.ts";

test("house: every capability id that is cited exists", () => {
  const unknown = textFiles(/\.(tsx?|md|sql|yaml)$/)
    .filter(({ path }) => path !== "testing/house/spec-ids.test.ts")
    .flatMap(({ path, text }) => citedIds(text).filter((id) => !isSpecId(id)).map((id) => `${path}: ${id}`));
  assert.deepEqual(unknown, []);
});

/** The capabilities on which the main job rests: each is named by at least one test. */
const MAIN_JOB = [
  "ORG-01", "ORG-02", "ORG-03", "ORG-14", "INC-01", "INC-03", "INC-04", "INC-06", "INC-07",
  "DSP-01", "DSP-02", "DSP-03", "DSP-04", "DSP-05", "DSP-09", "DSP-10", "SCN-02", "SCN-03", "SCN-05", "CMD-02", "CMD-04", "CMD-11",
  "X-01", "X-02", "X-03", "X-04", "X-05", "X-06", "X-07", "X-08", "X-10",
];

test("house: every capability of the main job is named by a test", () => {
  const cited = new Set(typeScriptFiles().filter(({ path }) => isTest(path) && !path.startsWith("testing/house/spec-ids")).flatMap(({ text }) => citedIds(text)));
  assert.deepEqual(MAIN_JOB.filter((id) => !cited.has(id)), []);
});

test("house: the list of ids has 176 capabilities, and knows what is not one", () => {
  assert.equal(CAPABILITY_IDS.length, 176);
  assert.deepEqual(["ORG-16", "X-15", "INC-07", "HAZ-27"].map(isSpecId), [true, true, true, true]);
  assert.deepEqual(["ORG-17", "X-16", "INC-00", "INC-08"].map(isSpecId), [false, false, false, false]);
  assert.deepEqual(citedIds("DSP-05: as in X-06, not MAX-06 or DSP-055"), ["DSP-05", "X-06"]);
});
