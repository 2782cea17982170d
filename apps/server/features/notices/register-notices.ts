import type { FastifyInstance } from "fastify";
import { isLetter, Letters, type Notice } from "@tocsin/contract/command/notice.ts";
import { PushKey, PushTarget } from "@tocsin/contract/command/push-target.ts";
import { Ulid } from "@tocsin/contract/place.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { keepPushTarget } from "@tocsin/ledger/push-targets.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import { type Static, Type } from "typebox";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import type { ServedCity } from "../../served-city.ts";
import { shownRecords } from "../../shown-record.ts";

export interface NoticeRouteDeps {
  readonly db: Db;
  readonly ledger: Pick<Ledger, "list">;
  readonly city: ServedCity;
  /** Null where the city sends no push. */
  readonly publicKey: string | null;
  /** Origins of the push services to which the server will speak: a device names the address, and must not make it speak to others. */
  readonly origins: readonly string[];
  readonly now: () => number;
}

const originOf = (address: string): string => (URL.canParse(address) ? new URL(address).origin : "");

/** More than a matter is handed over in its life. */
const LETTERS_MOST = 200;

/** How organisations were told of a record by mail; by which key a device lets itself be woken, and where. */
export function registerNotices(app: FastifyInstance, deps: NoticeRouteDeps): void {
  app.get<{ Params: { id: string } }>(ROUTES.letters, { schema: { tags: ["notices"], params: Type.Object({ id: Ulid }), response: answers(Letters) } }, async (request) => {
    const { id } = request.params;
    // Ids of notices begin with what they are of: newest first, those below the first that could begin otherwise.
    const found = await deps.ledger.list("notice", undefined, { before: `${id}.`, limit: LETTERS_MOST });
    const own = found.filter((record) => record.id.startsWith(`${id}-`)).map(({ state }) => state as Notice);
    return { letters: shownRecords(sessionOf(request), "notice", own, deps.city).filter(isLetter) };
  });

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
