import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Static } from "typebox";
import { COMMAND_NAMES } from "@tocsin/contract/commands.ts";
import type { RoleRow } from "@tocsin/contract/organisation/city.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { ChangePassword, SignIn, SignedIn, type Seat } from "@tocsin/contract/views.ts";
import type { AuditTrail } from "../../audit-trail.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { giveToken, holdsToken } from "../../http/session-hook.ts";
import { emergencyOf, type Roles, type Session } from "../../session.ts";
import { factorOf, fromOf, keepDevice } from "./request-from.ts";
import type { Opened, Seats } from "./seats.ts";

export interface IdentityDeps {
  readonly seats: Pick<Seats, "signIn" | "changePassword">;
  readonly roles: Roles;
  readonly roleRows: readonly RoleRow[];
  /** Keeps a trace of who signed in and who tried to. */
  readonly audit: Pick<AuditTrail, "signIn" | "password">;
}

/** What the seat may do, so that a screen offers only that. The door decides anew each time. */
export function seatView(session: Session, roles: Roles, rows: readonly RoleRow[], state: Pick<Seat, "secondFactor" | "locked" | "passwordDue">): Seat {
  // A crew off shift is offered what its next shift gives back: the screen is drawn once.
  const held = new Set(session.grants.flatMap((grant) => [grant.role, ...rows.filter(({ offShift }) => offShift === grant.role).map(({ role }) => role)]));
  const under = emergencyOf(session);
  const lent = rows.find(({ role }) => role === under?.role);
  const lockMinutes = rows.flatMap(({ role, lockMinutes }) => (held.has(role) && lockMinutes !== undefined ? [lockMinutes] : []));
  return {
    userId: session.userId, name: session.name, unitId: session.unitId, agency: session.agency,
    grants: session.grants.map(({ role, orgPath }) => ({ role, orgPath })),
    commands: COMMAND_NAMES.filter((name) => [...held].some((role) => roles.mayCommand(role, name))),
    views: [...new Set(rows.filter((row) => held.has(row.role)).flatMap((row) => row.views))],
    emergency: under === null ? null : { ...under.emergency, role: under.role, roleZh: lent?.nameZh ?? under.role, roleEn: lent?.nameEn ?? under.role, orgPath: under.orgPath },
    lockAfterS: lockMinutes.length === 0 ? null : Math.min(...lockMinutes) * 60,
    ...state,
  };
}

/** How a session that has just been opened is answered, by whatever proof it came: its token to who holds it, the cookies, and what the seat may do. */
export function seatAnswers(roles: Roles, rows: readonly RoleRow[]) {
  return {
    signedIn({ token, session, device, secondFactor, passwordDue }: Opened, request: FastifyRequest, reply: FastifyReply) {
      const seat = seatView(session, roles, rows, { secondFactor, passwordDue, locked: false });
      const held = holdsToken(request);
      if (!held) giveToken(token, request, reply);
      if (device !== undefined) keepDevice(device, request, reply);
      return held ? { token, seat } : { seat };
    },
  };
}
export type SeatAnswers = ReturnType<typeof seatAnswers>;

export function registerIdentity(app: FastifyInstance, deps: IdentityDeps): void {
  const answer = seatAnswers(deps.roles, deps.roleRows);
  app.post<{ Body: Static<typeof SignIn> }>(
    ROUTES.signIn,
    { config: { open: true }, schema: { tags: ["identity"], body: SignIn, response: answers(SignedIn) } },
    async (request, reply: FastifyReply) => {
      const { account, password } = request.body;
      const signedIn = await deps.seats.signIn(account, password, fromOf(request, request.body));
      await deps.audit.signIn(account, request.ip, signedIn.ok ? signedIn.value.session : signedIn.error, "PASSWORD", factorOf(request.body));
      if (!signedIn.ok) throw new RefusedRequest(signedIn.error);
      return answer.signedIn(signedIn.value, request, reply);
    },
  );

  app.post<{ Body: Static<typeof ChangePassword> }>(ROUTES.password, { config: { whenEnrolling: true, whenPasswordDue: true }, schema: { tags: ["identity"], body: ChangePassword, response: answers(SignedIn) } }, async (request, reply) => {
    const changed = await deps.seats.changePassword(sessionOf(request), request.body.current, request.body.next, fromOf(request));
    await deps.audit.password(sessionOf(request), changed.ok ? null : changed.error.refusal);
    if (!changed.ok) throw new RefusedRequest(changed.error.refusal, changed.error.fields);
    return answer.signedIn(changed.value, request, reply);
  });
}
