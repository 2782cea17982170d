import { broken, type RolePair } from "@tocsin/contract/organisation/separation.ts";
import type { AccountRow, RoleRow } from "@tocsin/contract/organisation/city.ts";
import { checkAll, type Known } from "./check-references.ts";
import type { FileFaults, Located } from "./fault.ts";

const conflict = (faults: FileFaults, line: number, field: string, who: string, { zh, en }: RolePair): void =>
  faults.add(line, field, "ROLE_CONFLICT", `${who}:${zh}必须由不同的人承担`, `${who}: ${en} must be in different hands`);

/** Nobody holds both sides of what is separate: in no role, by no two grants, by no emergency access beside a lasting grant. */
export function checkSeparation(roles: readonly Located<RoleRow>[], roleFaults: FileFaults, accounts: readonly Located<AccountRow>[], accountFaults: FileFaults): void {
  const rowOf = new Map(roles.map(({ value }) => [value.role, value]));
  for (const { line, value } of roles) {
    for (const pair of broken([value])) conflict(roleFaults, line, "role", value.role, pair);
    for (const asked of value.emergency?.roles ?? []) {
      const lent = rowOf.get(asked);
      // What the asked role breaks by itself is said at that role.
      if (lent !== undefined) for (const pair of broken([value, lent])) if (!broken([value]).includes(pair) && !broken([lent]).includes(pair)) conflict(roleFaults, line, "emergency.roles", `${value.role} + ${asked}`, pair);
    }
  }
  for (const { line, value } of accounts) {
    const held = [...new Set(value.grants.map(({ role }) => role))].flatMap((role) => rowOf.get(role) ?? []);
    for (const pair of broken(held)) if (!held.some((role) => broken([role]).includes(pair))) conflict(accountFaults, line, "grants", value.id, pair);
  }
}

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

/** Off shift a crew has no right that it does not have on shift, and looks at no incident (GOV-02). */
export function checkOffShift(rows: readonly Located<RoleRow>[], known: Known, faults: FileFaults): void {
  for (const { line, value } of rows) {
    if (value.offShift === undefined) continue;
    checkAll([value.offShift], known.roles, "role", line, "offShift", faults);
    const off = rows.find((row) => row.value.role === value.offShift)?.value;
    const more = off === undefined ? [] : [...off.views.filter((view) => !value.views.includes(view)), ...off.commands.filter((name) => !value.commands.includes(name) && !value.commands.includes(`${name.split(".")[0]}.*`))];
    if (more.length > 0) faults.add(line, "offShift", "ROLE_CONFLICT", `${value.offShift} 的权限多于 ${value.role}：${more.join(" ")}`, `${value.offShift} has rights that ${value.role} has not: ${more.join(" ")}`);
  }
}
