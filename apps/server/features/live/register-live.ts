import websocket, { type WebSocket } from "@fastify/websocket";
import type { FastifyInstance } from "fastify";
import type { Static } from "typebox";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { StreamUpload } from "@tocsin/contract/views.ts";
import type { Sink } from "@tocsin/stream/live-batch.ts";
import { yesOrNoAjv } from "../../desk/check-payload.ts";
import { sessionOf } from "../../http/request-session.ts";
import { startRounds } from "../../rounds.ts";
import type { Session } from "../../session.ts";
import type { Live } from "./open-live.ts";
import type { PositionBook } from "./position-book.ts";

export interface LiveRouteDeps {
  readonly live: Pick<Live, "serve">;
  readonly positions: Pick<PositionBook, "accept">;
  /** Of these sign-ins, by their ids, those that still hold. */
  readonly holding: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly build: string;
  readonly report: (what: string, error: unknown) => void;
}

const UPLOAD_LIMIT = 128 * 1024;
/** Batches of positions of one socket that may wait to be taken. */
const UPLOADS_WAITING = 8;
/** A sign-in that was ended loses its stream within this time, on whichever server (R50). */
const CHECK_SESSIONS_MS = 4_000;
const TRY_AGAIN_LATER = 1013;
const POLICY = 1008;
const SIGNED_OUT = 4401;

const isUpload = yesOrNoAjv.compile(StreamUpload);

/** Ends a socket politely, and at once when the other side does not answer. */
function closeSocket(socket: WebSocket, code: number, reason = ""): void {
  socket.close(code, reason);
  setTimeout(() => socket.terminate(), 2_000).unref();
}

const sinkOf = (socket: WebSocket): Sink => ({
  send: (text) => socket.send(text),
  get buffered() {
    return socket.bufferedAmount;
  },
  close: () => closeSocket(socket, TRY_AGAIN_LATER),
});

function readUpload(text: string): Static<typeof StreamUpload> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isUpload(value) ? (value as Static<typeof StreamUpload>) : null;
  } catch {
    return null;
  }
}

/** Takes positions of a socket one batch after the other. */
function takeUploads(socket: WebSocket, session: Session, { positions, report }: LiveRouteDeps): void {
  let waiting = 0;
  let chain = Promise.resolve();
  socket.on("message", (data: Buffer) => {
    const upload = readUpload(data.toString("utf8"));
    if (upload === null) return closeSocket(socket, POLICY, "not a position batch");
    if (++waiting > UPLOADS_WAITING) return closeSocket(socket, TRY_AGAIN_LATER, "too many batches");
    chain = chain
      .then(() => positions.accept(session, upload.positions, "STREAM"))
      .then(() => undefined, (error: unknown) => report("positions", error))
      .finally(() => void waiting--);
  });
}

/** Looks after the sign-ins of all open sockets with one question to the database, and closes those whose sign-in has ended. */
function watchSessions({ holding, report }: Pick<LiveRouteDeps, "holding" | "report">) {
  const open = new Map<WebSocket, string>();
  const look = async (): Promise<void> => {
    const asked = [...open];
    if (asked.length === 0) return;
    const held = await holding([...new Set(asked.map(([, id]) => id))]);
    for (const [socket, id] of asked) if (!held.has(id)) closeSocket(socket, SIGNED_OUT, "signed out");
  };
  const rounds = startRounds({ everyMs: CHECK_SESSIONS_MS, round: look, failed: (error) => report("sessions of sockets", error) });
  return { add: (socket: WebSocket, id: string) => void open.set(socket, id), drop: (socket: WebSocket) => void open.delete(socket), stop: () => rounds.stop() };
}

export async function registerLive(app: FastifyInstance, deps: LiveRouteDeps): Promise<void> {
  await app.register(websocket, {
    options: { maxPayload: UPLOAD_LIMIT, perMessageDeflate: false, handleProtocols: (offered: Set<string>) => (offered.has("tocsin") ? "tocsin" : false) },
  });
  const watch = watchSessions(deps);
  app.addHook("onClose", () => watch.stop());
  await app.register(async (scope) => {
    // Also for a locked seat: an alarm must be heard. What the console shows is covered there, and nothing else is answered.
    scope.get<{ Querystring: { cursor?: string } }>(ROUTES.stream, { websocket: true, config: { whenLocked: true }, schema: { hide: true } }, (socket, request) => {
      const session = sessionOf(request);
      const served = deps.live.serve(session, sinkOf(socket), request.query.cursor ?? null, deps.build);
      watch.add(socket, request.sessionId!);
      takeUploads(socket, session, deps);
      socket.on("error", () => served.end());
      socket.on("close", () => {
        watch.drop(socket);
        served.end();
      });
    });
  });
}
