import type { FastifyInstance } from "fastify";
import { Type, type Static } from "typebox";
import { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { Incident } from "@tocsin/contract/intake/incident.ts";
import { RoomPage } from "@tocsin/contract/command/room.ts";
import { roomOfForce } from "@tocsin/contract/command/room-id.ts";
import { Code, Ulid } from "@tocsin/contract/place.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { Board, Timeline } from "@tocsin/contract/views.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { findRoom, incidentRoom, roomPage } from "./room-page.ts";
import { isRecused, maskIncident, readsUntil, sightOf, type Sight } from "../../masking.ts";
import { grantPaths, type Session } from "../../session.ts";
import { boardOf, type BoardDeps } from "./board.ts";
import { sightedIncidents, sightedUnit } from "./sighted-records.ts";
import { timelineEntry } from "./timeline-entry.ts";

export interface RecordsDeps extends BoardDeps {
  readonly ledger: Pick<Ledger, "load" | "list" | "head" | "readStream">;
}

const ListQuery = Type.Object(
  { open: Type.Optional(Type.Boolean()), before: Type.Optional(Ulid), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })) },
  { additionalProperties: false },
);

/** A page of incidents, newest first. Pages of the ledger are read until the page is full or nothing is left. */
async function incidentPage(deps: RecordsDeps, session: Session, query: Static<typeof ListQuery>): Promise<Incident[]> {
  const limit = query.limit ?? 100;
  const found: Incident[] = [];
  let before = query.before;
  while (found.length < limit) {
    const states = await deps.ledger.list("incident", grantPaths(session), { limit, ...(query.open === undefined ? {} : { open: query.open }), ...(before === undefined ? {} : { before }) });
    found.push(...sightedIncidents(session, states, deps.city));
    if (states.length < limit) break;
    before = states.at(-1)?.id;
  }
  return found.slice(0, limit);
}

/** One incident with what the session may see of it. @throws RefusedRequest NOT_FOUND */
async function theIncident(deps: RecordsDeps, session: Session, id: string): Promise<{ readonly incident: Incident; readonly sight: Sight }> {
  const [state] = await deps.ledger.load([{ kind: "incident", id }], grantPaths(session));
  const incident = state?.state as Incident | undefined;
  const sight = incident === undefined ? null : sightOf(session, incident, deps.city.roles, deps.city.index);
  if (incident === undefined || sight === null) throw new RefusedRequest(refuse(incident !== undefined && isRecused(session, incident) ? "RECUSED" : "NOT_FOUND"));
  return { incident, sight };
}

const IncidentParams = Type.Object({ id: Ulid });
const ForceParams = Type.Object({ id: Ulid, force: Code });
const RoomQuery = Type.Object({ before: Type.Optional(Type.Integer({ minimum: 1 })) }, { additionalProperties: false });
const UnitParams = Type.Object({ id: Code });

export function registerRecords(app: FastifyInstance, deps: RecordsDeps): void {
  app.get(ROUTES.board, { schema: { tags: ["records"], response: answers(Board) } }, (request) => boardOf(deps, sessionOf(request)));

  app.get<{ Querystring: Static<typeof ListQuery> }>(
    ROUTES.incidents,
    { schema: { tags: ["records"], querystring: ListQuery, response: answers(Type.Object({ incidents: Type.Array(Incident) })) } },
    async (request) => ({ incidents: await incidentPage(deps, sessionOf(request), request.query) }),
  );

  app.get<{ Params: { id: string } }>(ROUTES.incident, { schema: { tags: ["records"], params: IncidentParams, response: answers(Incident) } }, async (request) => {
    const { incident, sight } = await theIncident(deps, sessionOf(request), request.params.id);
    return maskIncident(incident, sight);
  });

  app.get<{ Params: { id: string } }>(ROUTES.timeline, { schema: { tags: ["records"], params: IncidentParams, response: answers(Timeline) } }, async (request) => {
    const { incident, sight } = await theIncident(deps, sessionOf(request), request.params.id);
    const until = readsUntil(incident, sight) ?? Infinity;
    const events = (await deps.ledger.readStream({ kind: "incident", id: incident.id })).filter(({ at }) => at <= until);
    return { entries: events.flatMap((event) => timelineEntry(event, sight, deps.city.index.city.accounts) ?? []) };
  });

  app.get<{ Params: { id: string }; Querystring: { before?: number } }>(ROUTES.room, { schema: { tags: ["records"], params: IncidentParams, querystring: RoomQuery, response: answers(RoomPage) } }, async (request) => {
    const session = sessionOf(request);
    const { incident } = await theIncident(deps, session, request.params.id);
    return await roomPage(deps, incidentRoom(deps, session, incident), request.query.before);
  });

  app.get<{ Params: { id: string; force: string }; Querystring: { before?: number } }>(ROUTES.forceRoom, { schema: { tags: ["records"], params: ForceParams, querystring: RoomQuery, response: answers(RoomPage) } }, async (request) => {
    const { id, force } = request.params;
    return await roomPage(deps, await findRoom(deps, sessionOf(request), roomOfForce(id, force)), request.query.before);
  });

  app.get<{ Params: { id: string } }>(ROUTES.unit, { schema: { tags: ["records"], params: UnitParams, response: answers(Unit) } }, async (request) => {
    return await sightedUnit(deps.ledger, deps.city, sessionOf(request), request.params.id);
  });
}
