import * as oidc from "openid-client";

/** An identity provider of the city, by OpenID Connect. */
export interface ProviderOptions {
  /** As its discovery document says it, to the letter. https, but on this machine itself. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The claim whose value names the person; `sub`, which is never given to another, unless told otherwise. */
  readonly claim?: string;
  readonly scope?: string;
  /** Values of `amr` or `acr` by which the provider says that it asked for a second factor, and is believed; none by default. */
  readonly trusted?: readonly string[];
}

/** What must come back as it went out; the browser carries it sealed. */
export interface Flow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirectUri: string;
}

/** AWAY: no answer. DENIED: the provider did not sign the person in. REFUSED: its answer is not what was asked for. `why` is for the log. */
export interface ProviderFault {
  readonly ok: false;
  readonly fault: "AWAY" | "DENIED" | "REFUSED";
  readonly why: string;
}

export interface Provider {
  /** Where the browser goes, and what to keep for its return. */
  begin(redirectUri: string): Promise<{ readonly ok: true; readonly url: string; readonly flow: Flow } | ProviderFault>;
  /** Who the provider says it is. `query` is what came back in the address, with its question mark. */
  finish(flow: Flow, query: string): Promise<{ readonly ok: true; readonly subject: string; readonly strong: boolean } | ProviderFault>;
}

/** A control room does not wait longer for another house. */
const PATIENCE_S = 8;

/**
 * The provider asks anew each time, and says when it last did: at a desk that many people share, the one who sat there before must not
 * be signed in by one press of the next.
 */
const FRESH_S = 600;

function faultOf(error: unknown): ProviderFault {
  const why = error instanceof Error ? `${error.message}${error.cause instanceof Error ? `: ${error.cause.message}` : ""}` : String(error);
  if (error instanceof oidc.AuthorizationResponseError) return { ok: false, fault: "DENIED", why: `${error.error} ${why}` };
  const { code, cause } = error as { code?: string; cause?: unknown };
  const isAway = code === "OAUTH_TIMEOUT" || error instanceof TypeError || cause instanceof TypeError || (cause instanceof Response && cause.status >= 500);
  return { ok: false, fault: isAway ? "AWAY" : "REFUSED", why };
}

/** Loopback alone may go without TLS: nothing leaves the machine. */
const isHere = (issuer: URL): boolean => issuer.protocol === "http:" && ["127.0.0.1", "[::1]", "localhost"].includes(issuer.hostname);

/**
 * Authorisation code with PKCE (S256), state and nonce (OpenID Connect Core 3.1, RFC 7636, RFC 9700). The ID token's signature is checked
 * although it comes over TLS; its issuer, audience and times by the library. @throws RangeError for an issuer that is neither https nor here
 */
export function openProvider({ issuer, clientId, clientSecret, claim = "sub", scope = "openid", trusted = [] }: ProviderOptions): Provider {
  const server = new URL(issuer);
  if (server.protocol !== "https:" && !isHere(server)) throw new RangeError(`${issuer}: 身份提供方须为 https:// / the identity provider must be https://`);
  const extensions = [oidc.enableNonRepudiationChecks, ...(isHere(server) ? [oidc.allowInsecureRequests] : [])];
  let known: Promise<oidc.Configuration> | undefined;
  /** Asked again after a failure, and never while all is well: keys that change are found by the library. */
  const configuration = (): Promise<oidc.Configuration> => {
    known ??= oidc.discovery(server, clientId, undefined, oidc.ClientSecretPost(clientSecret), { execute: extensions, timeout: PATIENCE_S });
    known.catch(() => (known = undefined));
    return known;
  };
  return {
    async begin(redirectUri) {
      try {
        const flow = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier(), redirectUri };
        const challenge = await oidc.calculatePKCECodeChallenge(flow.verifier);
        const url = oidc.buildAuthorizationUrl(await configuration(), { redirect_uri: redirectUri, scope, state: flow.state, nonce: flow.nonce, code_challenge: challenge, code_challenge_method: "S256", prompt: "login", max_age: String(FRESH_S) });
        return { ok: true, url: url.href, flow };
      } catch (error) {
        return faultOf(error);
      }
    },
    async finish({ state, nonce, verifier, redirectUri }, query) {
      try {
        const tokens = await oidc.authorizationCodeGrant(await configuration(), new URL(redirectUri + query), { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true, maxAge: FRESH_S });
        const claims = tokens.claims() ?? {};
        const subject = (claims as Record<string, unknown>)[claim];
        if (typeof subject !== "string" || subject === "") return { ok: false, fault: "REFUSED", why: `the ID token has no claim ${claim}` };
        const { amr, acr } = claims as { amr?: unknown; acr?: unknown };
        const said = [...(Array.isArray(amr) ? (amr as unknown[]) : []), acr];
        return { ok: true, subject, strong: said.some((one) => typeof one === "string" && trusted.includes(one)) };
      } catch (error) {
        return faultOf(error);
      }
    },
  };
}
