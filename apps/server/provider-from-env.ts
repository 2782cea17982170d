import { openProvider, type ProviderOptions } from "@tocsin/identity/provider.ts";
import { secretFilesOf } from "@tocsin/ledger/secret-file.ts";

const NAMES = { clientId: "TOCSIN_OIDC_CLIENT", secretFile: "TOCSIN_OIDC_SECRET_FILE" } as const;

/**
 * The city's identity provider, from the environment; none where `TOCSIN_OIDC_ISSUER` is not set:
 * `TOCSIN_OIDC_CLIENT` our id there · `TOCSIN_OIDC_SECRET_FILE` the file of our secret · `TOCSIN_OIDC_CLAIM` (sub) · `TOCSIN_OIDC_SCOPE` (openid) ·
 * `TOCSIN_OIDC_TRUSTED` values of amr or acr that count as a second factor, with commas (none).
 * @throws RangeError naming the variable that is missing or wrong.
 */
export function providerFromEnv(env: Readonly<Record<string, string | undefined>>): ProviderOptions | undefined {
  const set = (name: string): string | undefined => (env[name] === undefined || env[name] === "" ? undefined : env[name]);
  const issuer = set("TOCSIN_OIDC_ISSUER");
  if (issuer === undefined) return undefined;
  if (!URL.canParse(issuer)) throw new RangeError(`TOCSIN_OIDC_ISSUER: 不是网址 / is no address: ${issuer}`);
  for (const name of Object.values(NAMES)) if (set(name) === undefined) throw new RangeError(`${name}: 统一身份登录缺少此项 / the identity provider needs it`);
  const [claim, scope, trusted] = [set("TOCSIN_OIDC_CLAIM"), set("TOCSIN_OIDC_SCOPE"), set("TOCSIN_OIDC_TRUSTED")];
  const options: ProviderOptions = {
    issuer, clientId: set(NAMES.clientId) ?? "", clientSecret: secretFilesOf(env).read(set(NAMES.secretFile) ?? "").trim(),
    ...(claim === undefined ? {} : { claim }), ...(scope === undefined ? {} : { scope }),
    ...(trusted === undefined ? {} : { trusted: trusted.split(",").map((one) => one.trim()).filter((one) => one !== "") }),
  };
  openProvider(options);
  return options;
}
