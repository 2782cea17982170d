import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import type { Room } from "@tocsin/contract/command/room.ts";
import { VOICE_MIME } from "@tocsin/contract/command/room-limits.ts";
import type { Incident, MediaRef } from "@tocsin/contract/intake/incident.ts";
import { Ulid } from "@tocsin/contract/place.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { IDEMPOTENCY_HEADER, ROUTES } from "@tocsin/contract/routes.ts";
import { MediaReceipt } from "@tocsin/contract/views.ts";
import { isUlid, ulid } from "@tocsin/kernel/id.ts";
import { findMedia, keepMedia, openMedia } from "@tocsin/ledger/media.ts";
import type { Vault } from "@tocsin/ledger/personal/vault.ts";
import type { OpenLedger } from "@tocsin/ledger/open-ledger.ts";
import { answers } from "../../http/answer-schemas.ts";
import { registerByteRoutes } from "../../http/byte-routes.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { messagesOf, silentRoom } from "../records/room-page.ts";
import { maskIncident, roomOf, sightOf, type Sight } from "../../masking.ts";
import type { ServedCity } from "../../served-city.ts";
import { covers, grantPaths, type Session } from "../../session.ts";
import { BrokenImage } from "./byte-reader.ts";
import { cleanImage, IMAGE_TYPES } from "./clean-image.ts";
import { cleanVoice } from "./clean-voice.ts";

export interface MediaDeps {
  readonly ledger: Pick<OpenLedger, "load" | "db" | "readStream">;
  readonly city: ServedCity;
  readonly vault: Pick<Vault, "sealBytes" | "openBytes" | "fresh">;
  readonly now: () => number;
}

const MEDIA_LIMIT = 6 * 1024 * 1024;
/** Who may write to an incident in one of these ways may add a picture or a voice message to it. */
const WRITING = ["dispatch.feedback", "intake.addNote", "intake.addFact", "intake.addReport", "rooms.post"] as const;

/** @throws RefusedRequest NOT_FOUND */
async function sighted(deps: MediaDeps, session: Session, incidentId: string): Promise<{ readonly incident: Incident; readonly sight: Sight }> {
  const [state] = await deps.ledger.load([{ kind: "incident", id: incidentId }], grantPaths(session));
  const incident = state?.state as Incident | undefined;
  const sight = incident === undefined ? null : sightOf(session, incident, deps.city.roles, deps.city.index);
  if (incident === undefined || sight === null) throw new RefusedRequest(refuse("NOT_FOUND"));
  return { incident, sight };
}

/** The same for the same sender and key, so that an upload that is sent again is one file; sortable by time where the key is. */
function mediaId(session: Session, key: string): string {
  const random = ulid(0, createHash("sha256").update(`${session.userId}\n${key}`).digest()).slice(10);
  return (isUlid(key) ? key.slice(0, 10) : "0".repeat(10)) + random;
}

/** @throws RefusedRequest VALIDATION_FAILED */
async function readAttachment(body: unknown): Promise<{ readonly mime: string; readonly bytes: Uint8Array }> {
  const wrong = (zh: string, en: string): RefusedRequest => new RefusedRequest(refuse("VALIDATION_FAILED", { fields: ["$"] }), [{ path: "$", zh, en }]);
  try {
    const clean = Buffer.isBuffer(body) ? ((await cleanImage(body)) ?? cleanVoice(body)) : null;
    if (clean === null) throw wrong("只接收 JPEG、PNG、WebP 图片和 16 kHz 单声道 WAV 语音", "only JPEG, PNG and WebP pictures are taken, and voice as WAV of one channel at 16 kHz");
    return clean;
  } catch (error) {
    if (error instanceof BrokenImage) throw wrong("文件不完整、已损坏或过长", `the file is broken: ${error.message}`);
    throw error;
  }
}

async function upload(deps: MediaDeps, request: FastifyRequest<{ Querystring: { incident: string } }>): Promise<MediaRef> {
  const session = sessionOf(request);
  const key = request.headers[IDEMPOTENCY_HEADER];
  if (typeof key !== "string" || !/^[\x21-\x7e]{1,200}$/.test(key)) throw new RefusedRequest(refuse("IDEMPOTENCY_KEY_REQUIRED"));
  const { incident } = await sighted(deps, session, request.query.incident);
  const mayWrite = session.grants.some((grant) => covers(grant, incident.scope) && WRITING.some((command) => deps.city.roles.mayCommand(grant.role, command)));
  if (!mayWrite) throw new RefusedRequest(refuse("FORBIDDEN", { command: "media" }));
  const { mime, bytes } = await readAttachment(request.body);
  const id = mediaId(session, key);
  try {
    const sha256 = await keepMedia(deps.ledger.db, deps.vault, { id, mime, bytes, incidentId: incident.id, at: deps.now() });
    return { mediaId: id, sha256, mime };
  } catch (error) {
    if (error instanceof RangeError) throw new RefusedRequest(refuse("KEY_REUSED"));
    throw error;
  }
}

/** All that the session may read of what was said at an incident. */
async function saidInRoom({ ledger, city }: MediaDeps, session: Session, incident: Incident): Promise<Room["messages"]> {
  const messages = messagesOf(await ledger.readStream({ kind: "room", id: incident.id }));
  return messages.length === 0 ? [] : (roomOf(session, { ...silentRoom(incident), messages }, incident, city.roles, city.index)?.messages ?? []);
}

async function download(deps: MediaDeps, request: FastifyRequest<{ Params: { id: string } }>, reply: FastifyReply): Promise<FastifyReply> {
  const session = sessionOf(request);
  const media = await findMedia(deps.ledger.db, request.params.id);
  if (media?.incidentId === undefined) throw new RefusedRequest(refuse("NOT_FOUND"));
  const { incident, sight } = await sighted(deps, session, media.incidentId);
  // Who sees only part of the reports sees only their pictures, and those of the room.
  const cites = (item: { readonly media?: readonly MediaRef[] }): boolean => item.media?.some((ref) => ref.mediaId === media.id) === true;
  const shown = sight.orders === "ALL" || maskIncident(incident, sight).feedback.some(cites) || (await saidInRoom(deps, session, incident)).some(cites);
  if (!shown) throw new RefusedRequest(refuse("NOT_FOUND"));
  const bytes = await openMedia(deps.ledger.db, deps.vault, media.id);
  if (bytes === null) throw new RefusedRequest(refuse("NOT_FOUND"));
  // Not kept by the browser: it may show what the next person at this seat must not see.
  return reply.header("content-disposition", `inline; filename="${media.id}.${media.mime.slice(media.mime.indexOf("/") + 1)}"`).type(media.mime).send(bytes);
}

/** Pictures and voice messages of incidents: taken by what their bytes are, written anew so that nothing else stays, shown to who sees the incident. */
export function registerMedia(app: FastifyInstance, deps: MediaDeps): void {
  registerByteRoutes(app, { bytes: MEDIA_LIMIT, said: "6 MB" }, (scope) => {
    scope.post<{ Querystring: { incident: string } }>(
      ROUTES.media,
      { bodyLimit: MEDIA_LIMIT, schema: { tags: ["media"], consumes: [...IMAGE_TYPES, VOICE_MIME], querystring: Type.Object({ incident: Ulid }, { additionalProperties: false }), response: answers(MediaReceipt) } },
      (request) => upload(deps, request),
    );
    scope.get<{ Params: { id: string } }>(`${ROUTES.media}/:id`, { schema: { tags: ["media"], params: Type.Object({ id: Ulid }) } }, (request, reply) => download(deps, request, reply));
  });
}
