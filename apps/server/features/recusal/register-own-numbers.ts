import type { FastifyInstance } from "fastify";
import type { Static } from "typebox";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { DeclareNumbers, OwnNumbersView } from "@tocsin/contract/identity/own-numbers.ts";
import type { AuditTrail } from "../../audit-trail.ts";
import { answers } from "../../http/answer-schemas.ts";
import { sessionOf } from "../../http/request-session.ts";
import type { OwnNumbers } from "./own-numbers.ts";

export interface OwnNumbersRoutes {
  readonly numbers: Pick<OwnNumbers, "countOf" | "declare">;
  readonly audit: Pick<AuditTrail, "seat">;
  /** Hears of an account whose numbers are others now: what it sees is another from here on. */
  readonly changed: (account: string) => void;
}

/** Staff say which numbers are their own; nobody reads them again, the account itself included (GOV-02). */
export function registerOwnNumbers(app: FastifyInstance, { numbers, audit, changed }: OwnNumbersRoutes): void {
  const tags = ["identity"];
  app.get(ROUTES.ownNumbers, { schema: { tags, response: answers(OwnNumbersView) } }, async (request) => ({ count: numbers.countOf(sessionOf(request).userId) }));
  app.post<{ Body: Static<typeof DeclareNumbers> }>(ROUTES.ownNumbers, { schema: { tags, body: DeclareNumbers, response: answers(OwnNumbersView) } }, async (request) => {
    const session = sessionOf(request);
    await numbers.declare(session.userId, request.body.numbers);
    await audit.seat(session, "own-numbers", null);
    changed(session.userId);
    return { count: numbers.countOf(session.userId) };
  });
}
