import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { type Review, ReviewView } from "@tocsin/contract/command/review.ts";
import { Ulid } from "@tocsin/contract/place.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { afterAction } from "@tocsin/engine/posts/after-action.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { readsReview, shownReview } from "../../masking.ts";
import { grantPaths } from "../../session.ts";
import { sees } from "../../shown-record.ts";
import { limitsAt, type LogDeps, situationLog } from "./situation-log.ts";

/** `GET /api/v1/reviews/:id`: what a review is built on, from recorded events alone, each as far as the session reads it (CMD-12, X-05). */
export function registerReviews(app: FastifyInstance, { ledger, city }: LogDeps): void {
  app.get<{ Params: { id: string } }>(ROUTES.review, { schema: { tags: ["command"], params: Type.Object({ id: Ulid }), response: answers(ReviewView) } }, async (request): Promise<ReviewView> => {
    const session = sessionOf(request);
    const [state] = await ledger.load([{ kind: "review", id: request.params.id }], grantPaths(session));
    const found = state?.state as Review | undefined;
    if (found === undefined || !sees(session, "review", found, city)) throw new RefusedRequest(refuse("NOT_FOUND"));
    const review = shownReview(session, found, city.roles, city.index);
    // Who only has a task of it reads neither log nor course.
    if (!readsReview(session, found, city.roles)) return { review, log: [], afterAction: null };
    const log = await situationLog({ ledger, city }, session, { postId: found.commandPostId, incidentId: found.incidentId, advisoryId: found.advisoryId });
    return { review, log, afterAction: log.length === 0 ? null : afterAction(log, await limitsAt({ ledger, city }, session, found.incidentId)) };
  });
}
