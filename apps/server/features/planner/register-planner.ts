import type { FastifyInstance, FastifyRequest } from "fastify";
import { DemandOutlook } from "@tocsin/contract/planner/demand-outlook.ts";
import { PlannerCosts, PlannerCoverage, PlannerHour, PlannerPlan, PlannerRoads, PlannerSandbox, PlannerWhatIf, PlannerWish } from "@tocsin/contract/planner/planner.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import type { RoadGraph } from "@tocsin/roads/graph.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { opensView, type Roles } from "../../session.ts";
import type { Planner } from "./open-planner.ts";
import type { PlannerJob } from "./planner-job.ts";

export interface PlannerRoutesDeps {
  /** Null in a city without roads. */
  readonly planner: Planner | null;
  readonly graph: RoadGraph | null;
  readonly roles: Roles;
}

const at = (degrees: number): number => Number(degrees.toFixed(5));

function roadsOf({ version, lines: { first, lon, lat }, roads }: RoadGraph): PlannerRoads {
  const lines = roads.map((_, road) => Array.from({ length: first[road + 1]! - first[road]! }, (_point, i): [number, number] => [at(lon[first[road]! + i]!), at(lat[first[road]! + i]!)]));
  return { version, lines };
}

/**
 * The planner's questions (DSP-06). Its figures are of the whole city and of cells of at least five calls, so the right (view
 * PLANNER) opens all of it wherever it is held. Everything is computed beside what runs; nothing is written.
 */
export function registerPlanner(app: FastifyInstance, { planner, graph, roles }: PlannerRoutesDeps): void {
  function mayPlan(request: FastifyRequest): Planner {
    if (!opensView(roles, sessionOf(request), "PLANNER")) throw new RefusedRequest(refuse("FORBIDDEN", { command: "planner" }));
    if (planner === null) throw new RefusedRequest(refuse("NO_ROAD_NETWORK"));
    return planner;
  }
  async function ask(request: FastifyRequest, when: PlannerHour, job: PlannerJob): Promise<unknown> {
    const answer = await mayPlan(request).ask(when, job);
    if (!answer.ok) throw new RefusedRequest(answer.error);
    return answer.value;
  }
  let roads: Buffer | null = null;
  const tags = ["planner"];
  app.get<{ Querystring: PlannerHour }>(ROUTES.plannerCoverage, { schema: { tags, querystring: PlannerHour, response: answers(PlannerCoverage) } }, async (request) => {
    const { weekday, hour } = request.query;
    const told = (await ask(request, { weekday, hour }, { kind: "coverage" })) as Pick<PlannerCoverage, "demand" | "layout">;
    return { weekday, hour, ...told, posts: mayPlan(request).posts({ weekday, hour }).map(({ homes: _, ...post }) => post) };
  });
  app.get(ROUTES.plannerRoads, { schema: { tags, response: answers(PlannerRoads) } }, async (request, reply) => {
    mayPlan(request);
    // Half a megabyte that never changes: written once, sent as bytes.
    roads ??= Buffer.from(JSON.stringify(roadsOf(graph!)));
    return reply.type("application/json; charset=utf-8").send(roads);
  });
  app.post<{ Body: PlannerSandbox }>(ROUTES.plannerWhatIf, { schema: { tags, body: PlannerSandbox, response: answers(PlannerWhatIf) } }, async (request) => ask(request, request.body, { kind: "whatIf", sandbox: request.body }));
  app.post<{ Body: PlannerWish }>(ROUTES.plannerPlan, { schema: { tags, body: PlannerWish, response: answers(PlannerPlan) } }, async (request) => ask(request, request.body, { kind: "plan", wish: request.body }));
  app.get<{ Querystring: PlannerHour }>(ROUTES.plannerDemand, { schema: { tags, querystring: PlannerHour, response: answers(DemandOutlook) } }, async (request) => {
    const told = await mayPlan(request).outlook.at(request.query);
    if (!told.ok) throw new RefusedRequest(told.error);
    return told.value;
  });
  app.get<{ Querystring: PlannerHour }>(ROUTES.plannerCosts, { schema: { tags, querystring: PlannerHour, response: answers(PlannerCosts) } }, async (request) => ask(request, request.query, { kind: "costs" }));
}
