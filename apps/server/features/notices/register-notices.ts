import type { FastifyInstance } from "fastify";
import { PushKey, PushTarget } from "@tocsin/contract/command/push-target.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { keepPushTarget } from "@tocsin/ledger/push-targets.ts";
import type { Static } from "typebox";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";

export interface NoticeRouteDeps {
  readonly db: Db;
  /** Null where the city sends no push. */
  readonly publicKey: string | null;
  /** Origins of the push services to which the server will speak: a device names the address, and must not make it speak to others. */
  readonly origins: readonly string[];
  readonly now: () => number;
}

const originOf = (address: string): string => (URL.canParse(address) ? new URL(address).origin : "");

/** By which key a device lets itself be woken, and where. */
export function registerNotices(app: FastifyInstance, deps: NoticeRouteDeps): void {
  app.get(ROUTES.pushKey, { schema: { tags: ["notices"], response: answers(PushKey) } }, () => ({ key: deps.publicKey }));

  app.post<{ Body: Static<typeof PushTarget> }>(ROUTES.pushTarget, { schema: { tags: ["notices"], body: PushTarget, response: answers(PushKey) } }, async (request) => {
    const { unitId } = sessionOf(request);
    if (unitId === null) throw new RefusedRequest(refuse("FORBIDDEN", { command: "push" }));
    if (!deps.origins.includes(originOf(request.body.endpoint))) {
      throw new RefusedRequest(refuse("VALIDATION_FAILED", { fields: ["$.endpoint"] }), [{ path: "$.endpoint", zh: "不是本市允许的推送服务", en: "not a push service that this city allows" }]);
    }
    await keepPushTarget(deps.db, unitId, request.body, deps.now());
    return { key: deps.publicKey };
  });
}
