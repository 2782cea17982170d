import type { RoleRow } from "@tocsin/contract/organisation/city.ts";
import { checkAll, type Known } from "./check-references.ts";
import type { FileFaults, Located } from "./fault.ts";

/** Views that look after the platform and those who use it: nobody comes to them for a while only. */
const LASTING = ["AUDIT", "CONFIG", "ACCESS_REVIEW"] as const;

/** Emergency access opens what the work needs, within its role's time: never the audit, the accounts or the review of such access. */
export function checkEmergencyRules(rows: readonly Located<RoleRow>[], known: Known, faults: FileFaults): void {
  for (const { line, value } of rows) {
    const rule = value.emergency;
    if (rule === undefined) continue;
    checkAll(rule.roles, known.roles, "role", line, "emergency.roles", faults);
    for (const role of rule.roles) {
      const views = rows.find((row) => row.value.role === role)?.value.views ?? [];
      if (LASTING.some((view) => views.includes(view))) faults.add(line, "emergency.roles", "ROLE_CONFLICT", `${role} 有审计、管理或复核权，不能临时授予`, `${role} reads the audit, administers or reviews, which nobody is given for a while`);
    }
    if (rule.atOnceMinutes !== undefined && rule.atOnceMinutes > rule.minutes) faults.add(line, "emergency.atOnceMinutes", "FIELD_RANGE", `不能长于 ${rule.minutes} 分钟`, `no longer than ${rule.minutes} minutes`);
  }
}
