import type { FastifyInstance, FastifyRequest } from "fastify";
import { refuse } from "@tocsin/contract/refusal.ts";
import type { Session } from "../session.ts";
import { RefusedRequest } from "./refused-request.ts";

export const SESSION_COOKIE = "tocsin_session";

/** Subprotocol in which a WebSocket carries its token, beside `tocsin` itself. */
const BEARER_PROTOCOL = "bearer.";

/**
 * Whether a request comes from a page of this very server. A browser sends cookies also with what other sites start;
 * such a request is not signed in (CSRF, cross-site WebSockets).
 */
export function fromOwnPage(request: Pick<FastifyRequest, "headers" | "host">): boolean {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin" || site === "none";
  const origin = request.headers.origin;
  if (origin === undefined) return false;
  try {
    return new URL(origin).host === request.host;
  } catch {
    return false;
  }
}

const changes = (request: FastifyRequest): boolean => request.headers.upgrade !== undefined || !["GET", "HEAD", "OPTIONS"].includes(request.method);

/** The token of a request: the Authorization header, a WebSocket's subprotocol, or the cookie of an own page. Never the address. */
export function tokenOf(request: FastifyRequest): string | null {
  const bearer = /^Bearer ([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? "");
  if (bearer !== null) return bearer[1] ?? null;
  const protocol = (request.headers["sec-websocket-protocol"] ?? "").split(",").map((entry) => entry.trim()).find((entry) => entry.startsWith(BEARER_PROTOCOL));
  if (protocol !== undefined) return protocol.slice(BEARER_PROTOCOL.length);
  const cookie = request.cookies[SESSION_COOKIE];
  if (cookie === undefined || (changes(request) && !fromOwnPage(request))) return null;
  return cookie;
}

/** Every route needs a session unless it says `config: { open: true }`: forgetting it closes the door, not opens it. */
export function installSessions(app: FastifyInstance, find: (token: string) => Promise<Session | null>): void {
  app.decorateRequest("session", null);
  app.decorateRequest("sessionToken", null);
  app.addHook("onRequest", async (request) => {
    const token = tokenOf(request);
    request.session = token === null ? null : await find(token);
    request.sessionToken = request.session === null ? null : token;
    if (request.session === null && !request.is404 && request.routeOptions.config.open !== true) throw new RefusedRequest(refuse("NOT_SIGNED_IN"));
  });
}
