import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { type Activation, Responses } from "@tocsin/contract/command/activation.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { Ulid } from "@tocsin/contract/place.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { sightOf } from "../../masking.ts";
import type { ServedCity } from "../../served-city.ts";
import { grantPaths } from "../../session.ts";
import { shownRecords } from "../../shown-record.ts";

/** `GET /api/v1/incidents/:id/responses`: everything that was set going in an incident, also what has ended; the board has only what runs. */
export function registerResponses(app: FastifyInstance, { ledger, city }: { readonly ledger: Pick<Ledger, "load">; readonly city: ServedCity }): void {
  app.get<{ Params: { id: string } }>(ROUTES.responses, { schema: { tags: ["command"], params: Type.Object({ id: Ulid }), response: answers(Responses) } }, async (request): Promise<Responses> => {
    const session = sessionOf(request);
    const [state] = await ledger.load([{ kind: "incident", id: request.params.id }], grantPaths(session));
    const incident = state?.state as Incident | undefined;
    if (incident === undefined || sightOf(session, incident, city.roles, city.index) === null) throw new RefusedRequest(refuse("NOT_FOUND"));
    const states = await ledger.load((incident.responses ?? []).map(({ activationId }) => ({ kind: "activation", id: activationId })));
    return { responses: shownRecords(session, "activation", states.map(({ state }) => state as Activation), city) };
  });
}
