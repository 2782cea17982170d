import type { AccountRow, OrgUnitRow, UnitRow } from "@tocsin/contract/organisation/city.ts";

/** Known to everyone and worth nothing: an imported city is for trying out, and its operator replaces this file. */
export const IMPORTED_PASSWORD = "tocsin-import";

/** One sign-in for every role that the city has a seat for. */
export function demoAccounts(orgs: readonly OrgUnitRow[], units: readonly UnitRow[]): AccountRow[] {
  const root = orgs.find((org) => org.level === "CITY")!.id;
  const station = orgs.find((org) => org.level === "STATION")?.id;
  const post = orgs.find((org) => org.level === "POST")?.id;
  const unit = units.find((row) => row.kind === "PATROL_CAR") ?? units[0];
  const account = (id: string, name: string, role: string, org: string | undefined, more: Partial<AccountRow> = {}): AccountRow[] =>
    org === undefined ? [] : [{ id, name, grants: [{ role, org }], ...more, demoPassword: IMPORTED_PASSWORD }];
  return [
    ...account("taker", "接警员", "CALL_TAKER", root),
    ...account("dispatcher", "调度员", "DISPATCHER", root),
    ...account("commander", "值班长", "DUTY_COMMANDER", root),
    ...account("room", "综合指挥室", "STATION_ROOM", station),
    ...account("chief", "所长", "STATION_CHIEF", station),
    ...account("leader", "站长", "POST_LEADER", post),
    ...account("unit", unit?.callSign ?? "", "UNIT", unit?.org, unit === undefined ? {} : { unit: unit.id, agency: unit.agency }),
    ...account("group", "应急单元联络员", "MRU_CONTACT", orgs.find((org) => org.level === "MRU")?.id),
    ...account("fire-desk", "消防席位", "PARTNER_DESK", root, { agency: "FIRE" }),
    ...account("supervision", "督察席位", "SUPERVISION", root),
    ...account("auditor", "审计员", "AUDITOR", root),
    ...account("admin", "系统管理员", "SYS_ADMIN", root),
    ...account("simulator", "演示世界", "SIMULATION", root),
  ];
}
