import type { FastifyInstance } from "fastify";
import { Type, type Static } from "typebox";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { SpeedReport } from "@tocsin/contract/views.ts";
import { within } from "@tocsin/domain/decision.ts";
import { speedFigures } from "@tocsin/engine/speed/speed-figures.ts";
import { isMonday, toldWeek, type ToldWeek } from "@tocsin/engine/speed/told-week.ts";
import { dayText, MINUTE } from "@tocsin/kernel/instant.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import type { ServedCity } from "../../served-city.ts";
import type { Session } from "../../session.ts";
import { readOrders, type WorkedPostOrder } from "./read-orders.ts";

export interface ReportsDeps {
  readonly db: Db;
  readonly city: ServedCity;
  readonly now: () => number;
}

const Query = Type.Object({ week: Type.String({ maxLength: 10 }), org: Type.Optional(Type.String({ maxLength: 200, pattern: "^[^.\\s*]+(\\.[^.\\s*]+)*$" })) }, { additionalProperties: false });

/** The week that is asked for. @throws RefusedRequest where it is none, or not over for a day */
function weekOf({ city, now }: ReportsDeps, monday: string): ToldWeek {
  const offset = city.index.city.head.utcOffset * MINUTE;
  const week = isMonday(monday) ? toldWeek(monday, offset) : null;
  if (week !== null && week.asAt <= now()) return week;
  const day = week === null ? "" : dayText(week.asAt, offset);
  const [zh, en] = week === null ? ["应为星期一的日期，例如 2026-11-16", "must be the day of a Monday, such as 2026-11-16"] : [`该周 ${day} 起可以统计`, `is told from ${day} on`];
  throw new RefusedRequest(refuse("VALIDATION_FAILED", { fields: ["$.week"] }), [{ path: "$.week", zh, en }]);
}

/** Org paths whose posts the caller may read about: where a board is open, narrowed to what was asked for. @throws RefusedRequest NOT_FOUND */
function pathsOf({ city }: ReportsDeps, session: Session, asked: string | undefined): string[] {
  const boards = session.grants.filter((grant) => city.roles.maySee(grant.role, "BOARD")).map(({ orgPath }) => orgPath);
  const paths = asked === undefined ? boards : boards.some((path) => within(asked, path)) && city.index.orgByPath.has(asked) ? [asked] : [];
  if (paths.length === 0) throw new RefusedRequest(refuse("NOT_FOUND"));
  return paths;
}

function rowsOf({ city }: ReportsDeps, orders: readonly WorkedPostOrder[], paths: readonly string[]): Static<typeof SpeedReport>["rows"] {
  // Site groups are volunteers of their site: they are not measured.
  const counts = (orgPath: string): boolean => city.index.orgByPath.get(orgPath)?.level !== "MRU" && paths.some((path) => within(orgPath, path));
  const byPost = Map.groupBy(orders.filter(({ orgPath }) => counts(orgPath)), ({ orgPath }) => orgPath);
  return [...byPost].sort(([a], [b]) => (a < b ? -1 : 1)).map(([orgPath, own]) => {
    const org = city.index.orgByPath.get(orgPath);
    const { acknowledge, turnOut, feedback, ...figures } = speedFigures(own);
    const id = org?.id ?? orgPath.slice(orgPath.lastIndexOf(".") + 1);
    return { orgId: id, orgPath, nameZh: org?.nameZh ?? id, ...figures, acknowledge: [...acknowledge], turnOut: [...turnOut], feedback: [...feedback] };
  });
}

/** `GET /api/v1/reports/speed`: how fast posts sign, arrive and report in a week that is over; never below posts, and nothing that stands for fewer than five (DSP-09, X-12). */
export function registerReports(app: FastifyInstance, deps: ReportsDeps): void {
  app.get<{ Querystring: Static<typeof Query> }>(ROUTES.speed, { schema: { tags: ["reports"], querystring: Query, response: answers(SpeedReport) } }, async (request) => {
    const { week, org } = request.query;
    const paths = pathsOf(deps, sessionOf(request), org);
    const period = weekOf(deps, week);
    return { week, ...period, rows: rowsOf(deps, await readOrders(deps.db, paths, period), paths), mechanism: deps.city.index.city.mechanisms.reports.SPEED };
  });
}
