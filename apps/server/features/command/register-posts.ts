import type { FastifyInstance } from "fastify";
import { Type, type Static } from "typebox";
import { type CommandPost, CommandPostView } from "@tocsin/contract/command/command-post.ts";
import { Ulid } from "@tocsin/contract/place.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { Successors } from "@tocsin/contract/views.ts";
import { afterAction } from "@tocsin/engine/posts/after-action.ts";
import { draftReport } from "@tocsin/engine/posts/draft-report.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { shownPost, worksWithPost } from "../../masking.ts";
import type { ServedCity } from "../../served-city.ts";
import { grantPaths, type Session } from "../../session.ts";
import { sees } from "../../shown-record.ts";
import type { Seats } from "../identity/seats.ts";
import { entitledSeats } from "./entitled-seats.ts";
import { limitsAt, situationLog } from "./situation-log.ts";

export interface PostsDeps {
  readonly ledger: Pick<Ledger, "load" | "readStream">;
  readonly city: ServedCity;
  readonly seats: Pick<Seats, "present">;
}

/** @throws RefusedRequest NOT_FOUND for a post that does not exist for the session. */
async function postFor({ ledger, city }: PostsDeps, session: Session, id: string): Promise<CommandPost> {
  const [state] = await ledger.load([{ kind: "commandPost", id }], grantPaths(session));
  const post = state?.state as CommandPost | undefined;
  if (post === undefined || !sees(session, "commandPost", post, city)) throw new RefusedRequest(refuse("NOT_FOUND"));
  return post;
}

/** Command posts: one with its log, the draft of its next report and its review; and who can take the next shift (CMD-05). */
export function registerPosts(app: FastifyInstance, deps: PostsDeps): void {
  const { city } = deps;
  const types = new Map(city.index.city.types.map(({ code, nameZh, nameEn }) => [code, { zh: nameZh, en: nameEn }]));
  const Params = Type.Object({ id: Ulid });
  app.get<{ Params: { id: string } }>(ROUTES.commandPost, { schema: { tags: ["command"], params: Params, response: answers(CommandPostView) } }, async (request): Promise<CommandPostView> => {
    const session = sessionOf(request);
    const post = await postFor(deps, session, request.params.id);
    const shown = shownPost(session, post, city.roles, city.index);
    // A unit reads its own task force in the record; the log is the staff's.
    if (!worksWithPost(session, post, city.roles, city.index)) return { post: shown, log: [], draft: [], afterAction: null };
    const log = await situationLog(deps, session, { ...post, postId: post.id });
    return { post: shown, log, draft: post.status === "OPEN" ? draftReport(log, (code) => types.get(code) ?? null) : [], afterAction: post.status === "OPEN" ? null : afterAction(log, await limitsAt(deps, session, post.incidentId)) };
  });

  app.get<{ Params: { id: string } }>(ROUTES.postSuccessors, { schema: { tags: ["command"], params: Params, response: answers(Successors) } }, async (request): Promise<Static<typeof Successors>> => {
    const session = sessionOf(request);
    const post = await postFor(deps, session, request.params.id);
    if (post.commander.userId !== session.userId) throw new RefusedRequest(refuse("FORBIDDEN", { command: "command.offerShift" }));
    return { seats: await entitledSeats(deps, session, "command.acceptShift", post.scope) };
  });
}
