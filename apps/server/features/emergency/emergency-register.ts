import type { EmergencyRegister } from "@tocsin/contract/identity/emergency-access.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import type { CsvCell } from "@tocsin/kernel/csv.ts";
import { civil, DAY, isDay, MINUTE, startOfDay } from "@tocsin/kernel/instant.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { deedsOfEmergencies, emergenciesOf } from "@tocsin/ledger/emergency-access.ts";
import type { ServedCity } from "../../served-city.ts";
import { withoutEmergency, type Session } from "../../session.ts";
import type { EmergencyDesk } from "./emergency-desk.ts";

export interface RegisterDeps {
  readonly db: Db;
  readonly city: ServedCity;
  readonly view: EmergencyDesk["view"];
}

const LISTED = 1_000;

/** From its first moment to that of the next, by the city's days; null for a day that is none. @param period `2026-03-02` or `2026-03` */
export function momentsOf(period: string, offset: number): { readonly from: number; readonly to: number } | null {
  const month = period.length === "2026-03".length;
  const first = month ? `${period}-01` : period;
  if (!isDay(first)) return null;
  const from = startOfDay(first, offset);
  if (!month) return { from, to: from + DAY };
  const [year, number] = period.split("-").map(Number) as [number, number];
  return { from, to: startOfDay(number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, "0")}-01`, offset) };
}

/** The report of a day or a month (SUP-08): every emergency access there, with what was done in it by count. It is for who reviews, by rights of their own. */
export async function emergencyRegister({ db, city, view }: RegisterDeps, session: Session, period: string): Promise<Result<EmergencyRegister, Refusal & { readonly field?: string }>> {
  const paths = withoutEmergency(session).grants.filter(({ role }) => city.roles.maySee(role, "ACCESS_REVIEW")).map(({ orgPath }) => orgPath);
  if (paths.length === 0) return fail(refuse("FORBIDDEN", { command: "emergency-register" }));
  const moments = momentsOf(period, city.index.city.head.utcOffset * MINUTE);
  if (moments === null) return fail({ ...refuse("VALIDATION_FAILED", { fields: ["$.period"] }), field: "$.period" });
  const found = await emergenciesOf(db, { ...moments, paths, limit: LISTED + 1 });
  const listed = found.slice(0, LISTED);
  const deeds = await deedsOfEmergencies(db, listed.map(({ id }) => id));
  const rows = listed.map((access) => ({ access: view(session, access), ...(deeds.get(access.id) ?? { looks: 0, acts: 0, incidents: 0 }) }));
  return ok({ period, ...moments, rows, more: found.length > LISTED });
}

const HEAD = ["asked", "account", "name", "role", "roleZh", "org", "reason", "minutes", "atOnce", "state", "answeredBy", "from", "until", "looks", "acts", "incidents", "reviewedBy", "reviewedAt", "verdict", "note"];

/** The register as a table, times by the city's clock. */
export function registerRows({ rows }: EmergencyRegister, offset: number): CsvCell[][] {
  const two = (part: number): string => String(part).padStart(2, "0");
  const time = (at: number | null | undefined): string | null => {
    if (at === null || at === undefined) return null;
    const { year, month, day, hour, minute, second } = civil(at, offset);
    return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
  };
  return [HEAD, ...rows.map(({ access, looks, acts, incidents }): CsvCell[] => [
    time(access.askedAt), access.by.account, access.by.name, access.role, access.roleZh, access.org, access.reason, access.minutes, access.atOnce, access.state, access.answeredBy?.account ?? null,
    time(access.startsAt), time(access.endsAt), looks, acts, incidents, access.review?.by.account ?? null, time(access.review?.at), access.review?.verdict ?? null, access.review?.note ?? null,
  ])];
}
