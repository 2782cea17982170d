import type { FastifyInstance, FastifyRequest } from "fastify";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import type { LiveRecord } from "@tocsin/stream/live-batch.ts";
import type { AuditTrail } from "../../audit-trail.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { covers, emergencyOf, type Emergency, type Grant, type Session } from "../../session.ts";

type Under = Grant & { readonly emergency: Emergency };

/** Routes that answer nothing of incidents; whatever else is answered under emergency access is in the audit. */
const QUIET: ReadonlySet<string> = new Set([
  ROUTES.me, ROUTES.city, ROUTES.style, ROUTES.tile, ROUTES.areas, ROUTES.health, ROUTES.places, ROUTES.reverse, ROUTES.nearRoads, ROUTES.sessions, ROUTES.lock, ROUTES.unlock, ROUTES.signOut, ROUTES.password,
  ROUTES.emergency, ROUTES.approveEmergency, ROUTES.declineEmergency, ROUTES.endEmergency, ROUTES.emergencyReport, ROUTES.emergencyRegister, ROUTES.reviewEmergency, ROUTES.stream,
]);
const FLUSH_MS = 1_000;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const strings = (value: unknown): string[] => (isObject(value) ? Object.values(value).filter((item) => typeof item === "string") : []);
const paths = (value: unknown): readonly string[] | null => (Array.isArray(value) && value.every((item) => typeof item === "string") ? value : null);

/** Incidents in an answer that lie where the access holds, with their numbers, and the ids by which an answer speaks of others. */
function incidentsIn(answer: unknown, under: Under, found = { objects: new Set<string>(), incidentNos: new Set<string>() }) {
  if (Array.isArray(answer)) for (const item of answer) incidentsIn(item, under, found);
  if (!isObject(answer) || Array.isArray(answer)) return found;
  const { id, no, scope, incidentId } = answer;
  const where = paths(scope);
  if (typeof id === "string" && typeof no === "string" && where !== null) {
    if (!covers(under, where)) return found;
    found.objects.add(id);
    found.incidentNos.add(no);
    return found;
  }
  if (typeof incidentId === "string") found.objects.add(incidentId);
  for (const value of Object.values(answer)) if (isObject(value)) incidentsIn(value, under, found);
  return found;
}

/**
 * Writes down every answer that a session gets while it holds emergency access, before it leaves: an answer whose row cannot be
 * kept is not given. What the own rights would have shown as well is written too; the reviewer sees too much, never too little.
 */
export function auditEmergencyAnswers(app: FastifyInstance, audit: Pick<AuditTrail, "emergencyRead">): void {
  const seen = new WeakMap<FastifyRequest, { readonly under: Under; objects: readonly string[]; incidentNos: readonly string[] }>();
  app.addHook("preHandler", async (request) => {
    const under = request.session === null ? null : emergencyOf(request.session);
    if (under !== null && !QUIET.has(request.routeOptions.url ?? "")) seen.set(request, { under, objects: [], incidentNos: [] });
  });
  app.addHook("preSerialization", async (request, _reply, payload) => {
    const kept = seen.get(request);
    if (kept !== undefined) {
      const { objects, incidentNos } = incidentsIn(payload, kept.under);
      seen.set(request, { under: kept.under, objects: [...objects], incidentNos: [...incidentNos] });
    }
    return payload;
  });
  app.addHook("onSend", async (request, reply, payload) => {
    const kept = seen.get(request);
    seen.delete(request);
    if (kept === undefined || reply.statusCode >= 400) return payload;
    const objects = [...new Set([...strings(request.params), ...strings(request.query), ...kept.objects])];
    const name = `${request.method} ${request.routeOptions.url ?? request.url}`;
    await audit.emergencyRead(request.session!.userId, kept.under, { name, objects, incidentNos: kept.incidentNos, traceId: request.id }).catch((error: unknown) => {
      request.log.error({ err: error }, "audit of emergency access");
      throw new RefusedRequest(refuse("TOO_BUSY"));
    });
    return payload;
  });
}

/** What the live stream shows under emergency access: gathered for a moment, and written as one row. */
export function openStreamReads(audit: Pick<AuditTrail, "emergencyRead">, report: (what: string, error: unknown) => void) {
  type Gathered = { readonly account: string; readonly under: Under; readonly objects: Set<string>; readonly incidentNos: Set<string> };
  const waiting = new Map<string, Gathered>();
  const flush = async (): Promise<void> => {
    const rows = [...waiting.values()];
    waiting.clear();
    for (const { account, under, objects, incidentNos } of rows) {
      await audit.emergencyRead(account, under, { name: "stream", objects: [...objects], incidentNos: [...incidentNos] }).catch((error: unknown) => report("audit of emergency access", error));
    }
  };
  const timer = setInterval(() => void flush(), FLUSH_MS).unref();
  return {
    /** A viewer has been shown a record. */
    note(session: Session, record: LiveRecord): void {
      const under = emergencyOf(session);
      const state = record.state as { readonly no?: unknown; readonly scope?: unknown };
      const where = paths(state.scope);
      if (under === null || record.kind !== "incident" || where === null || !covers(under, where)) return;
      const gathered = waiting.get(under.emergency.id) ?? { account: session.userId, under, objects: new Set<string>(), incidentNos: new Set<string>() };
      gathered.objects.add(record.id);
      gathered.incidentNos.add(String(state.no));
      waiting.set(under.emergency.id, gathered);
    },
    async close(): Promise<void> {
      clearInterval(timer);
      await flush();
    },
  };
}
