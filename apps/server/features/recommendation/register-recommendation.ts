import type { FastifyInstance } from "fastify";
import { Type, type Static } from "typebox";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { Code, Ulid } from "@tocsin/contract/place.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { MadeRecommendationView, Recommendation, RouteView } from "@tocsin/contract/views.ts";
import { within } from "@tocsin/domain/decision.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import type { RoadsAt } from "@tocsin/roads/hourly-roads.ts";
import type { Ranker } from "../../desk/ranker.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { seesUnit, sightOf } from "../../masking.ts";
import type { ServedCity } from "../../served-city.ts";
import { covers, grantPaths, opensView, type Session } from "../../session.ts";
import type { PositionBook } from "../live/position-book.ts";
import { routeBetween } from "./route-view.ts";

export interface RecommendationDeps {
  readonly ledger: Pick<Ledger, "load">;
  readonly city: ServedCity;
  readonly ranker: Ranker;
  readonly positions: Pick<PositionBook, "of">;
  readonly roadsAt: RoadsAt;
  readonly now: () => number;
}

/** @throws RefusedRequest NOT_FOUND, also for what lies outside the caller's scope. */
async function theIncident(deps: RecommendationDeps, session: Session, id: string): Promise<Incident> {
  const [state] = await deps.ledger.load([{ kind: "incident", id }], grantPaths(session));
  const incident = state?.state as Incident | undefined;
  if (incident === undefined || sightOf(session, incident, deps.city.roles, deps.city.index) === null) throw new RefusedRequest(refuse("NOT_FOUND"));
  return incident;
}

/** Who orders units, or watches the board, may see who could go, across boundaries; a crew with its own order may not. */
function mayAsk(deps: RecommendationDeps, session: Session, incident: Incident): boolean {
  const orders = session.grants.some((grant) => deps.city.roles.mayCommand(grant.role, "dispatch.issueOrder") && covers(grant, incident.scope));
  return orders || opensView(deps.city.roles, session, "BOARD", incident.scope);
}

/** One that somebody else was shown, without units that are neither in the caller's area nor lent to it. */
function inScope(deps: RecommendationDeps, session: Session, made: Recommendation): Recommendation {
  const paths = grantPaths(session);
  const mine = ({ unitId, reasons }: Recommendation["ranked"][number]): boolean => {
    const path = deps.city.index.org.get(deps.city.index.unit.get(unitId)?.org ?? "")?.path;
    return reasons.some(({ code }) => code === "MUTUAL_AID") || (path !== undefined && paths.some((grant) => within(path, grant)));
  };
  return { ...made, ranked: made.ranked.filter(mine), notEligible: made.notEligible.filter(mine) };
}

/** A unit on the caller's board, the caller's own, or one ordered to an incident that the caller sees. */
async function theUnit(deps: RecommendationDeps, session: Session, incident: Incident, id: string): Promise<Unit> {
  const [state] = await deps.ledger.load([{ kind: "unit", id }]);
  const unit = state?.state as Unit | undefined;
  const ordered = unit?.assignment?.incidentId === incident.id && mayAsk(deps, session, incident);
  if (unit === undefined || unit.status === "OFF_DUTY" || !(ordered || seesUnit(session, unit, deps.city.roles))) throw new RefusedRequest(refuse("NOT_FOUND"));
  return unit;
}

const Query = Type.Object({ includeStale: Type.Optional(Type.Boolean()) }, { additionalProperties: false });
const RerunQuery = Type.Object({ rerun: Type.Optional(Type.Boolean()) }, { additionalProperties: false });
const RouteQuery = Type.Object({ unit: Code, incident: Ulid }, { additionalProperties: false });

export function registerRecommendation(app: FastifyInstance, deps: RecommendationDeps): void {
  app.get<{ Params: { id: string }; Querystring: Static<typeof Query> }>(
    ROUTES.recommendation,
    { schema: { tags: ["recommendation"], params: Type.Object({ id: Ulid }), querystring: Query, response: answers(Recommendation) } },
    async (request) => {
      const session = sessionOf(request);
      const incident = await theIncident(deps, session, request.params.id);
      if (!mayAsk(deps, session, incident)) throw new RefusedRequest(refuse("FORBIDDEN", { command: "recommendation" }));
      // Whoever may order across boundaries is offered units across them; a district is not offered what it cannot order.
      return deps.ranker.rank(incident, { at: deps.now(), scope: grantPaths(session), includeStale: request.query.includeStale ?? false });
    },
  );

  app.get<{ Params: { id: string }; Querystring: Static<typeof RerunQuery> }>(
    ROUTES.madeRecommendation,
    { schema: { tags: ["recommendation"], params: Type.Object({ id: Ulid }), querystring: RerunQuery, response: answers(MadeRecommendationView) } },
    async (request) => {
      const session = sessionOf(request);
      const made = await deps.ranker.find(request.params.id);
      if (made === null) throw new RefusedRequest(refuse("NOT_FOUND"));
      const incident = await theIncident(deps, session, made.incidentId);
      if (!mayAsk(deps, session, incident)) throw new RefusedRequest(refuse("FORBIDDEN", { command: "recommendation" }));
      const verdict = request.query.rerun === true ? await deps.ranker.rerun(made.id) : null;
      return { recommendation: inScope(deps, session, made), rerun: verdict };
    },
  );

  app.get<{ Querystring: Static<typeof RouteQuery> }>(
    ROUTES.route,
    { schema: { tags: ["recommendation"], querystring: RouteQuery, response: answers(RouteView) } },
    async (request) => {
      const session = sessionOf(request);
      const incident = await theIncident(deps, session, request.query.incident);
      const unit = await theUnit(deps, session, incident, request.query.unit);
      const point = incident.place?.point ?? null;
      if (point === null) throw new RefusedRequest(refuse("PLACE_REQUIRED"));
      const from = deps.positions.of(unit.id) ?? unit.home;
      return routeBetween(deps.roadsAt(deps.now()), [from.lon, from.lat], [point.lon, point.lat], unit.kind);
    },
  );
}
