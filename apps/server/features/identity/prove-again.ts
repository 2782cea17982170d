import type { FastifyReply, FastifyRequest } from "fastify";
import type { Proof } from "@tocsin/contract/views.ts";
import type { AuditTrail, SeatAct } from "../../audit-trail.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { giveToken } from "../../http/session-hook.ts";
import { fromOf } from "./request-from.ts";
import type { Seats } from "./seats.ts";

/**
 * Whoever changes how an account is proved, or ends sign-ins, proves once more who they are: a seat left open is not enough (ASVS V7.5).
 * The session speaks by a new token from then on. @throws RefusedRequest, kept in the audit
 */
export async function proveAgain({ seats, audit }: { readonly seats: Pick<Seats, "prove">; readonly audit: Pick<AuditTrail, "seat"> }, request: FastifyRequest, reply: FastifyReply, { act, need, proof }: { readonly act: SeatAct; readonly need: "ONE" | "ALL"; readonly proof: Proof }): Promise<void> {
  const session = sessionOf(request);
  const proved = await seats.prove({ id: request.sessionId ?? "", userId: session.userId }, proof.password, fromOf(request, proof), need);
  if (!proved.ok) {
    await audit.seat(session, act, proved.error);
    throw new RefusedRequest(proved.error);
  }
  giveToken(proved.value, request, reply);
}
