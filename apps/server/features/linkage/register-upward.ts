import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import type { CommandPost } from "@tocsin/contract/command/command-post.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { UpwardDraft } from "@tocsin/contract/linkage/severity.ts";
import { Ulid } from "@tocsin/contract/place.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { draftReport } from "@tocsin/engine/posts/draft-report.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { sightOf, worksWithPost } from "../../masking.ts";
import { grantPaths } from "../../session.ts";
import { entitled } from "../command/entitled-seats.ts";
import { type LogDeps, situationLog } from "../command/situation-log.ts";

/** The draft of the next report upward of an emergency: its log, and that of its command post, as far as the reporting desk reads them (LNK-06). */
export function registerUpward(app: FastifyInstance, deps: LogDeps): void {
  const { ledger, city } = deps;
  const types = new Map(city.index.city.types.map(({ code, nameZh, nameEn }) => [code, { zh: nameZh, en: nameEn }]));
  app.get<{ Params: { id: string } }>(ROUTES.upwardDraft, { schema: { tags: ["linkage"], params: Type.Object({ id: Ulid }), response: answers(UpwardDraft) } }, async (request): Promise<UpwardDraft> => {
    const session = sessionOf(request);
    const [found] = await ledger.load([{ kind: "incident", id: request.params.id }], grantPaths(session));
    const incident = found?.state as Incident | undefined;
    if (incident === undefined || sightOf(session, incident, city.roles, city.index) === null) throw new RefusedRequest(refuse("NOT_FOUND"));
    if (entitled(deps, session, "linkage.reportUp", incident.scope) === undefined) throw new RefusedRequest(refuse("FORBIDDEN", { command: "linkage.reportUp" }));
    const [post] = incident.postId === undefined ? [] : await ledger.load([{ kind: "commandPost", id: incident.postId }], grantPaths(session));
    const postId = post !== undefined && worksWithPost(session, post.state as CommandPost, city.roles, city.index) ? post.id : null;
    const log = await situationLog(deps, session, { incidentId: incident.id, postId, advisoryId: incident.advisoryId ?? null });
    return { lines: draftReport(log, (code) => types.get(code) ?? null) };
  });
}
