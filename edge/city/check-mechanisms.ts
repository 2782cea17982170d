import { MECHANISMS_OF, type Mechanisms, REPORTS, WORKFLOWS } from "@tocsin/contract/organisation/mechanism.ts";
import type { FileFaults } from "./fault.ts";
import type { YamlFile } from "./yaml-file.ts";

/** "1+5+N": one LEAD and five MAIN, no code twice, and whatever is tagged is tagged with one of them (ORG-05). */
export function checkMechanisms({ mechanisms, workflows, reports }: Mechanisms, file: YamlFile, faults: FileFaults): void {
  const codes = mechanisms.map(({ code }) => code);
  for (const [at, code] of codes.entries()) if (codes.indexOf(code) !== at) faults.add(file.lineOf(["mechanisms", at]), "code", "ID_TWICE", `${code} 出现两次`, `${code} stands there twice`);
  for (const tier of ["LEAD", "MAIN"] as const) {
    const [there, wanted] = [mechanisms.filter((row) => row.tier === tier).length, MECHANISMS_OF[tier]];
    if (there !== wanted) faults.add(file.lineOf(["mechanisms"]), "mechanisms", "MECHANISM_COUNT", `${tier} 须为 ${wanted} 个，现有 ${there} 个`, `there are ${there} of ${tier} instead of ${wanted}`);
  }
  const tags = [...WORKFLOWS.map((key) => ["workflows", key, workflows[key]] as const), ...REPORTS.map((key) => ["reports", key, reports[key]] as const)];
  for (const [list, key, code] of tags) if (!codes.includes(code)) faults.add(file.lineOf([list, key]), `${list}.${key}`, "REFERENCE_UNKNOWN", `没有机制 ${code}`, `there is no mechanism ${code}`);
}
