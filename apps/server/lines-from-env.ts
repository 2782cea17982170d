import type { PlatformRow } from "@tocsin/contract/linkage/wire.ts";
import { type ClearHosts, hostList, isHere, mayBeClear, tunnelledOf } from "@tocsin/ledger/encrypted-line.ts";
import { type AppHosts, appHostsFromEnv } from "./http/app-hosts.ts";
import type { TlsFiles } from "./http/tls-door.ts";

/** Who can listen in, and who is answered. */
export interface LineOptions {
  /** With these the server speaks TLS itself, and nothing else. */
  readonly tls?: TlsFiles;
  /** Addresses and networks of the reverse proxies whose forwarding headers are believed. Without TLS of our own nobody but they and this machine is answered. */
  readonly proxies?: readonly string[];
  /** Hosts of their own for console and field app; without them one host has both. */
  readonly hosts?: AppHosts;
  /** Hosts to which plain protocols may be spoken, since a tunnel encrypts. */
  readonly tunnelled?: ClearHosts;
}

/** What else a server may open or speak to. */
interface OtherLines {
  readonly host?: string;
  readonly broker?: { readonly url: string };
  readonly sms?: { readonly host: string; readonly tls?: boolean };
  readonly voice?: { readonly host: string; readonly transport: string };
  readonly terminals?: { readonly host: string };
  readonly probes?: { readonly url?: string };
  readonly push?: { readonly origins: readonly string[] };
  readonly auditTo?: { readonly url: string };
}

type Env = Readonly<Record<string, string | undefined>>;
const setIn = (env: Env, name: string): string | undefined => (env[name] === undefined || env[name] === "" ? undefined : env[name]);

/** How lines to this server are closed to others, from the environment (server-options.ts). @throws RangeError naming the variable that is wrong */
export function linesFromEnv(env: Env): LineOptions {
  const [certificate, key, authority] = ["TOCSIN_TLS_CERT", "TOCSIN_TLS_KEY", "TOCSIN_TLS_CA"].map((name) => setIn(env, name));
  if ((certificate === undefined) !== (key === undefined)) throw new RangeError(`${certificate === undefined ? "TOCSIN_TLS_CERT" : "TOCSIN_TLS_KEY"}: 证书与私钥须同时给出 / certificate and key must be given together`);
  const tls: TlsFiles | undefined = certificate === undefined || key === undefined ? undefined : { certificate, key, ...(authority === undefined ? {} : { authority }) };
  const proxies = setIn(env, "TOCSIN_TRUST_PROXY")?.split(",").map((entry) => entry.trim()).flatMap((entry) => (entry === "1" ? ["127.0.0.1", "::1"] : entry === "0" ? [] : [entry])) ?? [];
  hostList(proxies);
  const hosts = appHostsFromEnv(env);
  return { ...(tls === undefined ? {} : { tls }), ...(hosts === undefined ? {} : { hosts }), proxies, tunnelled: tunnelledOf(env) };
}

const hostIn = (url: string): string => new URL(url).hostname;

/** Lines that the options would open in clear: what each is, and its host. */
function clearLines({ broker, sms, voice, terminals, probes, push, auditTo }: OtherLines, platforms: readonly Pick<PlatformRow, "id" | "url" | "custody">[]): readonly { readonly what: string; readonly host: string }[] {
  const plain = (what: string, url: string | undefined): { what: string; host: string }[] => (url !== undefined && /^(http|mqtt|ws):/.test(url) ? [{ what, host: hostIn(url) }] : []);
  return [
    ...plain("TOCSIN_MQTT_URL", broker?.url), ...plain("TOCSIN_PROBE_URL", probes?.url), ...plain("TOCSIN_AUDIT_TO", auditTo?.url),
    ...(sms === undefined || sms.tls === true ? [] : [{ what: "TOCSIN_SMPP_URL", host: sms.host }]),
    // The call itself is a recorded sentence and a key, whichever way it goes.
    ...(voice === undefined || voice.transport === "tls" ? [] : [{ what: "TOCSIN_SIP_URL", host: voice.host }]),
    ...(terminals === undefined ? [] : [{ what: "TOCSIN_JT808_HOST", host: terminals.host }]),
    ...platforms.flatMap(({ id, url, custody }) => [...plain(`platforms.yaml ${id}`, url), ...plain(`platforms.yaml ${id} custody`, custody?.url)]),
    ...(push?.origins ?? []).flatMap((origin) => plain("TOCSIN_PUSH_ORIGINS", origin)),
  ];
}

const OPEN =
  "TOCSIN_HOST: 对本机以外开放须有 TLS：给出 TOCSIN_TLS_CERT 与 TOCSIN_TLS_KEY；若由自有代理终止 TLS，用 TOCSIN_TRUST_PROXY 写明其地址，且代理须在本机或列入 TOCSIN_TUNNELLED / " +
  "a server that others can reach needs TLS: give TOCSIN_TLS_CERT and TOCSIN_TLS_KEY; where a proxy of yours ends TLS, name its address in TOCSIN_TRUST_PROXY, and it must be on this machine or in TOCSIN_TUNNELLED";

const clearFault = (what: string, host: string): string =>
  `${what}: 与 ${host} 的连接不加密；请改用加密协议，或把经加密隧道(VPN)到达的主机列入 TOCSIN_TUNNELLED / the line to ${host} is not encrypted: use the encrypted protocol, or name the host in TOCSIN_TUNNELLED if a tunnel (VPN) that encrypts leads there`;

/** Nothing leaves this machine in clear but what the operator says goes through a tunnel (ASVS V12.2.1, V12.3.1). @throws RangeError with a line for each that would */
export function checkLines(options: LineOptions & OtherLines, platforms: readonly Pick<PlatformRow, "id" | "url" | "custody">[]): void {
  const tunnelled: ClearHosts = options.tunnelled ?? hostList([]);
  const proxies = options.proxies ?? [];
  const closed = options.tls !== undefined || isHere(options.host ?? "127.0.0.1") || (proxies.length > 0 && proxies.every((proxy) => mayBeClear(proxy.split("/")[0] ?? "", tunnelled)));
  const faults = [...(closed ? [] : [OPEN]), ...clearLines(options, platforms).filter(({ host }) => !mayBeClear(host, tunnelled)).map(({ what, host }) => clearFault(what, host))];
  if (faults.length > 0) throw new RangeError(faults.join("\n"));
}
