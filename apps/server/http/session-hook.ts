import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ClientRow } from "@tocsin/contract/organisation/machine-client.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { CARRIER_HEADER, SESSION_HEADER } from "@tocsin/contract/routes.ts";
import type { Session } from "../session.ts";
import { appAt } from "./app-hosts.ts";
import { RefusedRequest } from "./refused-request.ts";

export const SESSION_COOKIE = "tocsin_session";

/** Over TLS the browser itself holds a cookie to this host (`__Host-`), and none that a neighbour of the domain or plain HTTP has set is read. */
export const cookieName = (name: string, request: Pick<FastifyRequest, "protocol">): string => (request.protocol === "https" ? `__Host-${name}` : name);

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

/** Whether a page of ours is at home where the request came to: a session of a page is there alone. */
const hasPage = (request: FastifyRequest): boolean => appAt(request.server.appHosts, request) !== null;

/** The token of a request: the Authorization header, a WebSocket's subprotocol, or the cookie of an own page. Never the address. */
export function tokenOf(request: FastifyRequest): string | null {
  const bearer = /^Bearer ([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? "");
  if (bearer !== null) return bearer[1] ?? null;
  const protocol = (request.headers["sec-websocket-protocol"] ?? "").split(",").map((entry) => entry.trim()).find((entry) => entry.startsWith(BEARER_PROTOCOL));
  if (protocol !== undefined) return protocol.slice(BEARER_PROTOCOL.length);
  const cookie = request.cookies[cookieName(SESSION_COOKIE, request)];
  if (cookie === undefined || !hasPage(request) || (changes(request) && !fromOwnPage(request))) return null;
  return cookie;
}

/** Who is signed in by a token; `renewed` is the token to use from now on. */
interface Found {
  readonly id: string;
  readonly session: Session;
  readonly locked: boolean;
  readonly secondFactor: "OFF" | "ON" | "MISSING";
  readonly passwordDue: boolean;
  readonly renewed: string | null;
  /** The machine whose key it is. */
  readonly machine?: ClientRow;
}

export const cookieOptions = (request: FastifyRequest) => ({ path: "/", httpOnly: true, sameSite: "strict" as const, secure: request.protocol === "https" });

export const forgetCookie = (request: FastifyRequest, reply: FastifyReply): FastifyReply => reply.clearCookie(cookieName(SESSION_COOKIE, request), cookieOptions(request));

/** Whether what a browser sends with every request of a page is there; no script can leave it out. */
const fromBrowser = ({ headers }: FastifyRequest): boolean => headers["sec-fetch-site"] !== undefined || headers.origin !== undefined;

/**
 * Whether the caller holds its token itself: a session that speaks by the header goes on by it, a new one begins so when the sign-in says
 * so (CARRIER_HEADER) and no browser sent it. Everybody else has the cookie alone (ASVS V3.3.4).
 */
export const holdsToken = (request: FastifyRequest): boolean =>
  request.session === null ? request.headers[CARRIER_HEADER] === "token" && !fromBrowser(request) : request.headers.authorization !== undefined;

/** The next token goes back the way the last one came: a session has one carrier (tokenOf takes the header before the cookie). */
export function giveToken(token: string, request: FastifyRequest, reply: FastifyReply): void {
  if (holdsToken(request)) void reply.header(SESSION_HEADER, token);
  else if (hasPage(request)) void reply.setCookie(cookieName(SESSION_COOKIE, request), token, cookieOptions(request));
}

/** Every route needs a session unless it says `config: { open: true }`: forgetting it closes the door, not opens it. */
export function installSessions(app: FastifyInstance, find: (token: string, renew: boolean) => Promise<Found | null>): void {
  app.decorateRequest("session", null);
  app.decorateRequest("sessionId", null);
  app.decorateRequest("seatLocked", false);
  app.decorateRequest("secondFactor", "OFF");
  app.decorateRequest("passwordDue", false);
  app.decorateRequest("machine", null);
  app.addHook("onRequest", async (request, reply) => {
    const token = tokenOf(request);
    // The answer that opens a WebSocket brings no token back.
    const found = token === null ? null : await find(token, request.headers.upgrade === undefined);
    const { open, whenLocked, whenEnrolling, whenPasswordDue } = request.routeOptions.config;
    request.session = found?.session ?? null;
    request.sessionId = found?.id ?? null;
    request.secondFactor = found?.secondFactor ?? "OFF";
    request.machine = found?.machine ?? null;
    request.passwordDue = found?.passwordDue ?? false;
    request.seatLocked = found?.locked ?? false;
    if (request.is404 || open === true) return;
    if (found === null) throw new RefusedRequest(refuse("NOT_SIGNED_IN"));
    if (found.renewed !== null) giveToken(found.renewed, request, reply);
    if (found.locked && whenLocked !== true) throw new RefusedRequest(refuse("SEAT_LOCKED"));
    if (found.passwordDue && whenPasswordDue !== true) throw new RefusedRequest(refuse("PASSWORD_DUE"));
    if (found.secondFactor === "MISSING" && whenEnrolling !== true) throw new RefusedRequest(refuse("SECOND_FACTOR_MISSING"));
  });
}
