import type { Deadlines } from "@tocsin/contract/organisation/city.ts";
import { RETENTION_CLASSES, type Retention } from "@tocsin/contract/organisation/retention.ts";
import type { FileFaults } from "./fault.ts";
import type { YamlFile } from "./yaml-file.ts";

const DAY_S = 86_400;

/** What may be needed again is there while the incident may be opened again (INC-06, X-13). */
export function checkRetention(retention: Retention, { reopenWindow }: Deadlines, file: YamlFile, faults: FileFaults): void {
  const least = Math.ceil(reopenWindow / DAY_S);
  for (const name of RETENTION_CLASSES) {
    if (retention[name] >= least) continue;
    faults.add(file.lineOf([name]), name, "RETENTION_TOO_SHORT", `${retention[name]} 天短于可重开期限 ${least} 天`, `${retention[name]} days are fewer than the ${least} days in which an incident may be reopened`);
  }
  // Raw bodies are sealed under the same key as the number (decision 0018).
  if (retention.rawInput > retention.callback) faults.add(file.lineOf(["rawInput"]), "rawInput", "FIELD_RANGE", `${retention.rawInput} 天长于号码的 ${retention.callback} 天`, `${retention.rawInput} days are more than the ${retention.callback} of the numbers, whose key opens them`);
}
