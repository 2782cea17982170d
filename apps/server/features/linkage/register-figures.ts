import type { FastifyInstance } from "fastify";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { LinkageSummary, WhistleRates } from "@tocsin/contract/linkage/views.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { areaSummary } from "@tocsin/engine/linkage/area-summary.ts";
import { whistleRates } from "@tocsin/engine/linkage/whistle-rates.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import { answers } from "../../http/answer-schemas.ts";
import { checkPeriod, PeriodQuery } from "../../http/period-query.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { seesMatter } from "../../masking.ts";
import type { ServedCity } from "../../served-city.ts";
import { covers, grantPaths, opensView, type Session, type ViewName } from "../../session.ts";

export interface FiguresDeps {
  readonly ledger: Pick<Ledger, "list">;
  readonly city: ServedCity;
  readonly now: () => number;
}

const MOST = 5_000;
/** Areas of which the centres of the three levels are told: districts, and the stations of towns. */
const LEVELS: ReadonlySet<string> = new Set(["DISTRICT", "STATION"]);

/** Org units of a level that lie where the session has a view. @throws RefusedRequest FORBIDDEN without the view anywhere */
function places({ city }: FiguresDeps, session: Session, view: ViewName, levels: ReadonlySet<string>) {
  if (!opensView(city.roles, session, view)) throw new RefusedRequest(refuse("FORBIDDEN", { command: "read" }));
  const grants = session.grants.filter(({ role }) => city.roles.maySee(role, view));
  return city.index.city.orgs.filter(({ level, path, agency }) => levels.has(level) && agency === "POLICE" && grants.some((grant) => covers(grant, [path])));
}

/** Figures of linkage: whistles by station (LNK-04), and what an operation centre is told of its area: counts, never content (LNK-02, LNK-03). */
export function registerFigures(app: FastifyInstance, deps: FiguresDeps): void {
  const { ledger, city, now } = deps;
  app.get<{ Querystring: PeriodQuery }>(ROUTES.matterWhistles, { schema: { tags: ["linkage"], querystring: PeriodQuery, response: answers(WhistleRates) } }, async (request) => {
    const { from, to } = request.query;
    checkPeriod(request.query);
    const session = sessionOf(request);
    const stations = places(deps, session, "MATTERS", new Set(["STATION"])).map(({ id }) => id);
    const matters = (await ledger.list("matter", grantPaths(session), { limit: MOST })).map(({ state }) => state as Matter).filter((matter) => seesMatter(session, matter, city.roles, city.index));
    return { from, to, rates: whistleRates(stations, matters, { from, to }), mechanism: city.index.city.mechanisms.reports.WHISTLE_RATES };
  });

  app.get(ROUTES.matterSummary, { schema: { tags: ["linkage"], response: answers(LinkageSummary) } }, async (request) => {
    const session = sessionOf(request);
    const areas = places(deps, session, "SUMMARY", LEVELS).map(({ path }) => path);
    const [incidents, matters] = await Promise.all((["incident", "matter"] as const).map((kind) => ledger.list(kind, grantPaths(session), { open: true, limit: MOST })));
    return { at: now(), areas: areaSummary(areas, incidents!.map(({ state }) => state as Incident), matters!.map(({ state }) => state as Matter)), mechanism: city.index.city.mechanisms.reports.LINKAGE_SUMMARY };
  });
}
