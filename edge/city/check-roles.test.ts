import assert from "node:assert/strict";
import { test } from "node:test";
import { ROLE_PAIRS, broken, type Side } from "@tocsin/contract/organisation/separation.ts";
import { brief, faultsOf, loadWith } from "./planted-city.ts";

const ROLES = (rule: string): string => `- { role: CALL_TAKER, nameZh: 接警员, nameEn: Call taker, commands: [], views: [BOARD], emergency: ${rule} }
- { role: UNIT, nameZh: 单元, nameEn: Unit, commands: [], views: [OWN_ORDERS] }
- { role: AUDITOR, nameZh: 审计员, nameEn: Auditor, commands: [], views: [AUDIT] }
- { role: SYS_ADMIN, nameZh: 管理员, nameEn: Administrator, commands: [], views: [CONFIG] }
`;
const faults = (rule: string): string[] => faultsOf(loadWith({ "roles.yaml": ROLES(rule) })).map(brief);

test("GOV-02: emergency access can be had of roles that exist and work on incidents, within one time box; the audit and the accounts are never lent", () => {
  assert.deepEqual(faults("{ roles: [UNIT], minutes: 60, atOnceMinutes: 15 }"), []);
  assert.deepEqual(faults("{ roles: [AUDITOR, SYS_ADMIN, NOBODY], minutes: 60 }"), ["roles.yaml:1 emergency.roles ROLE_CONFLICT", "roles.yaml:1 emergency.roles REFERENCE_UNKNOWN", "roles.yaml:1 emergency.roles ROLE_CONFLICT", "roles.yaml:1 emergency.roles ROLE_CONFLICT"]);
  assert.deepEqual(faults("{ roles: [UNIT], minutes: 10, atOnceMinutes: 15 }"), ["roles.yaml:1 emergency.atOnceMinutes FIELD_RANGE"]);
  assert.deepEqual(faults("{ roles: [UNIT], minutes: 61 }").filter((fault) => fault.startsWith("roles")), ["roles.yaml:1 emergency.minutes FIELD_RANGE"], "SUP-08: an hour at most");
});

const roleOf = (name: string, { commands = [], views = [] }: Side): string =>
  `- { role: ${name}, nameZh: 甲, nameEn: A, commands: [${commands.map((command) => (command === "*" ? "intake.addNote" : command)).join(", ")}], views: [${views.join(", ")}] }\n`;
/** The rows that the small city's accounts need, and what a test adds. */
const BASE = "- { role: CALL_TAKER, nameZh: 接警员, nameEn: Call taker, commands: [], views: [] }\n- { role: UNIT, nameZh: 单元, nameEn: Unit, commands: [], views: [] }\n";
const ACCOUNT = "- { id: both, name: 双岗, grants: [{ role: ONE, org: CITY }, { role: OTHER, org: D01 }] }\n";

test("separation of duties: every pair of the table is refused in one role, in two grants of one account, and by emergency access, whatever the place", () => {
  for (const { id, one, other } of ROLE_PAIRS) {
    const two = `${BASE}${roleOf("ONE", one)}${roleOf("OTHER", other)}`;
    const inOne = faultsOf(loadWith({ "roles.yaml": `${BASE}${roleOf("ONE", { commands: [...(one.commands ?? []), ...(other.commands ?? [])], views: [...(one.views ?? []), ...(other.views ?? [])] })}` })).map(brief);
    assert.ok(inOne.includes("roles.yaml:3 role ROLE_CONFLICT"), `${id} in one role: ${inOne.join()}`);
    const apart = faultsOf(loadWith({ "roles.yaml": two, "accounts.yaml": null })).map(brief);
    assert.deepEqual(apart, [], `${id}: in two hands`);
    const inTwo = faultsOf(loadWith({ "roles.yaml": two, "accounts.yaml": ACCOUNT })).map(brief);
    assert.ok(inTwo.includes("accounts.yaml:1 grants ROLE_CONFLICT"), `${id} by two grants: ${inTwo.join()}`);
    const lent = faultsOf(loadWith({ "roles.yaml": `${BASE}${roleOf("OTHER", other)}${roleOf("ONE", one).replace(" }\n", ", emergency: { roles: [OTHER], minutes: 10 } }\n")}`, "accounts.yaml": null })).map(brief);
    assert.ok(lent.includes("roles.yaml:4 emergency.roles ROLE_CONFLICT"), `${id} by emergency access: ${lent.join()}`);
  }
});

test("separation of duties: one command of a side is enough, and so is its whole group", () => {
  for (const { id, one, other } of ROLE_PAIRS) {
    const whole = { commands: (other.commands ?? []).map((command) => (command === "*" ? "intake.addNote" : command)), views: other.views ?? [] };
    for (const command of one.commands ?? []) for (const form of [command, `${command.split(".")[0]}.*`]) assert.deepEqual(broken([{ commands: [form], views: [] }, { ...whole, views: [...whole.views] }]).map((pair) => pair.id).includes(id), true, `${id}: ${form}`);
  }
});

test("GOV-02: off shift a crew takes a role that exists and gives it nothing more", () => {
  const roles = (off: string, offShift = "OFF"): string => `- { role: CALL_TAKER, nameZh: 接警员, nameEn: Call taker, commands: [], views: [BOARD] }
- { role: UNIT, nameZh: 单元, nameEn: Unit, commands: [intake.addNote, rooms.*], views: [OWN_ORDERS], offShift: ${offShift} }
- { role: OFF, nameZh: 下班, nameEn: Off shift, ${off} }
`;
  const of = (off: string, offShift?: string): string[] => faultsOf(loadWith({ "roles.yaml": roles(off, offShift) })).map(brief);
  assert.deepEqual(of("commands: [rooms.mark], views: []"), []);
  assert.deepEqual(of("commands: [intake.addNote, dispatch.duress], views: []"), ["roles.yaml:2 offShift ROLE_CONFLICT"]);
  assert.deepEqual(of("commands: [], views: [INCIDENT]"), ["roles.yaml:2 offShift ROLE_CONFLICT"]);
  assert.deepEqual(of("commands: [], views: []", "NOBODY"), ["roles.yaml:2 offShift REFERENCE_UNKNOWN"]);
});
