import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { AuditKey, AuditPage, AuditQuery, AuditState, type AuditRow } from "@tocsin/contract/audit/audit.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { cityPath } from "@tocsin/domain/organisation/chain.ts";
import { DAY } from "@tocsin/kernel/instant.ts";
import type { StoredAudit } from "@tocsin/ledger/audit.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { exportAudit } from "@tocsin/ledger/export-log.ts";
import { searchAudit } from "@tocsin/ledger/search-audit.ts";
import { verifyAudit } from "@tocsin/ledger/verify-audit.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import type { ServedCity } from "../../served-city.ts";
import { covers, type Session } from "../../session.ts";

export interface AuditDeps {
  readonly db: Db;
  readonly city: ServedCity;
  readonly publicKey: AuditKey;
}

const LONGEST_MS = 31 * DAY;

/** Where the session may read the audit. @throws RefusedRequest FORBIDDEN */
function auditPaths({ city }: AuditDeps, session: Session): readonly string[] {
  const paths = session.grants.filter((grant) => city.roles.maySee(grant.role, "AUDIT")).map(({ orgPath }) => orgPath);
  if (paths.length === 0) throw new RefusedRequest(refuse("FORBIDDEN", { command: "audit" }));
  return paths;
}

/** The chain is the whole city's: checking and exporting it needs the right there. @throws RefusedRequest FORBIDDEN */
function needWhole({ city }: AuditDeps, session: Session): void {
  const whole = session.grants.some((grant) => city.roles.maySee(grant.role, "AUDIT") && covers(grant, [cityPath(city.index)]));
  if (!whole) throw new RefusedRequest(refuse("FORBIDDEN", { command: "audit" }));
}

const idOf = (object: unknown): string[] => (typeof object === "string" ? [object] : typeof object === "object" && object !== null && "id" in object ? [String(object.id)] : []);
const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** A row as the auditor reads it. What else it holds (addresses, hashes of bodies) stays with the export. */
function rowOf({ cursor, at, actor, entry, hash }: StoredAudit, names: ReadonlyMap<string, string>): AuditRow {
  const { name, outcome, role, purpose, reason, traceId, objects, concerned, deleted } = entry;
  return {
    cursor, at, account: actor, name: names.get(actor) ?? actor, action: name, outcome, role: textOf(role), purpose: textOf(purpose), reason: textOf(reason), traceId: textOf(traceId), hash,
    objects: Array.isArray(objects) ? objects.flatMap(idOf) : [], concerned: typeof concerned === "boolean" ? concerned : null,
    deleted: name === "retention" ? (deleted as AuditRow["deleted"]) : null,
  };
}

async function* withLineEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

/** The audit to those who check: searched, verified, exported; each look is a row of its own (audit-reads.ts). The key is open to everyone (R52). */
export function registerAudit(app: FastifyInstance, deps: AuditDeps): void {
  const names = new Map(deps.city.index.city.accounts.map(({ id, name }) => [id, name]));
  app.get(ROUTES.auditKey, { config: { open: true }, schema: { tags: ["audit"], response: answers(AuditKey) } }, async () => deps.publicKey);

  app.get<{ Querystring: AuditQuery }>(ROUTES.audit, { schema: { tags: ["audit"], querystring: AuditQuery, response: answers(AuditPage) } }, async (request): Promise<AuditPage> => {
    const paths = auditPaths(deps, sessionOf(request));
    const { from, to, limit = 100, ...query } = request.query;
    if (to <= from || to - from > LONGEST_MS) {
      throw new RefusedRequest(refuse("VALIDATION_FAILED", { fields: ["$.to"] }), [{ path: "$.to", zh: "结束时间应晚于开始时间,一次最多查 31 天", en: "must lie after the beginning, at most 31 days at a time" }]);
    }
    return { rows: (await searchAudit(deps.db, paths, { from, to, limit, ...query })).map((row) => rowOf(row, names)) };
  });

  app.get(ROUTES.auditState, { schema: { tags: ["audit"], response: answers(AuditState) } }, async (request): Promise<AuditState> => {
    needWhole(deps, sessionOf(request));
    const verdict = await verifyAudit(deps.db);
    return verdict.ok ? { sound: true, rows: verdict.rows, seals: verdict.seals, fault: null } : { sound: false, rows: 0, seals: 0, fault: { kind: verdict.fault, position: verdict.position } };
  });

  app.get(ROUTES.auditExport, { schema: { tags: ["audit"] } }, async (request, reply) => {
    needWhole(deps, sessionOf(request));
    return reply.headers({ "content-disposition": 'attachment; filename="audit.jsonl"' }).type("application/x-ndjson").send(Readable.from(withLineEnds(exportAudit(deps.db))));
  });
}
