import { Type, type Static } from "typebox";
import type { GeoRequest } from "@tocsin/contract/linkage/georeport.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { GeoFault } from "@tocsin/georeport/fault.ts";
import { toRequest, type RequestNames } from "@tocsin/georeport/to-request.ts";
import { DAY } from "@tocsin/kernel/instant.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import { seesMatter } from "../../masking.ts";
import type { ServedCity } from "../../served-city.ts";
import { grantPaths, type Session } from "../../session.ts";
import { GeoFaults } from "./geo-answer.ts";

/** Who may ask knows who it is by its header: nothing of the caller stands in an address, an `api_key` neither. */
export const RequestsQuery = Type.Object(
  {
    jurisdiction_id: Type.Optional(Type.String({ maxLength: 80 })),
    service_request_id: Type.Optional(Type.String({ maxLength: 27_000 })),
    service_code: Type.Optional(Type.String({ maxLength: 400 })),
    start_date: Type.Optional(Type.String({ maxLength: 40 })),
    end_date: Type.Optional(Type.String({ maxLength: 40 })),
    status: Type.Optional(Type.String({ maxLength: 40 })),
  },
  { additionalProperties: false },
);
export type RequestsQuery = Static<typeof RequestsQuery>;

/** The standard's limits. */
const MOST_DAYS = 90;
const MOST = 1_000;
/** So many of the newest matters are looked through. */
const LOOKED_AT = 5_000;
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

const wrong = (field: string, zh: string, en: string): GeoFaults => new GeoFaults([{ field, zh, en } satisfies GeoFault]);
const parts = (text: string | undefined): string[] => (text ?? "").split(",").map((part) => part.trim()).filter((part) => part !== "");

function moment(field: "start_date" | "end_date", text: string | undefined): number | null {
  if (text === undefined || text === "") return null;
  const at = MOMENT.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(at)) throw wrong(field, "须为 W3C 日期时间，例如 2026-03-02T10:00:00Z", "must be a date and time such as 2026-03-02T10:00:00Z");
  return at;
}

/** From when to when; 90 days at most, and the last 90 where nothing is said. */
function period(query: RequestsQuery, now: number): { readonly from: number; readonly until: number } {
  const [start, end] = [moment("start_date", query.start_date), moment("end_date", query.end_date)];
  const until = end ?? (start === null ? now : Math.min(now, start + MOST_DAYS * DAY));
  const from = start ?? until - MOST_DAYS * DAY;
  if (from > until) throw wrong("end_date", "不得早于 start_date", "must not be before start_date");
  if (until - from > MOST_DAYS * DAY) throw wrong("start_date", `与 end_date 相距不得超过 ${MOST_DAYS} 天`, `must not be more than ${MOST_DAYS} days before end_date`);
  return { from, until };
}

interface Found {
  readonly ledger: Pick<Ledger, "load" | "list">;
  readonly city: ServedCity;
  readonly names: RequestNames;
  readonly session: Session;
}

const shown = ({ city, names, session }: Found, states: readonly { readonly state: unknown }[]): GeoRequest[] =>
  states.map(({ state }) => state as Matter).filter((matter) => seesMatter(session, matter, city.roles, city.index)).map((matter) => toRequest(matter, names));

/** Matters of these ids as requests, in the order in which they were asked for; what the caller has no part in does not exist. */
export async function requestsById(found: Found, ids: readonly string[]): Promise<GeoRequest[]> {
  const odd = ids.find((id) => !ULID.test(id));
  if (odd !== undefined) throw wrong("service_request_id", `不是本平台的编号：${odd.slice(0, 40)}`, `is no id of this platform: ${odd.slice(0, 40)}`);
  if (ids.length > MOST) throw wrong("service_request_id", `一次最多 ${MOST} 个`, `${MOST} at most`);
  const requests = new Map(shown(found, await found.ledger.load([...new Set(ids)].map((id) => ({ kind: "matter", id })), grantPaths(found.session))).map((request) => [request.service_request_id, request]));
  return ids.flatMap((id) => requests.get(id) ?? []);
}

/** GET of requests: by their ids, which overrides the rest, or of a period. */
export async function findRequests(found: Found, query: RequestsQuery, now: number): Promise<GeoRequest[]> {
  const ids = parts(query.service_request_id);
  if (ids.length > 0) return requestsById(found, ids);
  const statuses = parts(query.status);
  if (statuses.some((status) => status !== "open" && status !== "closed")) throw wrong("status", "须为 open 或 closed", "must be open or closed");
  const codes = parts(query.service_code);
  const { from, until } = period(query, now);
  const states = await found.ledger.list("matter", grantPaths(found.session), { limit: LOOKED_AT });
  const inTime = states.filter(({ state }) => (state as Matter).openedAt >= from && (state as Matter).openedAt <= until);
  const fits = (request: GeoRequest): boolean => (statuses.length === 0 || statuses.includes(request.status)) && (codes.length === 0 || codes.includes(request.service_code));
  return shown(found, inTime).filter(fits).slice(0, MOST);
}
