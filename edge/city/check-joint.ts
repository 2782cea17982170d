import type { CertificateRow, JointRules } from "@tocsin/contract/joint/joint-rules.ts";
import { type Known, checkAll } from "./check-references.ts";
import type { FileFaults, Located } from "./fault.ts";
import type { YamlFile } from "./yaml-file.ts";

interface Certificates {
  readonly rows: readonly Located<CertificateRow>[];
  readonly faults: FileFaults;
}

/** Each class, field and decline code stands once, the joint desk is an organisation, and certificates are of units and capabilities that exist (JNT-01, -02, -09, -11). */
export function checkJoint(rules: JointRules, file: YamlFile, faults: FileFaults, certificates: Certificates, known: Known): void {
  for (const [list, codes] of [["classes", rules.classes.map((row) => row.class)], ["fields", rules.fields.map(({ code }) => code)], ["declines", rules.declines.map(({ code }) => code)]] as const)
    for (const [at, code] of codes.entries()) if ((codes as readonly string[]).indexOf(code) !== at) faults.add(file.lineOf([list]), list, "ID_TWICE", `${code} 出现两次`, `${code} stands there twice`);
  if (rules.desk !== undefined) checkAll([rules.desk], known.orgs, "org", file.lineOf(["desk"]), "desk", faults);
  for (const [at, { capability, call }] of rules.specialists.entries()) {
    checkAll([capability], known.capabilities, "capability", file.lineOf(["specialists", at]), "capability", faults);
    if (call !== undefined) checkAll([call], known.orgs, "org", file.lineOf(["specialists", at]), "call", faults);
  }
  for (const { line, value } of certificates.rows) {
    checkAll([value.unit], known.units, "unit", line, "unit", certificates.faults);
    checkAll([value.capability], known.capabilities, "capability", line, "capability", certificates.faults);
  }
}
