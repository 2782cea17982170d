import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { BeginProvider, FinishProvider, PROVIDER_FRAGMENT, ProviderAddress, SignInWays } from "@tocsin/contract/identity/provider.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { SignedIn } from "@tocsin/contract/views.ts";
import type { Flow, Provider, ProviderFault } from "@tocsin/identity/provider.ts";
import { newToken } from "@tocsin/identity/random-token.ts";
import { openRequestRate } from "@tocsin/identity/request-rate.ts";
import type { Seal } from "@tocsin/identity/secret-seal.ts";
import { fail, type Result } from "@tocsin/kernel/result.ts";
import type { AuditTrail } from "../../audit-trail.ts";
import { systemClock } from "../../clock.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { fromOwnPage } from "../../http/session-hook.ts";
import { carry } from "./carried.ts";
import type { SeatAnswers } from "./register-identity.ts";
import { factorOf, fromOf } from "./request-from.ts";
import type { From, Opened, Seats } from "./seats.ts";

export interface ProviderDeps {
  /** Null where the city has none. */
  readonly provider: Provider | null;
  readonly seats: Pick<Seats, "signInByProvider" | "askOnce" | "takeOnce">;
  readonly answerSignedIn: SeatAnswers["signedIn"];
  readonly audit: Pick<AuditTrail, "signIn">;
  readonly seal: Seal;
}

/** From our page to the provider and back; its own second factor takes a while. */
const FLOW_MS = 10 * 60_000;
/** From the provider's word to the code of our own second factor. */
const PENDING_MS = 5 * 60_000;
/** Steps of one address, behind which a whole control room may change shifts. */
const PER_MINUTE = 600;

type App = BeginProvider["app"];
/** What the browser cannot send along from another site: the session it had, the mark of the device. */
interface Begun extends Flow {
  readonly app: App;
  readonly previous?: string;
  readonly device?: string;
}
/** The provider has said who it is; our own second factor is still to come. */
interface Pending {
  readonly subject: string;
  readonly once: string;
}

const PAGES: Readonly<Record<App, string>> = { console: "/", field: "/field/" };
const CODES = { AWAY: "PROVIDER_AWAY", DENIED: "PROVIDER_DENIED", REFUSED: "PROVIDER_REFUSED" } as const;

/** Signing in at the city's identity provider (OpenID Connect). Nobody gets an account by it, and rights come from the city's folder alone. */
export function registerProvider(app: FastifyInstance, { provider, seats, answerSignedIn, audit, seal }: ProviderDeps): void {
  const tags = ["identity"];
  const now = (): number => systemClock.now();
  const rate = openRequestRate();
  const flows = carry<Begun>({ seal, name: "tocsin_flow", keptMs: FLOW_MS, sameSite: "lax", now });
  const pending = carry<Pending>({ seal, name: "tocsin_pending", keptMs: PENDING_MS, sameSite: "strict", now });
  const slowed = (request: FastifyRequest): Refusal | null => ((seconds) => (seconds > 0 ? refuse("SIGN_IN_SLOWED", { seconds }) : null))(rate.take(request.ip, PER_MINUTE, now()));
  const slow = (request: FastifyRequest): void => {
    const refusal = slowed(request);
    if (refusal !== null) throw new RefusedRequest(refusal);
  };
  const refusalOf = ({ fault, why }: ProviderFault, request: FastifyRequest): Refusal => {
    request.log.warn({ why }, `identity provider: ${fault}`);
    return refuse(CODES[fault]);
  };
  const open = { open: true };

  app.get(ROUTES.signInWays, { config: open, schema: { tags, response: answers(SignInWays) } }, async (): Promise<SignInWays> => ({ provider: provider !== null }));

  app.post<{ Body: BeginProvider }>(ROUTES.beginProvider, { config: open, schema: { tags, body: BeginProvider, response: answers(ProviderAddress) } }, async (request, reply) => {
    // No other site sends anybody off: a sign-in begins with an act at our own page (ASVS V7.6.2).
    if (provider === null || !fromOwnPage(request)) throw new RefusedRequest(refuse("NOT_FOUND"));
    slow(request);
    const { site, device, previous } = fromOf(request);
    const begun = await provider.begin(`${site.origin}${ROUTES.providerCallback}`);
    if (!begun.ok) throw new RefusedRequest(refusalOf(begun, request));
    await seats.askOnce(begun.flow.state);
    flows.give({ ...begun.flow, app: request.body.app, ...(device === undefined ? {} : { device }), ...(previous === undefined ? {} : { previous }) }, request, reply);
    return { url: begun.url };
  });

  async function askSecond(subject: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const once = newToken();
    await seats.askOnce(once);
    pending.give({ subject, once }, request, reply);
  }

  /** Who came back; a refusal for whatever is not as it should be. */
  async function cameBack(begun: Begun | null, request: FastifyRequest, reply: FastifyReply): Promise<Result<Opened, Refusal>> {
    // The state counts once, also when the cookie was copied: with the flow's own cookie alone nothing can be played again.
    if (provider === null || begun === null || !(await seats.takeOnce(begun.state, now() - FLOW_MS))) return fail(refuse("PROVIDER_LOST"));
    const said = await provider.finish(begun, request.url.includes("?") ? request.url.slice(request.url.indexOf("?")) : "");
    if (!said.ok) return fail(refusalOf(said, request));
    const from: From = { address: request.ip, site: fromOf(request).site, ...(begun.device === undefined ? {} : { device: begun.device }), ...(begun.previous === undefined ? {} : { previous: begun.previous }) };
    const opened = await seats.signInByProvider(said.subject, said.strong ? "ALL" : "ONE", from);
    if (!opened.ok && opened.error.code === "CODE_NEEDED") await askSecond(said.subject, request, reply);
    return opened;
  }

  app.get(ROUTES.providerCallback, { config: open, schema: { tags } }, async (request, reply) => {
    const begun = flows.take(request, reply);
    const refusal = slowed(request);
    const opened = refusal === null ? await cameBack(begun, request, reply) : fail(refusal);
    if (opened.ok || opened.error.code !== "CODE_NEEDED") await audit.signIn("", request.ip, opened.ok ? opened.value.session : opened.error, "PROVIDER");
    if (opened.ok) answerSignedIn(opened.value, request, reply);
    return reply.code(303).header("location", `${PAGES[begun?.app ?? "console"]}#${PROVIDER_FRAGMENT}=${opened.ok ? "in" : opened.error.code}`).send();
  });

  app.post<{ Body: FinishProvider }>(ROUTES.finishProvider, { config: open, schema: { tags, body: FinishProvider, response: answers(SignedIn) } }, async (request, reply) => {
    slow(request);
    const known = fromOwnPage(request) ? pending.take(request, reply) : null;
    if (known === null || !(await seats.takeOnce(known.once, now() - PENDING_MS))) throw new RefusedRequest(refuse("PROVIDER_LOST"));
    const opened = await seats.signInByProvider(known.subject, "ONE", fromOf(request, request.body));
    await audit.signIn("", request.ip, opened.ok ? opened.value.session : opened.error, "PROVIDER", factorOf(request.body));
    if (opened.ok) return answerSignedIn(opened.value, request, reply);
    // Guesses are slowed like those at a sign-in; the provider need not be asked again for each.
    await askSecond(known.subject, request, reply);
    throw new RefusedRequest(opened.error);
  });
}
