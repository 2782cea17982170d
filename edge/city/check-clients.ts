import { CLIENT_QUESTIONS, type ClientRow } from "@tocsin/contract/organisation/machine-client.ts";
import type { RoleRow } from "@tocsin/contract/organisation/city.ts";
import { checkAgreement } from "./check-linkage.ts";
import { checkAll, checkUnique, type Known } from "./check-references.ts";
import type { FileFaults, Located } from "./fault.ts";

/** By what a machine can show that its way in is alive. */
const PROBED: ReadonlySet<string> = new Set(["intake.receive", "advisoryCap"]);

/** Views by which somebody reads what its own agency has a part in, and nothing else. */
const BY_AGENCY: ReadonlySet<string> = new Set(["OWN_MATTERS", "SHARED_INCIDENT"]);

/** A machine's role, place and agency exist, and so does everything that it may ask or command; one that reads by its agency says which, so that none is taken for the police. */
export function checkClients(rows: readonly Located<ClientRow>[], known: Known, roles: readonly Located<RoleRow>[], commands: readonly string[], faults: FileFaults): void {
  checkUnique(rows, "id", ({ id }) => id, faults);
  const questions: readonly string[] = CLIENT_QUESTIONS;
  const byAgency = new Set(roles.filter(({ value }) => value.views.some((view) => BY_AGENCY.has(view))).map(({ value }) => value.role));
  for (const { line, value } of rows) {
    checkAll([value.role], known.roles, "role", line, "role", faults);
    checkAll([value.org], known.orgs, "org", line, "org", faults);
    checkAgreement(value.agreement, line, faults);
    if (value.agency !== undefined) checkAll([value.agency], known.agencies, "agency", line, "agency", faults);
    else if (byAgency.has(value.role)) faults.add(line, "agency", "FIELD_MISSING", "这一角色只看本部门参与的事项，须写明所属部门", "this role reads what its agency has a part in: say which agency it is");
    if (value.selfCheck === true && !value.routes.some((route) => PROBED.has(route))) faults.add(line, "selfCheck", "COMMAND_UNKNOWN", "自检需要 intake.receive 或 advisoryCap", "checking itself takes intake.receive or advisoryCap");
    for (const route of value.routes) if (!commands.includes(route) && !questions.includes(route)) faults.add(line, "routes", "COMMAND_UNKNOWN", `没有命令或查询 ${route}`, `there is no command or question ${route}`);
  }
}
