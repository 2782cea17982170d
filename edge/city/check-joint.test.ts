import assert from "node:assert/strict";
import { test } from "node:test";
import { brief, changed, faultsOf, loadWith } from "./planted-city.ts";

test("JNT-01, JNT-02, JNT-11: a class twice, one that is none, an unknown joint desk, and certificates of unknown units or capabilities are named by file and line", () => {
  const certificates = { "certificates.csv": "unit,capability,certificate,holders,until\nU9,PATROL,潜水证,2,2026-12-31\nU1,TELEPATHY,潜水证,2,2026-12-31\n" };
  assert.deepEqual(faultsOf(loadWith(certificates)).map(brief), ["certificates.csv:2 unit REFERENCE_UNKNOWN", "certificates.csv:3 capability REFERENCE_UNKNOWN"]);
  assert.deepEqual(faultsOf(loadWith(changed("joint.yaml", "class: DISASTER", "class: RESCUE"))).map(({ code }) => code), ["ID_TWICE"]);
  assert.equal(faultsOf(loadWith(changed("joint.yaml", "class: DISASTER", "class: WIRETAP"))).length, 1);
  assert.deepEqual(faultsOf(loadWith(changed("joint.yaml", "specialists: []", "specialists: [{ capability: TELEPATHY, certificate: 潜水证, crewMin: 2, procedureZh: 先测流速, procedureEn: current first, call: NOWHERE }]"))).map(({ field }) => field), ["capability", "call"]);
  assert.deepEqual(faultsOf(loadWith(changed("joint.yaml", "appraise: 3wd", "appraise: 3wd\ndesk: NOWHERE"))).map(({ field }) => field), ["desk"]);
});
