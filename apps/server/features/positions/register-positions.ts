import type { FastifyInstance } from "fastify";
import type { Static } from "typebox";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { PositionBatch, PositionReceipt, PositionSources } from "@tocsin/contract/views.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { opensView, type Roles } from "../../session.ts";
import type { PositionBook } from "../live/position-book.ts";
import type { SourceCounts } from "./source-counts.ts";

export interface PositionRouteDeps {
  readonly book: Pick<PositionBook, "accept">;
  readonly counts: Pick<SourceCounts, "view">;
  readonly roles: Roles;
}

/** `POST /api/v1/positions`: a batch, with what became of each. `GET …/sources`: what each door brought. */
export function registerPositions(app: FastifyInstance, { book, counts, roles }: PositionRouteDeps): void {
  app.post<{ Body: Static<typeof PositionBatch> }>(ROUTES.positions, { schema: { tags: ["positions"], body: PositionBatch, response: answers(PositionReceipt) }, bodyLimit: 1024 * 1024 }, (request) =>
    book.accept(sessionOf(request), request.body.positions, "HTTP"),
  );

  app.get(ROUTES.positionSources, { schema: { tags: ["positions"], response: answers(PositionSources) } }, (request): PositionSources => {
    const session = sessionOf(request);
    if (!opensView(roles, session, "BOARD") && !opensView(roles, session, "CONFIG")) throw new RefusedRequest(refuse("FORBIDDEN", { command: "positionSources" }));
    return counts.view();
  });
}
