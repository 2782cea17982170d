import { COMMAND_NAMES } from "@tocsin/contract/commands.ts";
import { AssetHolderRow } from "@tocsin/contract/governance/asset-holder.ts";
import * as rows from "@tocsin/contract/organisation/city.ts";
import { CalendarRow } from "@tocsin/contract/linkage/calendar.ts";
import { CertificateRow, JointRules } from "@tocsin/contract/joint/joint-rules.ts";
import { Mechanisms } from "@tocsin/contract/organisation/mechanism.ts";
import { ResponsibilityRow } from "@tocsin/contract/linkage/responsibility.ts";
import { SharingRow } from "@tocsin/contract/linkage/sharing.ts";
import { PlatformRow } from "@tocsin/contract/linkage/wire.ts";
import { ClientRow } from "@tocsin/contract/organisation/machine-client.ts";
import { MutualAidRow } from "@tocsin/contract/organisation/mutual-aid.ts";
import { Policies } from "@tocsin/contract/organisation/policies.ts";
import { RapidPointRow } from "@tocsin/contract/organisation/rapid-point.ts";
import { ResponseCardRow } from "@tocsin/contract/organisation/response-card.ts";
import { Retention } from "@tocsin/contract/organisation/retention.ts";
import { SensorRow } from "@tocsin/contract/organisation/sensor.ts";
import { ReserveRow } from "@tocsin/contract/organisation/reserve.ts";
import { StandbyPostRow } from "@tocsin/contract/organisation/standby.ts";
import { Speeds } from "@tocsin/contract/organisation/speeds.ts";
import type { PlanVocabulary } from "@tocsin/engine/plans/vocabulary.ts";
import type { Static, TObject } from "typebox";
import { readAreas } from "./area-file.ts";
import { checkAssetHolders } from "./check-asset-holders.ts";
import { checkClients } from "./check-clients.ts";
import { checkDeadlines } from "./check-deadlines.ts";
import { checkCalendar, checkLinkageLimits, checkPartyMails, checkResponsibilities } from "./check-linkage.ts";
import { checkJoint } from "./check-joint.ts";
import { checkMechanisms } from "./check-mechanisms.ts";
import { checkMutualAid } from "./check-mutual-aid.ts";
import { checkSharing } from "./check-sharing.ts";
import { checkPlatforms } from "./check-platforms.ts";
import { checkPolicies } from "./check-policies.ts";
import { checkRapidPoints, RAPID_POINTS_FILE } from "./check-rapid-points.ts";
import { checkReserves } from "./check-reserves.ts";
import { checkResponseCards } from "./check-response-cards.ts";
import { checkRetention } from "./check-retention.ts";
import { checkEmergencyRules, checkOffShift, checkSeparation } from "./check-roles.ts";
import { checkRosters } from "./check-rosters.ts";
import { checkSpeeds } from "./check-speeds.ts";
import { checkStandbyPosts } from "./check-standby-posts.ts";
import * as check from "./check-references.ts";
import { FileFaults, type Fault, type Located } from "./fault.ts";
import { readFolder } from "./folder.ts";
import { checkOrgTree, withPaths } from "./org-tree.ts";
import { checkPlans, readPlanFiles } from "./plan-files.ts";
import { pointPreview } from "./point-check.ts";
import { readRows, type Preview } from "./table-rows.ts";
import { readList, readObject } from "./yaml-file.ts";

export type LoadedCity = { readonly ok: true; readonly city: rows.City } | { readonly ok: false; readonly faults: readonly Fault[] };

export interface LoadOptions {
  /** Folder with the vocabulary that a city takes when its own folder leaves a file out (`cities/standard`). */
  readonly standardDir?: string;
}

/** Files that a city may leave out without a standard to stand in for them. */
const MAY_BE_ABSENT: ReadonlySet<string> = new Set(["premises.csv", "hazards.csv", "contacts.csv", "accounts.yaml", "clients.yaml", "platforms.yaml", "sharing.yaml", "terminals.csv", "unit_phones.csv", "unit_mails.csv", "party_mails.csv", "mutual_aid.csv", RAPID_POINTS_FILE, "standby_posts.csv", "reserves.csv", "sensors.csv", "certificates.csv", "asset_holders.csv"]);

/** Reads a folder's files, the city's own before the standard's, and keeps the faults of each. */
class CityFolder {
  readonly faults: Fault[] = [];
  readonly dir: string;
  readonly #own: ReturnType<typeof readFolder>;
  readonly #standard: ReturnType<typeof readFolder> | null;

  constructor(dir: string, standardDir: string | undefined) {
    this.dir = dir;
    this.#own = readFolder(dir);
    this.#standard = standardDir === undefined ? null : readFolder(standardDir);
  }

  /** The text of a file and the place for its faults; the text is null when there is none. */
  open(name: string): { readonly text: string | null; readonly faults: FileFaults } {
    const before = this.faults.length;
    const own = new FileFaults(name, this.faults);
    const text = this.#own(name, own);
    if (text !== null || this.faults.length > before) return { text, faults: own };
    const standard = new FileFaults(`standard/${name}`, this.faults);
    const fallback = this.#standard?.(name, standard) ?? null;
    if (fallback === null && this.faults.length === before && !MAY_BE_ABSENT.has(name)) own.add(1, "", "FILE_MISSING", "缺少这个文件", "is missing");
    return { text: fallback, faults: fallback === null ? own : standard };
  }

  /** `named` holds the key of every row, faulty ones too, so that one fault does not raise others in other files. */
  table<S extends TObject>(name: string, schema: S, preview?: (faults: FileFaults) => Preview) {
    const { text, faults } = this.open(name);
    const named = new Set<string>();
    const key = Object.keys(schema.properties)[0]!;
    const look = preview?.(faults);
    const naming: Preview = (row, line) => {
      named.add(String(row[key]));
      return look?.(row, line) ?? [];
    };
    return { rows: text === null ? [] : readRows(text, schema, faults, naming), named, faults };
  }

  list<S extends TObject>(name: string, schema: S): { readonly rows: Located<Static<S>>[]; readonly faults: FileFaults } {
    const { text, faults } = this.open(name);
    return { rows: text === null ? [] : readList(text, schema, faults), faults };
  }

  object<S extends TObject>(name: string, schema: S) {
    const { text, faults } = this.open(name);
    return { read: text === null ? null : readObject(text, schema, faults), faults };
  }
}

/** Everything in the files, before they are held against each other. */
function readAll(folder: CityFolder) {
  const head = folder.object("city.yaml", rows.CityHead).read?.value ?? null;
  const placed = (faults: FileFaults): Preview => pointPreview(head, faults);
  const areas = folder.open("areas.geojson");
  const typesWithoutPriority: string[] = [];
  return {
    head,
    orgs: folder.table("organisation.csv", rows.OrgUnitRow, placed),
    areas: { rows: areas.text === null ? [] : readAreas(areas.text, head, areas.faults), faults: areas.faults },
    units: folder.table("units.csv", rows.UnitRow, placed),
    terminals: folder.table("terminals.csv", rows.TerminalRow),
    unitPhones: folder.table("unit_phones.csv", rows.UnitPhoneRow),
    unitMails: folder.table("unit_mails.csv", rows.UnitMailRow),
    partyMails: folder.table("party_mails.csv", rows.PartyMailRow),
    types: folder.table("incident_types.csv", rows.IncidentTypeRow, () => (row) => {
      if (row["priority"] !== "") return [];
      typesWithoutPriority.push(String(row["code"]));
      return ["priority"];
    }),
    typesWithoutPriority,
    cards: folder.table("response_cards.csv", ResponseCardRow),
    mutualAid: folder.table("mutual_aid.csv", MutualAidRow),
    standbyPosts: folder.table("standby_posts.csv", StandbyPostRow, placed),
    reserves: folder.table("reserves.csv", ReserveRow),
    sensors: folder.table("sensors.csv", SensorRow, placed),
    departments: folder.table("departments.csv", rows.DepartmentRow),
    responsibilities: folder.table("responsibilities.csv", ResponsibilityRow),
    calendar: folder.table("calendar.csv", CalendarRow),
    capabilities: folder.table("capabilities.csv", rows.CapabilityRow),
    factKeys: folder.table("facts.csv", rows.FactKeyRow),
    outcomes: folder.table("outcomes.csv", rows.OutcomeRow),
    rosters: folder.table("rosters.csv", rows.RosterRow),
    premises: folder.table("premises.csv", rows.PremiseRow, placed),
    hazards: folder.table("hazards.csv", rows.HazardRow),
    assetHolders: folder.table("asset_holders.csv", AssetHolderRow),
    rapidPoints: folder.table(RAPID_POINTS_FILE, RapidPointRow, placed),
    contacts: folder.table("contacts.csv", rows.ContactRow),
    guidance: folder.list("guidance.yaml", rows.GuidanceRow),
    deadlines: folder.object("deadlines.yaml", rows.Deadlines),
    policies: folder.object("policies.yaml", Policies),
    joint: folder.object("joint.yaml", JointRules),
    mechanisms: folder.object("mechanisms.yaml", Mechanisms),
    certificates: folder.table("certificates.csv", CertificateRow),
    speeds: folder.object("speeds.yaml", Speeds),
    retention: folder.object("retention.yaml", Retention),
    roles: folder.list("roles.yaml", rows.RoleRow),
    accounts: folder.list("accounts.yaml", rows.AccountRow),
    clients: folder.list("clients.yaml", ClientRow),
    platforms: folder.list("platforms.yaml", PlatformRow),
    sharing: folder.list("sharing.yaml", SharingRow),
    responsePlans: readPlanFiles(folder.dir, folder.faults),
  };
}

type Files = ReturnType<typeof readAll>;

function knownOf(files: Files): check.Known {
  return {
    orgs: files.orgs.named,
    levels: new Map(files.orgs.rows.map(({ value }) => [value.id, value.level])),
    units: files.units.named,
    types: files.types.named,
    premises: files.premises.named,
    agencies: new Set(["POLICE", ...files.departments.named]),
    capabilities: files.capabilities.named,
    facts: files.factKeys.named,
    roles: new Set(files.roles.rows.map(({ value }) => value.role)),
  };
}

/** Codes as the files name them, faulty rows too. */
function planVocabulary(files: Files, { types, capabilities, agencies, roles, units }: check.Known): PlanVocabulary {
  return { types, capabilities, agencies, seats: roles, units, facts: files.factKeys.rows.map(({ value }) => value) };
}

function checkAcross(files: Files): void {
  const known = knownOf(files);
  checkOrgTree(files.orgs.rows, files.orgs.named, files.orgs.faults);
  check.checkOrgAgencies(files.orgs.rows, known, files.orgs.faults);
  check.checkAreas(files.areas.rows, known, files.areas.faults);
  check.checkUnits(files.units.rows, known, files.units.faults);
  check.checkReached(files.unitPhones.rows, known, files.unitPhones.faults);
  check.checkReached(files.unitMails.rows, known, files.unitMails.faults);
  checkPartyMails(files.partyMails.rows, known, files.partyMails.faults);
  check.checkTerminals(files.terminals.rows, known, files.terminals.faults);
  checkRosters(files.rosters.rows, known.levels, files.rosters.faults, files.joint.read?.value.desk);
  check.checkTypes(files.types.rows, known, files.types.faults);
  checkMutualAid(files.mutualAid.rows, known.levels, files.mutualAid.faults);
  checkStandbyPosts(files.standbyPosts.rows, known, files.standbyPosts.faults);
  check.checkUnique(files.sensors.rows, "id", ({ id }) => id, files.sensors.faults);
  checkReserves(files.reserves.rows, files.standbyPosts.named, known, files.reserves.faults);
  checkResponseCards(files.cards.rows, files.types.rows, known, files.cards.faults);
  for (const { rows: list, faults } of [files.departments, files.capabilities, files.outcomes]) check.checkUnique(list, "code", (row) => row.code, faults);
  check.checkFactKeys(files.factKeys.rows, files.factKeys.faults);
  checkResponsibilities(files.responsibilities.rows, known, files.responsibilities.faults);
  checkCalendar(files.calendar.rows, files.calendar.faults);
  check.checkPremises(files.premises.rows, known, files.premises.faults);
  check.checkContacts(files.contacts.rows, known, files.contacts.faults);
  check.checkHazards(files.hazards.rows, known, files.hazards.faults);
  checkAssetHolders(files.assetHolders.rows, { hazards: files.hazards.named, standbyPosts: files.standbyPosts.named, areas: files.areas.rows, orgs: files.orgs.rows }, known, files.assetHolders.faults);
  checkRapidPoints(files.rapidPoints.rows, known, files.rapidPoints.faults);
  check.checkGuidance(files.guidance.rows, known.types, files.guidance.faults);
  check.checkRoles(files.roles.rows, COMMAND_NAMES, files.roles.faults);
  checkSeparation(files.roles.rows, files.roles.faults, files.accounts.rows, files.accounts.faults);
  checkEmergencyRules(files.roles.rows, known, files.roles.faults);
  checkOffShift(files.roles.rows, known, files.roles.faults);
  check.checkAccounts(files.accounts.rows, known, files.accounts.faults);
  checkClients(files.clients.rows, known, files.roles.rows, COMMAND_NAMES, files.clients.faults);
  checkSharing(files.sharing.rows, files.clients.rows, known, files.sharing.faults);
  checkPlatforms(files.platforms.rows, known, files.responsibilities.rows, files.platforms.faults);
  checkPlans(files.responsePlans, planVocabulary(files, known), new Set(files.mechanisms.read?.value.mechanisms.map(({ code }) => code)));
  if (files.mechanisms.read !== null) checkMechanisms(files.mechanisms.read.value, files.mechanisms.read.file, files.mechanisms.faults);
  const { read, faults } = files.deadlines;
  if (read !== null) checkDeadlines(read.value, read.file, faults);
  if (read !== null) checkLinkageLimits(read.value, known, read.file, faults);
  const policies = files.policies.read;
  if (policies !== null) checkPolicies(policies.value, policies.file, files.policies.faults);
  if (files.joint.read !== null) checkJoint(files.joint.read.value, files.joint.read.file, files.joint.faults, files.certificates, known);
  const speeds = files.speeds.read;
  if (speeds !== null) checkSpeeds(speeds.value, speeds.file, files.speeds.faults);
  const retention = files.retention.read;
  if (retention !== null && read !== null) checkRetention(retention.value, read.value, retention.file, files.retention.faults);
  if (files.typesWithoutPriority.length > 0) {
    const leaves = files.typesWithoutPriority.join(", ");
    files.types.faults.add(1, "priority", "MATRIX_INCOMPLETE", `以下警情类别没有级别:${leaves}`, `no priority for these incident types: ${leaves}`);
  }
}

/** Loads a city's folder and checks all of it. Faults are listed all at once, in the order of files and lines. */
export function loadCity(dir: string, options: LoadOptions = {}): LoadedCity {
  const folder = new CityFolder(dir, options.standardDir);
  const files = readAll(folder);
  checkAcross(files);
  const { head, deadlines, policies, joint, mechanisms, speeds, retention } = files;
  if (folder.faults.length > 0 || head === null || deadlines.read === null || policies.read === null || joint.read === null || mechanisms.read === null || speeds.read === null || retention.read === null) {
    return { ok: false, faults: [...folder.faults].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line)) };
  }
  const values = <T>(table: { readonly rows: readonly Located<T>[] }): T[] => table.rows.map(({ value }) => value);
  return {
    ok: true,
    city: {
      head,
      orgs: withPaths(values(files.orgs)),
      units: values(files.units),
      terminals: values(files.terminals),
      unitPhones: values(files.unitPhones),
      unitMails: values(files.unitMails),
      partyMails: values(files.partyMails),
      types: values(files.types),
      cards: values(files.cards),
      mutualAid: values(files.mutualAid),
      standbyPosts: values(files.standbyPosts),
      reserves: values(files.reserves),
      sensors: values(files.sensors),
      departments: values(files.departments),
      responsibilities: values(files.responsibilities),
      calendar: values(files.calendar),
      capabilities: values(files.capabilities),
      factKeys: values(files.factKeys),
      outcomes: values(files.outcomes),
      rosters: values(files.rosters),
      premises: values(files.premises),
      hazards: values(files.hazards),
      assetHolders: values(files.assetHolders),
      rapidPoints: values(files.rapidPoints),
      contacts: values(files.contacts),
      guidance: values(files.guidance),
      deadlines: deadlines.read.value,
      policies: policies.read.value,
      joint: joint.read.value,
      mechanisms: mechanisms.read.value,
      certificates: values(files.certificates),
      speeds: speeds.read.value,
      retention: retention.read.value,
      roles: values(files.roles),
      accounts: values(files.accounts),
      clients: values(files.clients),
      platforms: values(files.platforms),
      sharing: values(files.sharing),
      areas: values(files.areas),
      plans: files.responsePlans.plans.map(({ value }) => value),
      planModules: files.responsePlans.modules.map(({ value }) => value),
    },
  };
}
