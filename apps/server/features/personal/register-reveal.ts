import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { Reveal, Revealed } from "@tocsin/contract/audit/reveal.ts";
import type { IncidentEvents } from "@tocsin/contract/intake/events.ts";
import type { Incident, Report } from "@tocsin/contract/intake/incident.ts";
import { Ulid } from "@tocsin/contract/place.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import type { Vault } from "@tocsin/ledger/personal/vault.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import type { AuditTrail } from "../../audit-trail.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { sightOf } from "../../masking.ts";
import type { ServedCity } from "../../served-city.ts";
import { grantPaths, type Session } from "../../session.ts";

export interface RevealDeps {
  readonly ledger: Pick<Ledger, "load" | "readStream">;
  readonly city: ServedCity;
  readonly vault: Pick<Vault, "open">;
  readonly audit: Pick<AuditTrail, "revealed">;
}

/** A report that stands in the log and, since there are so many, no longer in the record (R24). Only a first report's number is ever amended, and that one is shown. */
async function loggedReport({ ledger }: Pick<RevealDeps, "ledger">, incident: Incident, reportId: string): Promise<Report | undefined> {
  if (incident.reportCount === undefined) return undefined;
  const stillMerged = ({ duplicateId, reports }: IncidentEvents["DuplicateMerged"]): readonly Report[] => (incident.absorbed.includes(duplicateId) ? reports : []);
  const events = await ledger.readStream({ kind: "incident", id: incident.id });
  return events.flatMap(({ type, data }) => (type === "ReportAdded" ? [(data as IncidentEvents["ReportAdded"]).report] : type === "DuplicateMerged" ? stillMerged(data as IncidentEvents["DuplicateMerged"]) : [])).find(({ id }) => id === reportId);
}

/** @throws RefusedRequest NOT_FOUND outside the caller's scope, FORBIDDEN for who does not call back. */
async function reportOf(deps: RevealDeps, session: Session, id: string, reportId: string): Promise<{ readonly incident: Incident; readonly report: Report }> {
  const { ledger, city } = deps;
  const [state] = await ledger.load([{ kind: "incident", id }], grantPaths(session));
  const incident = state?.state as Incident | undefined;
  const sight = incident === undefined ? null : sightOf(session, incident, city.roles, city.index);
  if (incident === undefined || sight === null) throw new RefusedRequest(refuse("NOT_FOUND"));
  const report = incident.reports.find((candidate) => candidate.id === reportId) ?? (sight.callback ? await loggedReport(deps, incident, reportId) : undefined);
  if (report === undefined) throw new RefusedRequest(refuse("NOT_FOUND"));
  if (!sight.callback) throw new RefusedRequest(refuse("FORBIDDEN", { command: "reveal" }));
  return { incident, report };
}

/** Whether the asker has to do with the incident: took a call, wrote to it, gave or holds an order, commands it (R53). */
export function concernedWith(incident: Incident, { userId, unitId }: Pick<Session, "userId" | "unitId">): boolean {
  const orders = incident.orders.flatMap((order) => [order.issuedBy, ...order.assignments.map((assignment) => assignment.unitId)]);
  return [...incident.reports, ...incident.notes, ...incident.facts].some(({ by }) => by === userId)
    || orders.some((who) => who === userId || (unitId !== null && who === unitId)) || incident.commander?.userId === userId;
}

/** `POST /api/v1/incidents/:id/reveal`: one caller's number for one purpose. No row in the audit, no number. */
export function registerReveal(app: FastifyInstance, deps: RevealDeps): void {
  app.post<{ Params: { id: string }; Body: Reveal }>(ROUTES.reveal, { schema: { tags: ["audit"], params: Type.Object({ id: Ulid }), body: Reveal, response: answers(Revealed) } }, async (request): Promise<Revealed> => {
    const session = sessionOf(request);
    const { reportId, purpose, reason } = request.body;
    const { incident, report } = await reportOf(deps, session, request.params.id, reportId);
    if (report.callback === null) throw new RefusedRequest(refuse("NOT_FOUND"));
    const callback = await deps.vault.open(report.callback);
    await deps.audit.revealed(session, { incidentId: incident.id, reportId, purpose, reason: reason ?? null, concerned: report.by === session.userId || concernedWith(incident, session), traceId: request.id }, incident.scope);
    if (callback === null) throw new RefusedRequest(refuse("PERSONAL_DATA_DELETED"));
    return { callback };
  });
}
