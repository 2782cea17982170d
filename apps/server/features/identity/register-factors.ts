import type { FastifyInstance } from "fastify";
import { Type, type Static } from "typebox";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { ConfirmFactor, FactorSecret, RecoveryCodes, Unlock } from "@tocsin/contract/views.ts";
import type { AuditTrail } from "../../audit-trail.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { opensView, type Roles } from "../../session.ts";
import { fromOf } from "./register-identity.ts";
import type { Seats } from "./seats.ts";

export interface FactorsDeps {
  readonly seats: Pick<Seats, "beginFactor" | "confirmFactor" | "dropFactor" | "scopeOf">;
  readonly roles: Roles;
  readonly audit: Pick<AuditTrail, "seat" | "factorDropped">;
}

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) }, { additionalProperties: false });

/** Second factors: set up by their owner with the password, taken away by an administrator when the device is lost. */
export function registerFactors(app: FastifyInstance, { seats, roles, audit }: FactorsDeps): void {
  const tags = ["identity"];
  const config = { whenEnrolling: true };

  app.post<{ Body: Static<typeof Unlock> }>(ROUTES.beginFactor, { config, schema: { tags, body: Unlock, response: answers(FactorSecret) } }, async (request) => {
    const begun = await seats.beginFactor(sessionOf(request), request.body.password, fromOf(request));
    await audit.seat(sessionOf(request), "factor-begin", begun.ok ? null : begun.error);
    if (!begun.ok) throw new RefusedRequest(begun.error);
    return begun.value;
  });
  app.post<{ Body: Static<typeof ConfirmFactor> }>(ROUTES.confirmFactor, { config, schema: { tags, body: ConfirmFactor, response: answers(RecoveryCodes) } }, async (request) => {
    const codes = await seats.confirmFactor(sessionOf(request), request.body.code);
    const refusal = codes === null ? refuse("CODE_WRONG") : null;
    await audit.seat(sessionOf(request), "factor-confirm", refusal);
    if (codes === null) throw new RefusedRequest(refuse("CODE_WRONG"));
    return { codes };
  });
  app.post<{ Params: Static<typeof Id> }>(ROUTES.dropFactor, { schema: { tags, params: Id } }, async (request, reply) => {
    const session = sessionOf(request);
    const scope = seats.scopeOf(request.params.id);
    // Not one's own: whoever holds the session would rid it of the second proof.
    if (scope === null || request.params.id === session.userId || !opensView(roles, session, "CONFIG", scope)) throw new RefusedRequest(refuse("NOT_FOUND"));
    await seats.dropFactor(request.params.id);
    await audit.factorDropped(session, request.params.id, scope);
    return reply.code(204).send();
  });
}
