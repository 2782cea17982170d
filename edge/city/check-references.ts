import type { AccountRow, City, ContactRow, FactKeyRow, HazardRow, IncidentTypeRow, OrgUnitRow, PremiseRow, RoleRow, TerminalRow, UnitPhoneRow, UnitRow } from "@tocsin/contract/organisation/city.ts";
import { isProhibitedField } from "@tocsin/contract/prohibited.ts";
import type { Area } from "./area-file.ts";
import type { FileFaults, Located } from "./fault.ts";
import { prohibitedMessage } from "./prohibited.ts";

/** Whatever one file says about another: units, types, premises, agencies, capabilities, roles that must exist. */

/** The codes that the rows of a city may refer to. */
export interface Known {
  readonly orgs: ReadonlySet<string>;
  /** Levels of the units of organisation that are sound. */
  readonly levels: ReadonlyMap<string, OrgUnitRow["level"]>;
  readonly units: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
  readonly premises: ReadonlySet<string>;
  /** POLICE and every code of `departments.csv`. */
  readonly agencies: ReadonlySet<string>;
  readonly capabilities: ReadonlySet<string>;
  readonly facts: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
}

const KINDS = {
  org: ["机构", "unit of organisation"],
  unit: ["作战单元", "unit"],
  post: ["备勤点", "standby post"],
  premise: ["场所", "premise"],
  agency: ["部门", "agency"],
  party: ["部门或机构", "organisation"],
  capability: ["能力", "capability"],
  fact: ["要素", "fact"],
  role: ["角色", "role"],
  type: ["警情类别", "incident type"],
  kind: ["单元类型", "kind of unit"],
  asset: ["有隐患的场所、片区或备勤点", "place with a known danger, area or standby post"],
} as const;

function unknown(kind: keyof typeof KINDS, code: string, line: number, field: string, faults: FileFaults): void {
  faults.add(line, field, "REFERENCE_UNKNOWN", `没有编号为 ${code} 的${KINDS[kind][0]}`, `there is no ${KINDS[kind][1]} ${code}`);
}

/** Reports every code that is not known. */
export function checkAll(codes: readonly string[], known: { has(code: string): boolean }, kind: keyof typeof KINDS, line: number, field: string, faults: FileFaults): void {
  for (const code of codes) if (!known.has(code)) unknown(kind, code, line, field, faults);
}

/** Reports every key that stands twice. */
export function checkUnique<T>(rows: readonly Located<T>[], field: string, keyOf: (value: T) => string, faults: FileFaults): void {
  const seen = new Map<string, number>();
  for (const { line, value } of rows) {
    const key = keyOf(value);
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, line);
    else faults.add(line, field, "ID_TWICE", `${key} 已在第 ${earlier} 行使用`, `${key} is on line ${earlier} already`);
  }
}

/** What a city has its people ask becomes a field of every incident of the type: nothing that identifies, traces or scores somebody. */
export function checkFactKeys(rows: readonly Located<FactKeyRow>[], faults: FileFaults): void {
  checkUnique(rows, "key", ({ key }) => key, faults);
  for (const { line, value } of rows) {
    for (const [column, text] of [["key", value.key], ["question_zh", value.questionZh], ["question_en", value.questionEn]] as const) {
      if (isProhibitedField(text)) faults.add(line, column, "PROHIBITED_FIELD", ...prohibitedMessage(text));
    }
  }
}

export function checkOrgAgencies(rows: readonly Located<OrgUnitRow>[], known: Known, faults: FileFaults): void {
  for (const { line, value } of rows) checkAll([value.agency], known.agencies, "agency", line, "agency", faults);
}

export function checkAreas(areas: readonly Located<Area>[], known: Known, faults: FileFaults): void {
  for (const { line, value } of areas) checkAll([value.org], known.orgs, "org", line, "org", faults);
}

export function checkUnits(rows: readonly Located<UnitRow>[], known: Known, faults: FileFaults): void {
  checkUnique(rows, "id", (unit) => unit.id, faults);
  checkUnique(rows, "call_sign", (unit) => unit.callSign, faults);
  for (const { line, value } of rows) {
    checkAll([value.org], known.orgs, "org", line, "org", faults);
    checkAll([value.agency], known.agencies, "agency", line, "agency", faults);
    checkAll(value.capabilities, known.capabilities, "capability", line, "capabilities", faults);
  }
}

export function checkTerminals(rows: readonly Located<TerminalRow>[], known: Known, faults: FileFaults): void {
  checkUnique(rows, "terminal", (row) => row.terminal, faults);
  for (const { line, value } of rows) checkAll([value.unit], known.units, "unit", line, "unit", faults);
}

/** Telephones and mailboxes of duty: one of each for a unit that there is. */
export function checkReached(rows: readonly Located<Pick<UnitPhoneRow, "unit">>[], known: Known, faults: FileFaults): void {
  checkUnique(rows, "unit", (row) => row.unit, faults);
  for (const { line, value } of rows) checkAll([value.unit], known.units, "unit", line, "unit", faults);
}

export function checkTypes(rows: readonly Located<IncidentTypeRow>[], known: Known, faults: FileFaults): void {
  checkUnique(rows, "code", (type) => type.code, faults);
  checkUnique(rows, "number", (type) => String(type.number), faults);
  for (const { line, value } of rows) {
    checkAll([value.lead], known.agencies, "agency", line, "lead", faults);
    checkAll(value.partners, known.agencies, "agency", line, "partners", faults);
    checkAll(value.needsAll, known.capabilities, "capability", line, "needs_all", faults);
    checkAll(value.needsAny, known.capabilities, "capability", line, "needs_any", faults);
    checkAll(value.facts, known.facts, "fact", line, "facts", faults);
  }
}

function checkSiteGroup(org: string, known: Known, line: number, field: string, faults: FileFaults): void {
  const level = known.levels.get(org);
  if (!known.orgs.has(org)) unknown("org", org, line, field, faults);
  else if (level !== undefined && level !== "MRU") faults.add(line, field, "REFERENCE_UNKNOWN", `${org} 不是最小应急单元(MRU)`, `${org} is not of level MRU`);
}

export function checkPremises(rows: readonly Located<PremiseRow>[], known: Known, faults: FileFaults): void {
  checkUnique(rows, "id", (premise) => premise.id, faults);
  for (const { line, value } of rows) if (value.mru !== null) checkSiteGroup(value.mru, known, line, "mru", faults);
}

const isDay = (day: string): boolean => {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const lengths = [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return date >= 1 && date <= (lengths[month - 1] ?? 0);
};

function checkDay(day: string, line: number, field: string, faults: FileFaults): boolean {
  if (isDay(day)) return true;
  faults.add(line, field, "DATE_INVALID", `没有 ${day} 这一天`, `${day} is not a day`);
  return false;
}

/** A review date may have passed (it is shown UNVERIFIED, SCN-02); it may not lie before the verification. */
export function checkHazards(rows: readonly Located<HazardRow>[], known: Known, faults: FileFaults): void {
  for (const { line, value } of rows) {
    checkAll([value.premise], known.premises, "premise", line, "premise", faults);
    const [verifiedOk, reviewOk] = [checkDay(value.verifiedAt, line, "verified_at", faults), checkDay(value.reviewBy, line, "review_by", faults)];
    if (verifiedOk && reviewOk && value.reviewBy < value.verifiedAt) faults.add(line, "review_by", "DATE_INVALID", "复核日期早于核实日期", "the review lies before the verification");
  }
}

/** One row a site group; nobody's contact is kept before consent (DSP-10). */
export function checkContacts(rows: readonly Located<ContactRow>[], known: Known, faults: FileFaults): void {
  checkUnique(rows, "org", (row) => row.org, faults);
  for (const { line, value } of rows) {
    checkSiteGroup(value.org, known, line, "org", faults);
    const [verifiedOk, consentOk] = [checkDay(value.verifiedAt, line, "verified_at", faults), checkDay(value.consentAt, line, "consent_at", faults)];
    if (verifiedOk && consentOk && value.verifiedAt < value.consentAt) faults.add(line, "verified_at", "DATE_INVALID", "核验日期早于同意日期", "the check lies before the consent");
  }
}

export function checkRoles(rows: readonly Located<RoleRow>[], commands: readonly string[], faults: FileFaults): void {
  checkUnique(rows, "role", (role) => role.role, faults);
  const groups = new Set(commands.map((name) => `${name.split(".")[0]}.*`));
  for (const { line, value } of rows) {
    for (const command of value.commands) {
      if (!commands.includes(command) && !groups.has(command)) faults.add(line, "commands", "COMMAND_UNKNOWN", `没有命令 ${command}`, `there is no command ${command}`);
    }
  }
}

/** The days of a grant exist, and its end does not come before its beginning; a day without a minute lasts to its end (ORG-13). */
function checkTerm({ from, until }: AccountRow["grants"][number], line: number, index: number, faults: FileFaults): void {
  const [begins, ends] = [from ?? "", until === undefined ? "9999" : until.length === 10 ? `${until}T24:00` : until];
  const real = ([["from", from], ["until", until]] as const).every(([field, moment]) => moment === undefined || checkDay(moment.slice(0, 10), line, `grants.${index}.${field}`, faults));
  if (real && ends < begins) faults.add(line, `grants.${index}.until`, "SHIFT_ORDER", `${until} 早于 ${from}`, `${until} comes before ${from}`);
}

export function checkAccounts(rows: readonly Located<AccountRow>[], known: Known, faults: FileFaults): void {
  checkUnique(rows, "id", (account) => account.id, faults);
  checkUnique(rows.filter(({ value }) => value.subject !== undefined), "subject", (account) => account.subject ?? "", faults);
  for (const { line, value } of rows) {
    for (const [index, grant] of value.grants.entries()) {
      checkAll([grant.role], known.roles, "role", line, `grants.${index}.role`, faults);
      checkAll([grant.org], known.orgs, "org", line, `grants.${index}.org`, faults);
      checkTerm(grant, line, index, faults);
    }
    if (value.unit !== undefined) checkAll([value.unit], known.units, "unit", line, "unit", faults);
    if (value.agency !== undefined) checkAll([value.agency], known.agencies, "agency", line, "agency", faults);
  }
}

/** Every leaf type needs its guidance (ORG-03); guidance of a type that is not there is a fault of its own. */
export function checkGuidance(rows: readonly Located<City["guidance"][number]>[], types: ReadonlySet<string>, faults: FileFaults): void {
  checkUnique(rows, "type", (entry) => entry.type, faults);
  for (const { line, value } of rows) if (!types.has(value.type)) faults.add(line, "type", "REFERENCE_UNKNOWN", `没有警情类别 ${value.type}`, `there is no incident type ${value.type}`);
  const covered = new Set(rows.map(({ value }) => value.type));
  const missing = [...types].filter((code) => !covered.has(code)).join(", ");
  if (missing !== "") faults.add(1, "type", "MATRIX_INCOMPLETE", `以下警情类别没有处置指引:${missing}`, `no guidance for these incident types: ${missing}`);
}
