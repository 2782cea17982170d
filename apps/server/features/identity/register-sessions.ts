import type { FastifyInstance } from "fastify";
import { Type, type Static } from "typebox";
import type { RoleRow } from "@tocsin/contract/organisation/city.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { Seat, Sessions, Unlock } from "@tocsin/contract/views.ts";
import type { AuditTrail } from "../../audit-trail.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { SESSION_COOKIE, cookieOptions } from "../../http/session-hook.ts";
import { opensView, type Roles, type Session } from "../../session.ts";
import { fromOf, seatView } from "./register-identity.ts";
import type { HeldSeat, Seats } from "./seats.ts";

export interface SessionsDeps {
  readonly seats: Pick<Seats, "signOut" | "signOutEverywhere" | "lock" | "unlock" | "list">;
  readonly roles: Roles;
  readonly roleRows: readonly RoleRow[];
  readonly audit: Pick<AuditTrail, "seat" | "sessionEnded">;
}

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) }, { additionalProperties: false });

/** Sign-ins that a session may see and end: its own account's, and those of accounts that an administrator's grant covers. */
function reach({ seats, roles }: SessionsDeps) {
  const mayEnd = (session: Session, seat: HeldSeat): boolean => seat.account === session.userId || opensView(roles, session, "CONFIG", seat.scope);
  return async (session: Session): Promise<readonly HeldSeat[]> => (await seats.list(opensView(roles, session, "CONFIG") ? null : session.userId)).filter((seat) => mayEnd(session, seat));
}

/** Locking and leaving a seat, and ending sign-ins elsewhere. */
export function registerSessions(app: FastifyInstance, deps: SessionsDeps): void {
  const { seats, audit } = deps;
  const reached = reach(deps);
  const tags = ["identity"];

  app.get(ROUTES.me, { config: { whenLocked: true, whenEnrolling: true, whenPasswordDue: true }, schema: { tags, response: answers(Seat) } }, async (request) =>
    seatView(sessionOf(request), deps.roles, deps.roleRows, { locked: request.seatLocked, secondFactor: request.secondFactor, passwordDue: request.passwordDue }));
  app.post(ROUTES.signOut, { config: { whenLocked: true, whenEnrolling: true, whenPasswordDue: true }, schema: { tags } }, async (request, reply) => {
    if (request.sessionId !== null) await seats.signOut(request.sessionId);
    return reply.clearCookie(SESSION_COOKIE, cookieOptions(request)).code(204).send();
  });
  app.post(ROUTES.lock, { config: { whenLocked: true }, schema: { tags } }, async (request, reply) => {
    await seats.lock(request.sessionId!);
    await audit.seat(sessionOf(request), "seat-lock", null);
    return reply.code(204).send();
  });
  app.post<{ Body: Static<typeof Unlock> }>(ROUTES.unlock, { config: { whenLocked: true }, schema: { tags, body: Unlock, response: answers(Seat) } }, async (request) => {
    const session = sessionOf(request);
    const unlocked = await seats.unlock(request.sessionId!, session, request.body.password, fromOf(request));
    await audit.seat(session, "seat-unlock", unlocked.ok ? null : unlocked.error);
    if (!unlocked.ok) throw new RefusedRequest(unlocked.error);
    return seatView(session, deps.roles, deps.roleRows, { locked: false, secondFactor: request.secondFactor, passwordDue: request.passwordDue });
  });
  app.get(ROUTES.sessions, { schema: { tags, response: answers(Sessions) } }, async (request): Promise<Sessions> => ({
    sessions: (await reached(sessionOf(request))).map(({ id, account, name, address, createdAt, usedAt, locked }) => ({ id, account, name, address, createdAt, usedAt, locked, here: id === request.sessionId })),
  }));
  app.post<{ Params: Static<typeof Id> }>(ROUTES.endSession, { schema: { tags, params: Id } }, async (request, reply) => {
    const seat = (await reached(sessionOf(request))).find(({ id }) => id === request.params.id);
    if (seat === undefined) throw new RefusedRequest(refuse("NOT_FOUND"));
    await seats.signOut(seat.id);
    await audit.sessionEnded(sessionOf(request), seat.account, seat.scope);
    return reply.code(204).send();
  });
  app.post<{ Params: Static<typeof Id> }>(ROUTES.endSessions, { schema: { tags, params: Id } }, async (request, reply) => {
    const seat = (await reached(sessionOf(request))).find(({ account }) => account === request.params.id);
    if (seat === undefined) throw new RefusedRequest(refuse("NOT_FOUND"));
    await seats.signOutEverywhere(seat.account);
    await audit.sessionEnded(sessionOf(request), seat.account, seat.scope);
    return reply.code(204).send();
  });
}
