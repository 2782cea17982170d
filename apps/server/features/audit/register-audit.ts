import type { FastifyInstance } from "fastify";
import { AuditKey } from "@tocsin/contract/audit/audit.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { answers } from "../../http/answer-schemas.ts";

export interface AuditDeps {
  readonly publicKey: AuditKey;
}

/** The audit to the outside: the key by which anyone can check what was signed (R52). */
export function registerAudit(app: FastifyInstance, { publicKey }: AuditDeps): void {
  app.get(ROUTES.auditKey, { config: { open: true }, schema: { tags: ["audit"], response: answers(AuditKey) } }, async () => publicKey);
}
