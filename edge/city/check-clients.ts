import { CLIENT_QUESTIONS, type ClientRow } from "@tocsin/contract/organisation/machine-client.ts";
import { checkAgreement } from "./check-linkage.ts";
import { checkAll, checkUnique, type Known } from "./check-references.ts";
import type { FileFaults, Located } from "./fault.ts";

/** By what a machine can show that its way in is alive. */
const PROBED: ReadonlySet<string> = new Set(["intake.receive", "advisoryCap"]);

/** A machine's role, place and agency exist, and so does everything that it may ask or command. */
export function checkClients(rows: readonly Located<ClientRow>[], known: Known, commands: readonly string[], faults: FileFaults): void {
  checkUnique(rows, "id", ({ id }) => id, faults);
  const questions: readonly string[] = CLIENT_QUESTIONS;
  for (const { line, value } of rows) {
    checkAll([value.role], known.roles, "role", line, "role", faults);
    checkAll([value.org], known.orgs, "org", line, "org", faults);
    checkAgreement(value.agreement, line, faults);
    if (value.agency !== undefined) checkAll([value.agency], known.agencies, "agency", line, "agency", faults);
    if (value.selfCheck === true && !value.routes.some((route) => PROBED.has(route))) faults.add(line, "selfCheck", "COMMAND_UNKNOWN", "自检需要 intake.receive 或 advisoryCap", "checking itself takes intake.receive or advisoryCap");
    for (const route of value.routes) if (!commands.includes(route) && !questions.includes(route)) faults.add(line, "routes", "COMMAND_UNKNOWN", `没有命令或查询 ${route}`, `there is no command or question ${route}`);
  }
}
