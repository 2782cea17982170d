import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Type, type Static } from "typebox";
import type { CommandPost } from "@tocsin/contract/command/command-post.ts";
import type { Room } from "@tocsin/contract/command/room.ts";
import { VOICE_MIME } from "@tocsin/contract/command/room-limits.ts";
import type { Incident, MediaRef } from "@tocsin/contract/intake/incident.ts";
import { RoomId, Ulid } from "@tocsin/contract/place.ts";
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
import { findRoom, forceRooms, incidentRoom, saidIn } from "../records/room-page.ts";
import { maskIncident, sightOf, type Sight } from "../../masking.ts";
import type { ServedCity } from "../../served-city.ts";
import { covers, grantPaths, type Session } from "../../session.ts";
import { BrokenImage } from "./byte-reader.ts";
import { cleanImage, IMAGE_TYPES } from "./clean-image.ts";
import { cleanVoice } from "./clean-voice.ts";

export interface MediaDeps {
  readonly ledger: Pick<OpenLedger, "load" | "list" | "db" | "readStream">;
  readonly city: ServedCity;
  readonly vault: Pick<Vault, "sealBytes" | "openBytes" | "fresh">;
  readonly now: () => number;
}

/** One of both: the incident, or the room of a task force. */
const UploadQuery = Type.Object({ incident: Type.Optional(Ulid), room: Type.Optional(RoomId) }, { additionalProperties: false });
type UploadQuery = Static<typeof UploadQuery>;

const MEDIA_LIMIT = 6 * 1024 * 1024;
/** Who may write to an incident in one of these ways may add a picture or a voice message to it. */
const WRITING = ["dispatch.feedback", "intake.addNote", "intake.addFact", "intake.addReport", "rooms.post"] as const;

async function sightOfIncident(deps: MediaDeps, session: Session, incidentId: string): Promise<{ readonly incident: Incident; readonly sight: Sight } | null> {
  const [state] = await deps.ledger.load([{ kind: "incident", id: incidentId }], grantPaths(session));
  const incident = state?.state as Incident | undefined;
  const sight = incident === undefined ? null : sightOf(session, incident, deps.city.roles, deps.city.index);
  return incident === undefined || sight === null ? null : { incident, sight };
}

/**
 * Under whose key a picture is sealed: of an incident to which the session may write, or of that of the task force in whose room it speaks.
 * A post over an advisory has none, and is its own.
 * @throws RefusedRequest NOT_FOUND, FORBIDDEN
 */
async function writtenTo(deps: MediaDeps, session: Session, { incident: incidentId, room: roomId }: UploadQuery): Promise<string> {
  if (roomId !== undefined) {
    const found = await findRoom(deps, session, roomId);
    const room = found?.shown(found.silent) ?? null;
    if (room === null) throw new RefusedRequest(refuse("NOT_FOUND"));
    if (room.own === null) throw new RefusedRequest(refuse("NOT_IN_ROOM"));
    return room.incidentId ?? room.force?.commandPostId ?? room.id;
  }
  const found = incidentId === undefined ? null : await sightOfIncident(deps, session, incidentId);
  if (found === null) throw new RefusedRequest(refuse("NOT_FOUND"));
  const { id, scope } = found.incident;
  const mayWrite = session.grants.some((grant) => covers(grant, scope) && WRITING.some((command) => deps.city.roles.mayCommand(grant.role, command)));
  if (!mayWrite) throw new RefusedRequest(refuse("FORBIDDEN", { command: "media" }));
  return id;
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

async function upload(deps: MediaDeps, request: FastifyRequest<{ Querystring: UploadQuery }>): Promise<MediaRef> {
  const session = sessionOf(request);
  const key = request.headers[IDEMPOTENCY_HEADER];
  if (typeof key !== "string" || !/^[\x21-\x7e]{1,200}$/.test(key)) throw new RefusedRequest(refuse("IDEMPOTENCY_KEY_REQUIRED"));
  const incidentId = await writtenTo(deps, session, request.query);
  const { mime, bytes } = await readAttachment(request.body);
  const id = mediaId(session, key);
  try {
    const sha256 = await keepMedia(deps.ledger.db, deps.vault, { id, mime, bytes, incidentId, at: deps.now() });
    return { mediaId: id, sha256, mime };
  } catch (error) {
    if (error instanceof RangeError) throw new RefusedRequest(refuse("KEY_REUSED"));
    throw error;
  }
}

/** All that the session may read of what was said in the task forces of the incident's command posts, or of the post that is its own, until their review is signed; a unit is in them without an order at the incident. */
async function saidInForces(deps: MediaDeps, session: Session, subject: string): Promise<Room["messages"]> {
  const posts = (await deps.ledger.list("commandPost", grantPaths(session), { open: true })).map(({ state }) => state as CommandPost);
  const rooms = posts.filter((post) => (post.incidentId ?? post.id) === subject).flatMap((post) => forceRooms(deps, session, post));
  return (await Promise.all(rooms.map((room) => saidIn(deps, room)))).flat();
}

async function download(deps: MediaDeps, request: FastifyRequest<{ Params: { id: string } }>, reply: FastifyReply): Promise<FastifyReply> {
  const session = sessionOf(request);
  const media = await findMedia(deps.ledger.db, request.params.id);
  if (media?.incidentId === undefined) throw new RefusedRequest(refuse("NOT_FOUND"));
  const cites = (item: { readonly media?: readonly MediaRef[] }): boolean => item.media?.some((ref) => ref.mediaId === media.id) === true;
  const found = await sightOfIncident(deps, session, media.incidentId);
  // Who sees only part of the reports sees only their pictures, and those of the rooms.
  const shown = found !== null && (found.sight.orders === "ALL" || maskIncident(found.incident, found.sight).feedback.some(cites) || (await saidIn(deps, incidentRoom(deps, session, found.incident))).some(cites));
  if (!shown && !(await saidInForces(deps, session, media.incidentId)).some(cites)) throw new RefusedRequest(refuse("NOT_FOUND"));
  const bytes = await openMedia(deps.ledger.db, deps.vault, media.id);
  if (bytes === null) throw new RefusedRequest(refuse("NOT_FOUND"));
  // Not kept by the browser: it may show what the next person at this seat must not see.
  return reply.header("content-disposition", `inline; filename="${media.id}.${media.mime.slice(media.mime.indexOf("/") + 1)}"`).type(media.mime).send(bytes);
}

/** Pictures and voice messages of incidents: taken by what their bytes are, written anew so that nothing else stays, shown to who sees the incident. */
export function registerMedia(app: FastifyInstance, deps: MediaDeps): void {
  registerByteRoutes(app, { bytes: MEDIA_LIMIT, said: "6 MB" }, (scope) => {
    scope.post<{ Querystring: UploadQuery }>(
      ROUTES.media,
      { bodyLimit: MEDIA_LIMIT, schema: { tags: ["media"], consumes: [...IMAGE_TYPES, VOICE_MIME], querystring: UploadQuery, response: answers(MediaReceipt) } },
      (request) => upload(deps, request),
    );
    scope.get<{ Params: { id: string } }>(`${ROUTES.media}/:id`, { schema: { tags: ["media"], params: Type.Object({ id: Ulid }) } }, (request, reply) => download(deps, request, reply));
  });
}
