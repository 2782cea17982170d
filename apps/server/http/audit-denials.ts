import type { FastifyInstance } from "fastify";
import { refusalStatus } from "@tocsin/contract/refusal.ts";
import type { AuditEntry } from "@tocsin/ledger/audit.ts";
import { grantPaths } from "../session.ts";
import { RefusedRequest } from "./refused-request.ts";

export interface DenialDeps {
  readonly audit: (entry: AuditEntry, scope: readonly string[]) => Promise<void>;
  readonly now: () => number;
  readonly report: (what: string, error: unknown) => void;
}

/** Ids of records and codes of units; what else was typed into a question is not kept. */
const ID = /^[A-Z0-9][A-Z0-9_-]{0,39}$/;
const DENIALS: ReadonlySet<number> = new Set([403, 404]);

/**
 * Every question that is denied to somebody who is signed in is audited, like the commands that the desk denies.
 * Applies to the routes that are registered after it. What a stranger asks is not kept: anybody could fill the audit with it.
 */
export function auditDenials(app: FastifyInstance, deps: DenialDeps): void {
  app.addHook("onError", async (request, _reply, error) => {
    if (!(error instanceof RefusedRequest) || request.session === null || !DENIALS.has(refusalStatus(error.refusal.code))) return;
    const { userId } = request.session;
    const asked = [request.params, request.query].flatMap((part) => Object.values((part ?? {}) as Record<string, unknown>)).map(String);
    const entry = {
      name: `${request.method} ${request.routeOptions.url ?? ""}`, outcome: "REFUSED", code: error.refusal.code, traceId: request.id,
      objects: asked.filter((text) => ID.test(text)),
    };
    await deps.audit({ at: deps.now(), actor: userId, entry }, grantPaths(request.session)).catch((problem: unknown) => deps.report("audit", problem));
  });
}
