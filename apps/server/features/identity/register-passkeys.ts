import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Type, type Static } from "typebox";
import { ConfirmPasskey, PasskeyOptions, Passkeys, SignInByPasskey } from "@tocsin/contract/identity/passkeys.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { SignedIn, Unlock } from "@tocsin/contract/views.ts";
import { openRequestRate } from "@tocsin/identity/request-rate.ts";
import type { AuditTrail } from "../../audit-trail.ts";
import { systemClock } from "../../clock.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { fromOf, type SeatAnswers } from "./register-identity.ts";
import type { Seats } from "./seats.ts";

export interface PasskeysDeps {
  readonly seats: Pick<Seats, "signInByPasskey" | "beginPasskeySignIn" | "passkeys" | "beginPasskey" | "confirmPasskey" | "dropPasskey">;
  readonly answerSignedIn: SeatAnswers["signedIn"];
  readonly audit: Pick<AuditTrail, "seat" | "signIn">;
}

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 1_400 }) }, { additionalProperties: false });
/** Questions that one address may begin or answer: nobody guesses a signature, but each question is a row. */
const PER_MINUTE = 240;

/** Passkeys: their owner's list, and signing in by one alone. */
export function registerPasskeys(app: FastifyInstance, { seats, answerSignedIn, audit }: PasskeysDeps): void {
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
    await audit.signIn("", request.ip, signedIn.ok ? signedIn.value.session : signedIn.error);
    if (!signedIn.ok) throw new RefusedRequest(signedIn.error);
    return answerSignedIn(signedIn.value, request, reply);
  });
  app.get(ROUTES.passkeys, { config, schema: { tags, response: answers(Passkeys) } }, (request) => seats.passkeys(sessionOf(request)));
  app.post<{ Body: Static<typeof Unlock> }>(ROUTES.beginPasskey, { config, schema: { tags, body: Unlock, response: answers(PasskeyOptions) } }, async (request) => {
    const begun = await seats.beginPasskey(sessionOf(request), request.body.password, fromOf(request));
    if (!begun.ok) throw new RefusedRequest(begun.error);
    return begun.value;
  });
  app.post<{ Body: Static<typeof ConfirmPasskey> }>(ROUTES.confirmPasskey, { config, schema: { tags, body: ConfirmPasskey, response: answers(Passkeys) } }, async (request) => {
    const session = sessionOf(request);
    const refusal = (await seats.confirmPasskey(session, request.body.name, request.body.response, fromOf(request).site)) ? null : refuse("PASSKEY_REFUSED");
    await audit.seat(session, "passkey-add", refusal);
    if (refusal !== null) throw new RefusedRequest(refusal);
    return seats.passkeys(session);
  });
  app.post<{ Params: Static<typeof Id>; Body: Static<typeof Unlock> }>(ROUTES.dropPasskey, { schema: { tags, params: Id, body: Unlock, response: answers(Passkeys) } }, async (request) => {
    const session = sessionOf(request);
    const dropped = await seats.dropPasskey(session, request.params.id, request.body.password, fromOf(request));
    await audit.seat(session, "passkey-drop", dropped.ok ? null : dropped.error);
    if (!dropped.ok) throw new RefusedRequest(dropped.error);
    if (!dropped.value) throw new RefusedRequest(refuse("NOT_FOUND"));
    return seats.passkeys(session);
  });
}
