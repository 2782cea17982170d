import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Type, type Static } from "typebox";
import { ConfirmPasskey, PasskeyOptions, Passkeys, SignInByPasskey } from "@tocsin/contract/identity/passkeys.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { Proof, SignedIn } from "@tocsin/contract/views.ts";
import { openRequestRate } from "@tocsin/identity/request-rate.ts";
import type { AuditTrail } from "../../audit-trail.ts";
import { systemClock } from "../../clock.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { proveAgain } from "./prove-again.ts";
import type { SeatAnswers } from "./register-identity.ts";
import { fromOf } from "./request-from.ts";
import type { Seats } from "./seats.ts";

export interface PasskeysDeps {
  readonly seats: Pick<Seats, "prove" | "signInByPasskey" | "beginPasskeySignIn" | "passkeys" | "beginPasskey" | "confirmPasskey" | "dropPasskey">;
  readonly answerSignedIn: SeatAnswers["signedIn"];
  readonly audit: Pick<AuditTrail, "seat" | "signIn">;
}

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 1_400 }) }, { additionalProperties: false });
/** Questions that one address may begin or answer: nobody guesses a signature, but each question is a row. */
const PER_MINUTE = 240;

/** Passkeys: their owner's list, and signing in by one alone. */
export function registerPasskeys(app: FastifyInstance, deps: PasskeysDeps): void {
  const { seats, answerSignedIn, audit } = deps;
  const tags = ["identity"];
  const config = { whenEnrolling: true };
  const rate = openRequestRate();
  const slow = (request: FastifyRequest): void => {
    const seconds = rate.take(request.ip, PER_MINUTE, systemClock.now());
    if (seconds > 0) throw new RefusedRequest(refuse("SIGN_IN_SLOWED", { seconds }));
  };

  app.post(ROUTES.beginPasskeySignIn, { config: { open: true }, schema: { tags, response: answers(PasskeyOptions) } }, async (request) => {
    slow(request);
    return seats.beginPasskeySignIn(fromOf(request).site);
  });
  app.post<{ Body: Static<typeof SignInByPasskey> }>(ROUTES.passkeySignIn, { config: { open: true }, schema: { tags, body: SignInByPasskey, response: answers(SignedIn) } }, async (request, reply: FastifyReply) => {
    slow(request);
    const signedIn = await seats.signInByPasskey(request.body.proof, fromOf(request));
    await audit.signIn("", request.ip, signedIn.ok ? signedIn.value.session : signedIn.error, "PASSKEY");
    if (!signedIn.ok) throw new RefusedRequest(signedIn.error);
    return answerSignedIn(signedIn.value, request, reply);
  });
  app.get(ROUTES.passkeys, { config, schema: { tags, response: answers(Passkeys) } }, (request) => seats.passkeys(sessionOf(request)));
  app.post<{ Body: Proof }>(ROUTES.beginPasskey, { config, schema: { tags, body: Proof, response: answers(PasskeyOptions) } }, async (request, reply) => {
    await proveAgain(deps, request, reply, { act: "passkey-add", need: "ALL", proof: request.body });
    return seats.beginPasskey(sessionOf(request), fromOf(request).site);
  });
  app.post<{ Body: Static<typeof ConfirmPasskey> }>(ROUTES.confirmPasskey, { config, schema: { tags, body: ConfirmPasskey, response: answers(Passkeys) } }, async (request) => {
    const session = sessionOf(request);
    const refusal = (await seats.confirmPasskey(request.sessionId ?? "", session, request.body.name, request.body.response, fromOf(request).site)) ? null : refuse("PASSKEY_REFUSED");
    await audit.seat(session, "passkey-add", refusal);
    if (refusal !== null) throw new RefusedRequest(refusal);
    return seats.passkeys(session);
  });
  app.post<{ Params: Static<typeof Id>; Body: Proof }>(ROUTES.dropPasskey, { schema: { tags, params: Id, body: Proof, response: answers(Passkeys) } }, async (request, reply) => {
    const session = sessionOf(request);
    await proveAgain(deps, request, reply, { act: "passkey-drop", need: "ALL", proof: request.body });
    if (!(await seats.dropPasskey(request.sessionId ?? "", session, request.params.id))) throw new RefusedRequest(refuse("NOT_FOUND"));
    await audit.seat(session, "passkey-drop", null);
    return seats.passkeys(session);
  });
}
