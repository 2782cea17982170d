import type { Agreement } from "@tocsin/contract/linkage/agreement.ts";
import type { CalendarRow } from "@tocsin/contract/linkage/calendar.ts";
import type { ResponsibilityRow } from "@tocsin/contract/linkage/responsibility.ts";
import type { Deadlines, PartyMailRow } from "@tocsin/contract/organisation/city.ts";
import { civil, startOfDay } from "@tocsin/kernel/instant.ts";
import { checkAll, checkUnique, type Known } from "./check-references.ts";
import type { FileFaults, Located } from "./fault.ts";
import type { YamlFile } from "./yaml-file.ts";

/** Each item is one, and its department is known (LNK-05). */
export function checkResponsibilities(rows: readonly Located<ResponsibilityRow>[], known: Known, faults: FileFaults): void {
  checkUnique(rows, "item", ({ item }) => item, faults);
  for (const { line, value } of rows) checkAll([value.department], known.agencies, "agency", line, "department", faults);
}

/** One mailbox for each organisation that can own a matter. */
export function checkPartyMails(rows: readonly Located<PartyMailRow>[], known: Known, faults: FileFaults): void {
  checkUnique(rows, "party", ({ party }) => party, faults);
  const parties = new Set([...known.agencies, ...known.orgs]);
  for (const { line, value } of rows) checkAll([value.party], parties, "party", line, "party", faults);
}

/** Both days of an agreement exist, the last not before the first, and its strip closes (JNT-07). */
export function checkAgreement(agreement: Agreement | undefined, line: number, faults: FileFaults): void {
  if (agreement === undefined) return;
  const { from, until, strip } = agreement;
  for (const day of [from, until]) if (!exists(day)) faults.add(line, "agreement", "FIELD_RANGE", `没有 ${day} 这一天`, `there is no day ${day}`);
  if (until < from) faults.add(line, "agreement", "SHIFT_ORDER", `${until} 早于 ${from}`, `${until} comes before ${from}`);
  const [first, last] = [strip?.[0], strip?.at(-1)];
  if (first !== undefined && last !== undefined && (first[0] !== last[0] || first[1] !== last[1])) faults.add(line, "agreement", "RING_OPEN", "地带的边界没有闭合", "the ring of the strip does not close");
}

/** Whether a day as it is written exists: 30 February does not. */
function exists(day: string): boolean {
  const { year, month, day: date } = civil(startOfDay(day));
  return day === `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}

export function checkCalendar(rows: readonly Located<CalendarRow>[], faults: FileFaults): void {
  checkUnique(rows, "day", ({ day }) => day, faults);
  for (const { line, value } of rows) if (!exists(value.day)) faults.add(line, "day", "FIELD_RANGE", `没有 ${value.day} 这一天`, `there is no day ${value.day}`);
}

/** Office hours come one after the other; who hears of a late department and who reads of an emergency is known. */
export function checkLinkageLimits({ linkage, severity }: Deadlines, known: Known, file: YamlFile, faults: FileFaults): void {
  checkAll([linkage.whistle.escalateTo], known.agencies, "agency", file.lineOf(["linkage", "whistle"]), "linkage.whistle.escalateTo", faults);
  for (const list of ["statusOnly", "noHistory"] as const) checkAll(linkage[list] ?? [], known.agencies, "agency", file.lineOf(["linkage", list]), `linkage.${list}`, faults);
  for (const [level, { through, phone, written }] of Object.entries(severity)) {
    checkAll(through === undefined ? [] : [through], known.agencies, "agency", file.lineOf(["severity", level]), `severity.${level}.through`, faults);
    if (written < phone) faults.add(file.lineOf(["severity", level]), `severity.${level}`, "SHIFT_ORDER", `${level} 级的书面报告不能早于电话报告`, `severity ${level}: the written report is never due before the first word by telephone`);
  }
  for (const [index, { from, to }] of linkage.officeHours.entries()) {
    const before = linkage.officeHours[index - 1]?.to ?? "00:00";
    if (from < before || to <= from) faults.add(file.lineOf(["linkage", "officeHours"]), "linkage.officeHours", "SHIFT_ORDER", `${from}–${to} 须在 ${before} 之后,且结束晚于开始`, `${from}–${to} must come after ${before} and end after it begins`);
  }
}
