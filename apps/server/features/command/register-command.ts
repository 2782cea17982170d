import type { FastifyInstance } from "fastify";
import { Type, type Static } from "typebox";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { Ulid } from "@tocsin/contract/place.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { Successors } from "@tocsin/contract/views.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { sightOf } from "../../masking.ts";
import type { ServedCity } from "../../served-city.ts";
import { grantPaths, type Session } from "../../session.ts";
import type { Seats } from "../identity/seats.ts";
import { entitled, entitledSeats } from "./entitled-seats.ts";

export interface CommandDeps {
  readonly ledger: Pick<Ledger, "load">;
  readonly city: ServedCity;
  readonly seats: Pick<Seats, "present">;
}

/** @throws RefusedRequest NOT_FOUND outside the caller's scope, FORBIDDEN where it may not offer command. */
async function commandable(deps: CommandDeps, session: Session, id: string): Promise<Incident> {
  const [state] = await deps.ledger.load([{ kind: "incident", id }], grantPaths(session));
  const incident = state?.state as Incident | undefined;
  if (incident === undefined || sightOf(session, incident, deps.city.roles, deps.city.index) === null) throw new RefusedRequest(refuse("NOT_FOUND"));
  if (entitled(deps, session, "command.offerHandover", incident.scope) === undefined) throw new RefusedRequest(refuse("FORBIDDEN", { command: "command.offerHandover" }));
  return incident;
}

/** `GET /api/v1/incidents/:id/successors`: to whom command of the incident can be handed, now (CMD-04). */
export function registerCommand(app: FastifyInstance, deps: CommandDeps): void {
  app.get<{ Params: { id: string } }>(
    ROUTES.successors,
    { schema: { tags: ["command"], params: Type.Object({ id: Ulid }), response: answers(Successors) } },
    async (request): Promise<Static<typeof Successors>> => {
      const session = sessionOf(request);
      const incident = await commandable(deps, session, request.params.id);
      return { seats: await entitledSeats(deps, session, "command.acceptHandover", incident.scope) };
    },
  );
}
