import type { FastifyRequest } from "fastify";
import type { ClientRow } from "@tocsin/contract/organisation/machine-client.ts";
import type { Session } from "../session.ts";
import type { AppHosts } from "./app-hosts.ts";
import { RefusedRequest } from "./refused-request.ts";
import { refuse } from "@tocsin/contract/refusal.ts";

declare module "fastify" {
  interface FastifyInstance {
    /** Hosts of their own for console and field app (app-hosts.ts); undefined where one has both. */
    appHosts: AppHosts | undefined;
  }
  interface FastifyRequest {
    /** Set for a signed-in caller before any handler runs; see session-hook.ts. */
    session: Session | null;
    /** Names the sign-in of the caller; no token, it lets nobody in. */
    sessionId: string | null;
    /** Whether the caller's seat is locked. */
    seatLocked: boolean;
    /** Where the caller stands with a second factor. */
    secondFactor: "OFF" | "ON" | "MISSING";
    /** Whether the caller must change a first password before anything else. */
    passwordDue: boolean;
    /** Set where a machine asks, by a key of its own. */
    machine: ClientRow | null;
    /** The body as it came, where a route keeps it. */
    rawBody: Buffer | null;
  }
  interface FastifyContextConfig {
    /** Answered to everyone, signed in or not. All other routes need a session. */
    open?: boolean;
    /** Answered before a second factor that a role needs is set up. */
    whenEnrolling?: boolean;
    /** Answered before a first password is changed. */
    whenPasswordDue?: boolean;
    /** Answered at a locked seat too. */
    whenLocked?: boolean;
  }
}

/** The caller of a route that needs a session. @throws RefusedRequest NOT_SIGNED_IN */
export function sessionOf(request: FastifyRequest): Session {
  if (request.session === null) throw new RefusedRequest(refuse("NOT_SIGNED_IN"));
  return request.session;
}
