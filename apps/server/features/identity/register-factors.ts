import type { FastifyInstance } from "fastify";
import { Type, type Static } from "typebox";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { ConfirmFactor, FactorSecret, FirstPassword, HelpAccount, Proof, RecoveryCodes } from "@tocsin/contract/views.ts";
import type { AuditTrail } from "../../audit-trail.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { opensView, type Roles, type Session } from "../../session.ts";
import { proveAgain } from "./prove-again.ts";
import type { Seats } from "./seats.ts";

export interface FactorsDeps {
  readonly seats: Pick<Seats, "prove" | "beginFactor" | "confirmFactor" | "dropFactor" | "resetPassword" | "scopeOf">;
  readonly roles: Roles;
  readonly audit: Pick<AuditTrail, "seat" | "helped">;
}

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) }, { additionalProperties: false });

/** Second factors: set up by their owner with what the account has proved itself by so far. */
export function registerFactors(app: FastifyInstance, deps: FactorsDeps): void {
  const { seats, audit } = deps;
  const tags = ["identity"];
  const config = { whenEnrolling: true };

  app.post<{ Body: Proof }>(ROUTES.beginFactor, { config, schema: { tags, body: Proof, response: answers(FactorSecret) } }, async (request, reply) => {
    await proveAgain(deps, request, reply, { act: "factor-begin", need: "ALL", proof: request.body });
    await audit.seat(sessionOf(request), "factor-begin", null);
    return seats.beginFactor(sessionOf(request));
  });
  app.post<{ Body: Static<typeof ConfirmFactor> }>(ROUTES.confirmFactor, { config, schema: { tags, body: ConfirmFactor, response: answers(RecoveryCodes) } }, async (request) => {
    const confirmed = await seats.confirmFactor(request.sessionId ?? "", sessionOf(request), request.body.code);
    await audit.seat(sessionOf(request), "factor-confirm", confirmed.ok ? null : confirmed.error);
    if (!confirmed.ok) throw new RefusedRequest(confirmed.error);
    return { codes: [...confirmed.value] };
  });
  registerHelp(app, deps);
}

/** What an administrator does for who has lost a device or forgotten a password; how they made sure who asks is in the audit. */
function registerHelp(app: FastifyInstance, deps: FactorsDeps): void {
  const { seats, roles, audit } = deps;
  const tags = ["identity"];
  /** Not one's own: whoever holds the session would rid it of a proof. Nor one whose rights reach beyond the administrator's place. @throws RefusedRequest NOT_FOUND */
  const administered = (session: Session, account: string): readonly string[] => {
    const scope = seats.scopeOf(account);
    if (scope === null || scope.length === 0 || account === session.userId || !scope.every((path) => opensView(roles, session, "CONFIG", [path]))) throw new RefusedRequest(refuse("NOT_FOUND"));
    return scope;
  };
  app.post<{ Params: Static<typeof Id>; Body: HelpAccount }>(ROUTES.dropFactor, { schema: { tags, params: Id, body: HelpAccount } }, async (request, reply) => {
    const scope = administered(sessionOf(request), request.params.id);
    await proveAgain(deps, request, reply, { act: "factor-drop", need: "ALL", proof: request.body });
    const dropped = await seats.dropFactor(request.params.id, sessionOf(request));
    if (!dropped.ok) throw new RefusedRequest(dropped.error);
    await audit.helped(sessionOf(request), "factor-drop", request.params.id, request.body.madeSure, scope);
    return reply.code(204).send();
  });
  app.post<{ Params: Static<typeof Id>; Body: HelpAccount }>(ROUTES.resetPassword, { schema: { tags, params: Id, body: HelpAccount, response: answers(FirstPassword) } }, async (request, reply) => {
    const scope = administered(sessionOf(request), request.params.id);
    await proveAgain(deps, request, reply, { act: "password-reset", need: "ALL", proof: request.body });
    const given = await seats.resetPassword(request.params.id, sessionOf(request));
    if (!given.ok) throw new RefusedRequest(given.error);
    await audit.helped(sessionOf(request), "password-reset", request.params.id, request.body.madeSure, scope);
    return { password: given.value };
  });
}
