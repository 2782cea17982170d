import type { FastifyInstance, FastifyRequest } from "fastify";
import { refuse } from "@tocsin/contract/refusal.ts";
import type { AuditTrail } from "../../audit-trail.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import type { Roles, Session } from "../../session.ts";
import { PROTECTED } from "./protected-reads.ts";

/** How long an answer waits for its row: reading goes on while nothing can be written. */
const WAIT_MS = 1_000;

const CONTENT = ["BOARD", "INCIDENT", "OWN_ORDERS", "SHARED_INCIDENT", "MATTERS", "OWN_MATTERS"] as const;

/** Administrators and auditors manage and check; they read no incident (SUP-08). */
const readsContent = (session: Session, roles: Roles): boolean => session.grants.some((grant) => CONTENT.some((view) => roles.maySee(grant.role, view)));

const named = (request: FastifyRequest): string[] => [request.params, request.query].flatMap((part) => (typeof part === "object" && part !== null ? Object.values(part).filter((value) => typeof value === "string") : []));

/** Refuses content to who has no right to any, and writes down every answer that shows some, before it leaves. */
export function auditReads(app: FastifyInstance, { audit, roles }: { readonly audit: Pick<AuditTrail, "read">; readonly roles: Roles }): void {
  app.addHook("preHandler", async (request) => {
    const what = PROTECTED[request.routeOptions.url ?? ""];
    if (what?.one === true && request.session !== null && !readsContent(request.session, roles)) throw new RefusedRequest(refuse("FORBIDDEN", { command: "read" }));
    // A stream has no answer of its own: its row is that of its opening.
    if (what !== undefined && request.session !== null && request.headers.upgrade !== undefined) await written(request, request.session, what.purpose);
  });
  app.addHook("onSend", async (request, reply, payload) => {
    const what = PROTECTED[request.routeOptions.url ?? ""];
    if (what !== undefined && request.session !== null && reply.statusCode < 400) await written(request, request.session, what.purpose);
    return payload;
  });
  const written = (request: FastifyRequest, session: Session, purpose: string): Promise<void> => {
    const row = audit.read(session, { name: `${request.method} ${request.routeOptions.url ?? request.url}`, purpose, objects: named(request), traceId: request.id });
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, WAIT_MS)));
    return Promise.race([row, enough]).finally(() => clearTimeout(timer));
  };
}
