import websocket, { type WebSocket } from "@fastify/websocket";
import type { FastifyInstance } from "fastify";
import type { Static } from "typebox";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { StreamUpload } from "@tocsin/contract/views.ts";
import type { Sink } from "@tocsin/stream/live-batch.ts";
import { strictAjv } from "../../desk/check-payload.ts";
import { sessionOf } from "../../http/request-session.ts";
import type { Session } from "../../session.ts";
import type { Live } from "./open-live.ts";
import type { PositionBook } from "./position-book.ts";

export interface LiveRouteDeps {
  readonly live: Pick<Live, "serve">;
  readonly positions: Pick<PositionBook, "accept">;
  /** Whether the session behind a token still holds. */
  readonly holds: (token: string) => Promise<boolean>;
  readonly build: string;
  readonly report: (what: string, error: unknown) => void;
}

const UPLOAD_LIMIT = 128 * 1024;
/** Batches of positions of one socket that may wait to be taken. */
const UPLOADS_WAITING = 8;
const CHECK_SESSION_MS = 60_000;
const TRY_AGAIN_LATER = 1013;
const POLICY = 1008;
const SIGNED_OUT = 4401;

const isUpload = strictAjv.compile(StreamUpload);

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

function watchSession(socket: WebSocket, token: string | null, holds: LiveRouteDeps["holds"]): NodeJS.Timeout {
  const look = async (): Promise<void> => {
    if (token !== null && !(await holds(token).catch(() => true))) closeSocket(socket, SIGNED_OUT, "signed out");
  };
  return setInterval(() => void look(), CHECK_SESSION_MS).unref();
}

export async function registerLive(app: FastifyInstance, deps: LiveRouteDeps): Promise<void> {
  await app.register(websocket, {
    options: { maxPayload: UPLOAD_LIMIT, perMessageDeflate: false, handleProtocols: (offered: Set<string>) => (offered.has("tocsin") ? "tocsin" : false) },
  });
  await app.register(async (scope) => {
    scope.get<{ Querystring: { cursor?: string } }>(ROUTES.stream, { websocket: true, schema: { hide: true } }, (socket, request) => {
      const session = sessionOf(request);
      const served = deps.live.serve(session, sinkOf(socket), request.query.cursor ?? null, deps.build);
      const watch = watchSession(socket, request.sessionToken, deps.holds);
      takeUploads(socket, session, deps);
      socket.on("error", () => served.end());
      socket.on("close", () => {
        clearInterval(watch);
        served.end();
      });
    });
  });
}
