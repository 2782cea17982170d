import { createPrivateKey, generateKeyPairSync, sign, type JsonWebKey, type KeyObject } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

/** Cookies of one browser at one site. */
export type Jar = Map<string, string>;

export async function visit(url: string, jar: Jar, options: RequestInit = {}): Promise<Response> {
  const headers = { ...(options.headers as Record<string, string> | undefined), ...(jar.size === 0 ? {} : { cookie: [...jar].map((pair) => pair.join("=")).join("; ") }) };
  const response = await fetch(url, { redirect: "manual", ...options, headers });
  for (const cookie of response.headers.getSetCookie()) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === "" || /max-age=0|expires=thu, 01 jan 1970/i.test(cookie)) jar.delete(name);
    else jar.set(name, value);
  }
  return response;
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
/** A signed token (ES256), or one without a signature. */
export function mint(claims: object, key: KeyObject | null, kid: string): string {
  const text = `${part({ alg: key === null ? "none" : "ES256", kid, typ: "JWT" })}.${part(claims)}`;
  return `${text}.${key === null ? "" : sign("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
}

type Claims = Record<string, unknown>;

/** A real identity provider in this process, whose people, mood and tokens a test decides. */
export interface OidcTwin {
  readonly issuer: string;
  readonly key: KeyObject;
  readonly kid: string;
  /** Who signs in next, and what the provider says of how; null is turned away. */
  person: { readonly sub: string; readonly amr?: readonly string[] } | null;
  /** Puts another ID token in place of the one that it made. */
  tamper: ((claims: Claims) => string) | null;
  /** Until it is up every question is answered 503. */
  up(redirectUri: string): void;
  down(): void;
  /** What a person's browser does there; the address to which it is sent back. */
  signIn(url: string): Promise<string>;
  close(): Promise<void>;
}

export const TWIN_CLIENT = { clientId: "tocsin", clientSecret: "a-secret-of-the-twin-for-tests-only" } as const;

function provide(twin: OidcTwin, jwk: JsonWebKey, redirectUri: string): Provider {
  const provider = new Provider(twin.issuer, {
    clients: [{ client_id: TWIN_CLIENT.clientId, client_secret: TWIN_CLIENT.clientSecret, redirect_uris: [redirectUri], token_endpoint_auth_method: "client_secret_post", id_token_signed_response_alg: "ES256" }],
    jwks: { keys: [jwk] },
    cookies: { keys: ["of the twin"] },
    pkce: { required: () => true },
    conformIdTokenClaims: false,
    claims: { openid: ["sub", "amr"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: () => "/interaction" },
    findAccount: (_context: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub }) }),
    async loadExistingGrant({ oidc }: { oidc: { provider: { Grant: new (of: object) => { addOIDCScope(scope: string): void; save(): Promise<unknown> } }; client: { clientId: string }; session: { accountId: string } } }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope("openid");
      await grant.save();
      return grant;
    },
  });
  provider.use(async (context, next) => {
    await next();
    const body = context.body as { id_token?: string } | undefined;
    if (context.path === "/token" && twin.tamper !== null && body?.id_token !== undefined) body.id_token = twin.tamper(JSON.parse(Buffer.from(body.id_token.split(".")[1] ?? "", "base64url").toString()) as Claims);
  });
  return provider;
}

export async function openOidcTwin(): Promise<OidcTwin> {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const kid = "twin";
  const jwk = { ...privateKey.export({ format: "jwk" }), kid, alg: "ES256", use: "sig" };
  let provider: Provider | null = null;
  const server = createServer((request, response) => {
    if (provider === null) response.writeHead(503).end();
    else if (request.url?.startsWith("/interaction") !== true) void provider.callback()(request, response);
    else void provider.interactionFinished(request, response, twin.person === null ? { error: "access_denied", error_description: "not today" } : { login: { accountId: twin.person.sub, amr: twin.person.amr } }, { mergeWithLastSubmission: false });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const twin: OidcTwin = {
    issuer, key: createPrivateKey({ key: jwk, format: "jwk" }), kid, person: null, tamper: null,
    up: (redirectUri) => void (provider = provide(twin, jwk, redirectUri)),
    down: () => void (provider = null),
    async signIn(url) {
      const jar: Jar = new Map();
      for (let next = url, hops = 0; hops < 8; hops++) {
        const location = (await visit(next, jar)).headers.get("location");
        if (location === null) throw new Error(`the provider goes no further at ${next}`);
        next = new URL(location, issuer).href;
        if (!next.startsWith(issuer)) return next;
      }
      throw new Error("the provider never sends anybody back");
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return twin;
}
