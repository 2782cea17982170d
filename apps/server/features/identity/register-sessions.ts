import type { FastifyInstance } from "fastify";
import { Type, type Static } from "typebox";
import type { RoleRow } from "@tocsin/contract/organisation/city.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { DeviceKey, Proof, Seat, Sessions } from "@tocsin/contract/views.ts";
import type { Vault } from "@tocsin/ledger/personal/vault.ts";
import type { AuditTrail } from "../../audit-trail.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { forgetCookie, giveToken } from "../../http/session-hook.ts";
import { opensView, type Roles, type Session } from "../../session.ts";
import { proveAgain } from "./prove-again.ts";
import { seatView } from "./register-identity.ts";
import { fromOf } from "./request-from.ts";
import type { HeldSeat, Seats } from "./seats.ts";

export interface SessionsDeps {
  readonly seats: Pick<Seats, "prove" | "signOut" | "signOutEverywhere" | "lock" | "unlock" | "list">;
  readonly roles: Roles;
  readonly roleRows: readonly RoleRow[];
  readonly audit: Pick<AuditTrail, "seat" | "sessionEnded">;
  readonly vault: Pick<Vault, "keyOutside">;
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
  app.get(ROUTES.deviceKey, { schema: { tags, response: answers(DeviceKey) } }, async (request) => ({ key: deps.vault.keyOutside(`device of ${sessionOf(request).userId}`).toString("base64url") }));
  app.post(ROUTES.signOut, { config: { whenLocked: true, whenEnrolling: true, whenPasswordDue: true }, schema: { tags } }, async (request, reply) => {
    if (request.sessionId !== null) await seats.signOut(request.sessionId);
    await audit.seat(sessionOf(request), "sign-out", null);
    return forgetCookie(request, reply).code(204).send();
  });
  app.post(ROUTES.lock, { config: { whenLocked: true }, schema: { tags } }, async (request, reply) => {
    await seats.lock(request.sessionId!);
    await audit.seat(sessionOf(request), "seat-lock", null);
    return reply.code(204).send();
  });
  app.post<{ Body: Proof }>(ROUTES.unlock, { config: { whenLocked: true }, schema: { tags, body: Proof, response: answers(Seat) } }, async (request, reply) => {
    const session = sessionOf(request);
    const unlocked = await seats.unlock({ id: request.sessionId ?? "", userId: session.userId }, request.body.password, fromOf(request, request.body));
    await audit.seat(session, "seat-unlock", unlocked.ok ? null : unlocked.error);
    if (!unlocked.ok) throw new RefusedRequest(unlocked.error);
    giveToken(unlocked.value, request, reply);
    return seatView(session, deps.roles, deps.roleRows, { locked: false, secondFactor: request.secondFactor, passwordDue: request.passwordDue });
  });
  app.get(ROUTES.sessions, { schema: { tags, response: answers(Sessions) } }, async (request): Promise<Sessions> => ({
    sessions: (await reached(sessionOf(request))).map(({ id, account, name, address, createdAt, usedAt, locked }) => ({ id, account, name, address, createdAt, usedAt, locked, here: id === request.sessionId })),
  }));
  app.post<{ Params: Static<typeof Id>; Body: Proof }>(ROUTES.endSession, { schema: { tags, params: Id, body: Proof } }, async (request, reply) => {
    const seat = (await reached(sessionOf(request))).find(({ id }) => id === request.params.id);
    if (seat === undefined) throw new RefusedRequest(refuse("NOT_FOUND"));
    await proveAgain(deps, request, reply, { act: "session-end", need: "ONE", proof: request.body });
    await seats.signOut(seat.id);
    await audit.sessionEnded(sessionOf(request), seat.account, seat.scope);
    return reply.code(204).send();
  });
  app.post<{ Params: Static<typeof Id>; Body: Proof }>(ROUTES.endSessions, { schema: { tags, params: Id, body: Proof } }, async (request, reply) => {
    const seat = (await reached(sessionOf(request))).find(({ account }) => account === request.params.id);
    if (seat === undefined) throw new RefusedRequest(refuse("NOT_FOUND"));
    await proveAgain(deps, request, reply, { act: "session-end", need: "ONE", proof: request.body });
    await seats.signOutEverywhere(seat.account);
    await audit.sessionEnded(sessionOf(request), seat.account, seat.scope);
    return reply.code(204).send();
  });
}
