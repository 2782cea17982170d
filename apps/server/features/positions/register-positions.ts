import type { FastifyInstance } from "fastify";
import type { Static } from "typebox";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { PositionBatch, PositionReceipt } from "@tocsin/contract/views.ts";
import { answers } from "../../http/answer-schemas.ts";
import { sessionOf } from "../../http/request-session.ts";
import type { PositionBook } from "../live/position-book.ts";

/** `POST /api/v1/positions`: a batch, with what became of each. */
export function registerPositions(app: FastifyInstance, deps: { readonly book: Pick<PositionBook, "accept"> }): void {
  app.post<{ Body: Static<typeof PositionBatch> }>(ROUTES.positions, { schema: { tags: ["positions"], body: PositionBatch, response: answers(PositionReceipt) }, bodyLimit: 1024 * 1024 }, (request) =>
    deps.book.accept(sessionOf(request), request.body.positions),
  );
}
