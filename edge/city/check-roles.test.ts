import assert from "node:assert/strict";
import { test } from "node:test";
import { brief, faultsOf, loadWith } from "./planted-city.ts";

const ROLES = (rule: string): string => `- { role: CALL_TAKER, nameZh: 接警员, nameEn: Call taker, commands: [], views: [BOARD], emergency: ${rule} }
- { role: UNIT, nameZh: 单元, nameEn: Unit, commands: [], views: [OWN_ORDERS] }
- { role: AUDITOR, nameZh: 审计员, nameEn: Auditor, commands: [], views: [AUDIT] }
- { role: SYS_ADMIN, nameZh: 管理员, nameEn: Administrator, commands: [], views: [CONFIG] }
`;
const faults = (rule: string): string[] => faultsOf(loadWith({ "roles.yaml": ROLES(rule) })).map(brief);

test("GOV-02: emergency access can be had of roles that exist and work on incidents, within one time box; the audit and the accounts are never lent", () => {
  assert.deepEqual(faults("{ roles: [UNIT], minutes: 60, atOnceMinutes: 15 }"), []);
  assert.deepEqual(faults("{ roles: [AUDITOR, SYS_ADMIN, NOBODY], minutes: 60 }"), ["roles.yaml:1 emergency.roles REFERENCE_UNKNOWN", "roles.yaml:1 emergency.roles ROLE_CONFLICT", "roles.yaml:1 emergency.roles ROLE_CONFLICT"]);
  assert.deepEqual(faults("{ roles: [UNIT], minutes: 10, atOnceMinutes: 15 }"), ["roles.yaml:1 emergency.atOnceMinutes FIELD_RANGE"]);
  assert.deepEqual(faults("{ roles: [UNIT], minutes: 241 }").filter((fault) => fault.startsWith("roles")), ["roles.yaml:1 emergency.minutes FIELD_RANGE"]);
});
