import type { City } from "@tocsin/contract/organisation/city.ts";
import type { DatabaseOptions } from "@tocsin/ledger/start-database.ts";
import { readFileSync } from "node:fs";
import { type SecretFiles, secretFilesOf } from "@tocsin/ledger/secret-file.ts";
import type { ProviderOptions } from "@tocsin/identity/provider.ts";
import type { MailOptions } from "@tocsin/notify/mail.ts";
import type { SmsOptions } from "@tocsin/notify/sms.ts";
import type { VoiceOptions } from "@tocsin/notify/voice-call.ts";
import type { BrokerOptions } from "@tocsin/mqtt/subscriber.ts";
import type { AppOptions } from "./http/create-app.ts";
import type { Clock } from "./clock.ts";
import type { AuditTarget } from "./features/audit/forward-audit.ts";
import { wireFromEnv } from "./features/wire/wire-from-env.ts";
import type { TalkOptions } from "./features/talk/talk-terms.ts";
import type { WireOptions } from "./features/wire/platform-client.ts";
import { type LineOptions, linesFromEnv } from "./lines-from-env.ts";
import { mailFromEnv } from "./mail-from-env.ts";
import { talkFromEnv } from "./talk-from-env.ts";
import { voiceFromEnv } from "./voice-from-env.ts";
import { providerFromEnv } from "./provider-from-env.ts";

/** How a server is started. Everything has a default but the city. */
export interface ServerOptions extends LineOptions {
  /** Folder of the city's files. */
  readonly cityDir: string;
  /** Folder with the vocabulary for files that the city leaves out. */
  readonly standardDir?: string;
  /** The city of these folders where this process has read it before: most of a start is reading and checking it. */
  readonly city?: City;
  /** URL of a prepared database, as the server's role. Left out, `database` says how to get one. */
  readonly databaseUrl?: string;
  readonly database?: DatabaseOptions;
  /** Default 127.0.0.1: a server is opened to a network on purpose. */
  readonly host?: string;
  /** Default 0: a free one. */
  readonly port?: number;
  /** The door for vehicle terminals (JT/T 808); closed unless given. Plain TCP: open it to the terminals' own network only. */
  readonly terminals?: { readonly host: string; readonly port: number };
  /** The city's MQTT broker, on which units publish their positions. */
  readonly broker?: BrokerOptions;
  /** By which addresses the server tries its own doors each minute (features/channels): those at which the outside reaches them, so that names, certificates and firewalls are on the way. Default where it listens. */
  readonly probes?: { readonly url?: string; readonly terminals?: { readonly host: string; readonly port: number } };
  /** Keys of other platforms, and which of them may lie in a private network (features/wire). */
  readonly wire?: WireOptions;
  /** Wakes phones by Web Push: whom a push service may call (`mailto:` or `https:`), and the push services to which the server will speak. Off by default. */
  readonly push?: { readonly subject: string; readonly origins: readonly string[] };
  /** The operator of short messages; none by default. */
  readonly sms?: SmsOptions;
  /** The city's mail server; none by default. */
  readonly mail?: MailOptions;
  /** The address at which seats reach the platform, as it is given to people in mails; left out, mails name none. */
  readonly site?: string;
  /** The trunk for calls to duty telephones; none by default. */
  readonly voice?: VoiceOptions;
  /** STUN and TURN servers for speaking by radio over networks that hide devices from each other; none by default. */
  readonly talk?: TalkOptions;
  readonly clock?: Clock;
  /** Shows demo sign-ins to everyone. Never for a real city. */
  readonly demo?: boolean;
  /** First passwords need no change. Stated beside `demo`, never for a real city. */
  readonly keepFirstPasswords?: boolean;
  /** File of first passwords (features/identity/first-passwords.ts): how the first people of a real city get in. */
  readonly passwordsFile?: string;
  /** The city's identity provider (OpenID Connect), at which its people may sign in as well; none by default. */
  readonly provider?: ProviderOptions;
  /** How files of secrets are kept: sealed by the operator's vault where one is named. By default as the environment says. */
  readonly secrets?: SecretFiles;
  /** Folder of the keys that must not lie in the database: signing of checkpoints, master key of personal data. Shared by all servers of a database. Default `keys` in the data folder; without a data folder it must be named. */
  readonly keysDir?: string;
  /** Folder for signed checkpoints of the log and the audit, best on a machine of others. Default `checkpoints` in the data folder. */
  readonly checkpointsDir?: string;
  /** A collector of logs on another machine, to which every row of the audit goes within seconds (features/audit/forward-audit.ts); none by default. */
  readonly auditTo?: AuditTarget;
  /** Fires due timers by itself; tests fire them by hand. Default true. */
  readonly timers?: boolean;
  /** How long tracks of units are kept, ms; features/housekeeping/start-housekeeping.ts says why so short. */
  readonly trackKeptMs?: number;
  /** Folder into which the open board is written for printing (features/paper/keep-paper.ts); none by default. */
  readonly paperDir?: string;
  /** Room on the disk of our own database that is held back for the day on which it is full (features/storage/ballast.ts), bytes; none by default. */
  readonly ballastBytes?: number;
  /** Open incidents on one board; 5000 by default and at most. */
  readonly boardLimit?: number;
  readonly logLevel?: AppOptions["logLevel"];
  readonly answers?: AppOptions["answers"];
}

const isSet = (value: string | undefined): value is string => value !== undefined && value !== "";

function portOf(env: Readonly<Record<string, string | undefined>>, name: string): number | undefined {
  const text = env[name];
  if (!isSet(text)) return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new RangeError(`${name}: 应为 0 到 65535 / must be 0 to 65535: ${text}`);
  return port;
}

/** Room to hold back, bytes; `TOCSIN_BALLAST_MB=0` holds none back. @throws RangeError */
export function ballastOf(env: Readonly<Record<string, string | undefined>>): number {
  const megabytes = Number(env["TOCSIN_BALLAST_MB"] ?? 512);
  if (!(megabytes >= 0 && megabytes <= 1_048_576)) throw new RangeError(`TOCSIN_BALLAST_MB: 应为 0 到 1048576 / must be 0 to 1048576: ${env["TOCSIN_BALLAST_MB"]}`);
  return Math.round(megabytes) * 1_048_576;
}

/** Where keys and checkpoints lie, and who else says who somebody is, from the environment. @throws RangeError naming the variable that is wrong. */
export const trustFromEnv = (env: Readonly<Record<string, string | undefined>>): Pick<ServerOptions, "secrets" | "keysDir" | "checkpointsDir" | "provider" | "wire" | "auditTo"> => ({
  secrets: secretFilesOf(env),
  ...auditToIn(env),
  ...providerIn(env),
  ...wireFromEnv(env),
  ...(isSet(env["TOCSIN_KEYS"]) ? { keysDir: env["TOCSIN_KEYS"] } : {}),
  ...(isSet(env["TOCSIN_CHECKPOINTS"]) ? { checkpointsDir: env["TOCSIN_CHECKPOINTS"] } : {}),
});

/** @throws RangeError naming the variable that is wrong. */
function auditToIn(env: Readonly<Record<string, string | undefined>>): Pick<ServerOptions, "auditTo"> {
  const [url, tokenFile, caFile] = ["TOCSIN_AUDIT_TO", "TOCSIN_AUDIT_TO_TOKEN_FILE", "TOCSIN_AUDIT_TO_CA"].map((name) => env[name]);
  if (!isSet(url)) return {};
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) throw new RangeError(`TOCSIN_AUDIT_TO: 应为 https:// 地址 / must be an https:// address: ${url}`);
  return { auditTo: { url, ...(isSet(tokenFile) ? { token: secretFilesOf(env).read(tokenFile).trim() } : {}), ...(isSet(caFile) ? { ca: readFileSync(caFile, "utf8") } : {}) } };
}

function providerIn(env: Readonly<Record<string, string | undefined>>): Pick<ServerOptions, "provider"> {
  const provider = providerFromEnv(env);
  return provider === undefined ? {} : { provider };
}

/** Push services of the browsers. */
const PUSH_ORIGINS = ["https://fcm.googleapis.com", "https://updates.push.services.mozilla.com", "https://web.push.apple.com"];

/** Ways to devices outside the app, from the environment; see `optionsFromEnv`. @throws RangeError naming the variable that is wrong. */
export function reachFromEnv(env: Readonly<Record<string, string | undefined>>): Pick<ServerOptions, "push" | "sms" | "talk" | "voice" | "mail" | "site"> {
  return { ...pushFromEnv(env), ...smsFromEnv(env), ...talkFromEnv(env), ...voiceFromEnv(env), ...mailFromEnv(env) };
}

function pushFromEnv(env: Readonly<Record<string, string | undefined>>): Pick<ServerOptions, "push"> {
  const [subject, origins] = [env["TOCSIN_PUSH_SUBJECT"], env["TOCSIN_PUSH_ORIGINS"]];
  if (isSet(subject) && !/^(mailto:|https:).+/.test(subject)) throw new RangeError(`TOCSIN_PUSH_SUBJECT: 应为 mailto: 或 https: 开头 / must begin with mailto: or https:: ${subject}`);
  return isSet(subject) ? { push: { subject, origins: isSet(origins) ? origins.split(",").map((origin) => origin.trim()) : PUSH_ORIGINS } } : {};
}

function smsFromEnv(env: Readonly<Record<string, string | undefined>>): Pick<ServerOptions, "sms"> {
  const [operator, passwordFile] = [env["TOCSIN_SMPP_URL"], env["TOCSIN_SMPP_PASSWORD_FILE"]];
  if (!isSet(operator)) return {};
  const url = URL.canParse(operator) ? new URL(operator) : null;
  if (url === null || !/^smpps?:$/.test(url.protocol) || url.username === "" || url.port === "") throw new RangeError(`TOCSIN_SMPP_URL: 应为 smpp://账号@主机:端口/主叫号码 / must be smpp://id@host:port/sender: ${operator}`);
  const sms = { host: url.hostname, port: Number(url.port), tls: url.protocol === "smpps:", systemId: decodeURIComponent(url.username), password: isSet(passwordFile) ? secretFilesOf(env).read(passwordFile).trim() : "", from: url.pathname.slice(1) };
  return { sms };
}

/** The doors for positions that are not HTTP, from the environment; see `optionsFromEnv`. @throws RangeError naming the variable that is wrong. */
export function doorsFromEnv(env: Readonly<Record<string, string | undefined>>): Pick<ServerOptions, "terminals" | "broker"> {
  const port = portOf(env, "TOCSIN_JT808_PORT");
  const broker = brokerOf(env);
  return {
    ...(port === undefined ? {} : { terminals: { port, host: env["TOCSIN_JT808_HOST"] ?? env["TOCSIN_HOST"] ?? "127.0.0.1" } }),
    ...(broker === undefined ? {} : { broker }),
  };
}

function brokerOf(env: Readonly<Record<string, string | undefined>>): BrokerOptions | undefined {
  const [url, user, passwordFile, caFile] = ["TOCSIN_MQTT_URL", "TOCSIN_MQTT_USER", "TOCSIN_MQTT_PASSWORD_FILE", "TOCSIN_MQTT_CA"].map((name) => env[name]);
  if (!isSet(url)) return undefined;
  if (!/^mqtts?:\/\/./.test(url)) throw new RangeError(`TOCSIN_MQTT_URL: 应为 mqtt:// 或 mqtts:// 开头 / must begin with mqtt:// or mqtts://: ${url}`);
  return {
    url,
    topics: (env["TOCSIN_MQTT_TOPICS"] ?? "tocsin/positions/+").split(",").map((topic) => topic.trim()),
    ...(isSet(user) ? { user } : {}),
    ...(isSet(passwordFile) ? { password: secretFilesOf(env).read(passwordFile).trim() } : {}),
    ...(isSet(caFile) ? { ca: readFileSync(caFile) } : {}),
    ...(isSet(env["TOCSIN_MQTT_PROBE"]) ? { probeTopic: env["TOCSIN_MQTT_PROBE"] } : {}),
  };
}

/** @throws RangeError naming the variable that is wrong. */
function probesOf(env: Readonly<Record<string, string | undefined>>): Pick<ServerOptions, "probes"> {
  const [url, terminals] = [env["TOCSIN_PROBE_URL"], env["TOCSIN_PROBE_JT808"]];
  if (isSet(url) && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) throw new RangeError(`TOCSIN_PROBE_URL: 应为 http:// 或 https:// 地址 / must be an http:// or https:// address: ${url}`);
  const address = isSet(terminals) ? /^([^:\s]+):(\d{1,5})$/.exec(terminals) : null;
  if (isSet(terminals) && address === null) throw new RangeError(`TOCSIN_PROBE_JT808: 应为 主机:端口 / must be host:port: ${terminals}`);
  return { probes: { ...(isSet(url) ? { url } : {}), ...(address === null ? {} : { terminals: { host: address[1]!, port: Number(address[2]) } }) } };
}

/**
 * Options from the environment:
 * `TOCSIN_CITY` folder of the city (needed) · `TOCSIN_STANDARD` folder of the common vocabulary · `TOCSIN_HOST`, `TOCSIN_PORT` (127.0.0.1, 8080) ·
 * `TOCSIN_DATA` data folder · `DATABASE_URL`, `TOCSIN_APP_URL` an external database, or `DATABASE_URL_FILE`, `TOCSIN_APP_URL_FILE` (edge/ledger/start-database.ts) ·
 * `TOCSIN_TLS_CERT`, `TOCSIN_TLS_KEY` the server's own certificate (PEM, the chain) and key · `TOCSIN_TLS_CA` an authority that all devices trust beside the public ones.
 * `TOCSIN_CONSOLE_HOST`, `TOCSIN_FIELD_HOST` host names of their own for the console and the field app, both or none (one host has both).
 * `TOCSIN_TRUST_PROXY` addresses of reverse proxies that are believed, with commas; `1` for one on this machine · `TOCSIN_TUNNELLED` hosts that a tunnel reaches, to which plain protocols may be spoken.
 * `TOCSIN_PASSWORDS` file of first passwords, lines `account:password` · `TOCSIN_DEMO=1` · `TOCSIN_LOG` silent, error, warn or info (info).
 * `TOCSIN_PAPER` folder of the printable board (none).
 * `TOCSIN_BALLAST_MB` room held back on the disk of a database of our own (512).
 * `TOCSIN_KEYS` folder of keys, `TOCSIN_CHECKPOINTS` folder for signed checkpoints (both in the data folder).
 * `TOCSIN_VAULT_SEAL`, `TOCSIN_VAULT_OPEN` programs with arguments by which a vault or HSM seals and opens the files of secrets (none; edge/ledger/secret-file.ts).
 * `TOCSIN_AUDIT_TO` an https address that takes the rows of the audit (none) · `TOCSIN_AUDIT_TO_TOKEN_FILE`, `TOCSIN_AUDIT_TO_CA`.
 * `TOCSIN_OIDC_…` the city's identity provider (none; provider-from-env.ts).
 * `TOCSIN_PLATFORM_KEYS` file of the keys of other platforms, lines `platform:key` · `TOCSIN_PLATFORM_SIGNING` file of an Ed25519 key (PEM) with which requests to them are signed, `TOCSIN_PLATFORM_SIGNING_ID` its name there · `TOCSIN_PLATFORM_PRIVATE` those of them, `host:port` with commas, that may lie in a private network (none).
 * `TOCSIN_TRACK_HOURS` how long tracks of units are kept (72).
 * `TOCSIN_JT808_PORT`, `TOCSIN_JT808_HOST` the door for vehicle terminals (closed; the host is `TOCSIN_HOST`'s).
 * `TOCSIN_MQTT_URL` the city's broker (none) · `TOCSIN_MQTT_TOPICS` filters with commas (tocsin/positions/+) · `TOCSIN_MQTT_USER`, `TOCSIN_MQTT_PASSWORD_FILE`, `TOCSIN_MQTT_CA`, `TOCSIN_MQTT_PROBE`.
 * `TOCSIN_PROBE_URL`, `TOCSIN_PROBE_JT808` (host:port) addresses by which the server tries its own doors (where it listens).
 * `TOCSIN_PUSH_SUBJECT` whom push services may call, which turns Web Push on · `TOCSIN_PUSH_ORIGINS` push services, with commas (those of the browsers).
 * `TOCSIN_SMPP_URL` the operator of short messages, smpp://id@host:port/sender or smpps: (none) · `TOCSIN_SMPP_PASSWORD_FILE`.
 * `TOCSIN_SMTP_URL` the mail server, smtps://user@host:port or smtp:// with STARTTLS (none) · `TOCSIN_SMTP_PASSWORD_FILE`, `TOCSIN_SMTP_FROM`, `TOCSIN_SMTP_CA` · `TOCSIN_SITE` the address at which seats reach the platform, for mails (none).
 * `TOCSIN_SIP_URL` the trunk for calls, sip:user@host:port;transport=tls (none) · `TOCSIN_SIP_PASSWORD_FILE` · `TOCSIN_SIP_ANNOUNCEMENT` what is played, a WAV of one channel at 8 kHz · `TOCSIN_BARESIP`, `TOCSIN_BARESIP_MODULES` the program (baresip) and the folder of its modules (/usr/lib/baresip/modules).
 * `TOCSIN_STUN`, `TOCSIN_TURN` servers for speaking by radio, `stun:` and `turn:` addresses with commas (none) · `TOCSIN_TURN_SECRET_FILE` the secret shared with the TURN server · `TOCSIN_TURN_ONLY=1` everything goes through it.
 * @throws RangeError naming the variable that is missing or wrong.
 */
export function optionsFromEnv(env: Readonly<Record<string, string | undefined>>): ServerOptions {
  if (!isSet(env["TOCSIN_CITY"])) throw new RangeError("TOCSIN_CITY: 请给出城市数据目录 / give the folder of the city's files");
  const port = portOf(env, "TOCSIN_PORT") ?? 8080;
  const hours = Number(env["TOCSIN_TRACK_HOURS"] ?? 72);
  if (!(hours >= 0 && hours <= 8_760)) throw new RangeError(`TOCSIN_TRACK_HOURS: 应为 0 到 8760 / must be 0 to 8760: ${env["TOCSIN_TRACK_HOURS"]}`);
  const level = env["TOCSIN_LOG"] ?? "info";
  if (level !== "silent" && level !== "error" && level !== "warn" && level !== "info") throw new RangeError(`TOCSIN_LOG: silent, error, warn, info: ${level}`);
  return {
    cityDir: env["TOCSIN_CITY"],
    ...(isSet(env["TOCSIN_STANDARD"]) ? { standardDir: env["TOCSIN_STANDARD"] } : {}),
    database: { env: { ...env }, ...(isSet(env["TOCSIN_DATA"]) ? { folder: env["TOCSIN_DATA"] } : {}) },
    ...(isSet(env["TOCSIN_PASSWORDS"]) ? { passwordsFile: env["TOCSIN_PASSWORDS"] } : {}),
    host: env["TOCSIN_HOST"] ?? "127.0.0.1",
    port,
    ...doorsFromEnv(env),
    ...probesOf(env),
    ...trustFromEnv(env),
    ...reachFromEnv(env),
    demo: env["TOCSIN_DEMO"] === "1",
    keepFirstPasswords: env["TOCSIN_DEMO"] === "1",
    ...linesFromEnv(env),
    logLevel: level,
    trackKeptMs: hours * 3_600_000,
    ballastBytes: ballastOf(env),
    ...(isSet(env["TOCSIN_PAPER"]) ? { paperDir: env["TOCSIN_PAPER"] } : {}),
  };
}
