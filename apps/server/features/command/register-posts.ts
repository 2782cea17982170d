import type { FastifyInstance } from "fastify";
import { Type, type Static } from "typebox";
import { type CommandPost, CommandPostView, type PostLogEntry } from "@tocsin/contract/command/command-post.ts";
import type { Advisory } from "@tocsin/contract/command/advisory.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
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
import { seesAdvisory, type Sight, seesPost, shownPost, sightOf, worksWithPost } from "../../masking.ts";
import type { ServedCity } from "../../served-city.ts";
import { grantPaths, type Session } from "../../session.ts";
import type { Seats } from "../identity/seats.ts";
import { timelineEntry } from "../records/timeline-entry.ts";
import { entitledSeats } from "./entitled-seats.ts";

export interface PostsDeps {
  readonly ledger: Pick<Ledger, "load" | "readStream">;
  readonly city: ServedCity;
  readonly seats: Pick<Seats, "present">;
}

/** Whoever sees the record sees its events; there is nothing of a caller in them. */
const WHOLE: Sight = { key: "ALL", callback: false, policeNotes: true, orders: "ALL", unitId: null, agency: "" };

type Source = readonly ["P" | "I" | "A", "commandPost" | "incident" | "advisory", string, Sight];

/** The records whose events are the log, each as far as the session reads it. */
async function sourcesOf({ ledger, city }: PostsDeps, session: Session, { id, incidentId, advisoryId }: CommandPost): Promise<Source[]> {
  const asked = [...(incidentId === null ? [] : [{ kind: "incident", id: incidentId }]), ...(advisoryId === null ? [] : [{ kind: "advisory", id: advisoryId }])];
  const bound = await ledger.load(asked, grantPaths(session));
  return [
    ["P", "commandPost", id, WHOLE],
    ...bound.flatMap((state): Source[] => {
      if (state.kind === "advisory") return seesAdvisory(session, state.state as Advisory, city.roles) ? [["A", "advisory", state.id, WHOLE]] : [];
      const sight = sightOf(session, state.state as Incident, city.roles, city.index);
      return sight === null ? [] : [["I", "incident", state.id, sight]];
    }),
  ];
}

/** The situation log: recorded events of the post, its incident and its advisory, oldest first. */
async function logOf(deps: PostsDeps, session: Session, post: CommandPost): Promise<PostLogEntry[]> {
  const accounts = deps.city.index.city.accounts;
  const parts = await Promise.all((await sourcesOf(deps, session, post)).map(async ([mark, kind, id, sight]) =>
    (await deps.ledger.readStream({ kind, id })).flatMap((event) => {
      const entry = timelineEntry(event, sight, accounts);
      return entry === null ? [] : [{ ref: `${mark}${entry.version}`, type: entry.type, at: entry.at, by: entry.by, byName: entry.byName, data: entry.data }];
    })));
  // Events of one commit have one time: the incident's come before what the post makes of them, each record's in its own order.
  return parts.flat().sort((a, b) => a.at - b.at || (a.ref.charAt(0) === b.ref.charAt(0) ? Number(a.ref.slice(1)) - Number(b.ref.slice(1)) : a.ref < b.ref ? -1 : 1));
}

/** @throws RefusedRequest NOT_FOUND for a post that does not exist for the session. */
async function postFor({ ledger, city }: PostsDeps, session: Session, id: string): Promise<CommandPost> {
  const [state] = await ledger.load([{ kind: "commandPost", id }], grantPaths(session));
  const post = state?.state as CommandPost | undefined;
  if (post === undefined || !seesPost(session, post, city.roles, city.index)) throw new RefusedRequest(refuse("NOT_FOUND"));
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
    // A unit reads its own task force in the record; the log is the staff's.
    if (!worksWithPost(session, post, city.roles, city.index)) return { post: shownPost(session, post, city.roles, city.index), log: [], draft: [], afterAction: null };
    const log = await logOf(deps, session, post);
    return { post, log, draft: post.status === "OPEN" ? draftReport(log, (code) => types.get(code) ?? null) : [], afterAction: post.status === "OPEN" ? null : afterAction(log) };
  });

  app.get<{ Params: { id: string } }>(ROUTES.postSuccessors, { schema: { tags: ["command"], params: Params, response: answers(Successors) } }, async (request): Promise<Static<typeof Successors>> => {
    const session = sessionOf(request);
    const post = await postFor(deps, session, request.params.id);
    if (post.commander.userId !== session.userId) throw new RefusedRequest(refuse("FORBIDDEN", { command: "command.offerShift" }));
    return { seats: await entitledSeats(deps, session, "command.acceptShift", post.scope) };
  });
}
