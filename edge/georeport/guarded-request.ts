import { lookup as lookUp, type LookupAddress, type LookupOptions } from "node:dns";
import { request as overHttp, type IncomingMessage, type RequestOptions } from "node:http";
import { request as overHttps } from "node:https";
import { BlockList, isIP } from "node:net";

/** A request to another platform. */
export interface Outgoing {
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * `sent: false`: nothing can have arrived there, since no connection was made. `sent: true`: something may have.
 * `PRIVATE`: the address lies in a network of our own, to which nobody is sent by a name of others (ASVS V1.3.6).
 */
export type Exchanged =
  | { readonly ok: true; readonly status: number; readonly retryAfterS: number | null; readonly body: Uint8Array }
  | { readonly ok: false; readonly sent: boolean; readonly why: "PRIVATE" | "UNREACHABLE" | "SLOW" | "CUT" | "TOO_LARGE" };

export interface Limits {
  /** For the whole exchange, ms. */
  readonly withinMs: number;
  readonly bytes: number;
  /** `host:port` of platforms that may lie in a private network, as a government's own do. */
  readonly privateHosts: ReadonlySet<string>;
}

const PRIVATE = new BlockList();
for (const [net, prefix] of [
  ["0.0.0.0", 8], ["10.0.0.0", 8], ["100.64.0.0", 10], ["127.0.0.0", 8], ["169.254.0.0", 16], ["172.16.0.0", 12], ["192.0.0.0", 24], ["192.168.0.0", 16], ["198.18.0.0", 15], ["224.0.0.0", 4], ["240.0.0.0", 4],
] as const) PRIVATE.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of [["::", 128], ["::1", 128], ["64:ff9b::", 96], ["2002::", 16], ["fc00::", 7], ["fe80::", 10], ["ff00::", 8]] as const) PRIVATE.addSubnet(net, prefix, "ipv6");

/** Whether an address is of no public network; an IPv4 address inside an IPv6 one counts as itself. */
export function isPrivate(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return true;
  return PRIVATE.check(address, family === 4 ? "ipv4" : "ipv6");
}

class PrivateAddress extends Error {}

type Found = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;
/** The connection goes to the very addresses that were looked at: a name that answers otherwise the second time gains nothing. */
function guardedLookup(hostname: string, options: LookupOptions, found: Found): void {
  lookUp(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return found(error, "");
    if (addresses.length === 0 || addresses.some(({ address }) => isPrivate(address))) return found(new PrivateAddress(hostname), "");
    return options.all === true ? found(null, addresses) : found(null, addresses[0]!.address, addresses[0]!.family);
  });
}

const portOf = ({ port, protocol }: URL): string => (port !== "" ? port : protocol === "https:" ? "443" : "80");
const bare = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, "");
export const hostOf = (url: URL): string => `${url.hostname}:${portOf(url)}`;

function retryAfter({ headers }: IncomingMessage): number | null {
  const seconds = Number(headers["retry-after"]);
  return Number.isInteger(seconds) && seconds > 0 ? Math.min(seconds, 86_400) : null;
}

/** One exchange: no redirect is followed, no more is read than `bytes`, and it ends when its time is over, however slowly the other side speaks. */
export function exchange(outgoing: Outgoing, { withinMs, bytes, privateHosts }: Limits): Promise<Exchanged> {
  const { url, method, body } = outgoing;
  const mayBePrivate = privateHosts.has(hostOf(url));
  if (!mayBePrivate && isIP(bare(url)) !== 0 && isPrivate(bare(url))) return Promise.resolve({ ok: false, sent: false, why: "PRIVATE" });
  return new Promise((resolve) => {
    let connected = false;
    const options: RequestOptions = {
      method, headers: { ...outgoing.headers, ...(body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) }) }, agent: false,
      ...(mayBePrivate ? {} : { lookup: guardedLookup as NonNullable<RequestOptions["lookup"]> }),
    };
    const request = (url.protocol === "https:" ? overHttps : overHttp)(url, options);
    const end = (outcome: Exchanged): void => {
      clearTimeout(timer);
      resolve(outcome);
      request.destroy();
    };
    const timer = setTimeout(() => end({ ok: false, sent: connected, why: "SLOW" }), withinMs);
    request.on("socket", (socket) => socket.once(url.protocol === "https:" ? "secureConnect" : "connect", () => (connected = true)));
    request.on("error", (error) => end({ ok: false, sent: connected, why: error instanceof PrivateAddress ? "PRIVATE" : connected ? "CUT" : "UNREACHABLE" }));
    request.on("response", (response) => {
      const parts: Buffer[] = [];
      let length = 0;
      response.on("data", (part: Buffer) => {
        length += part.length;
        if (length > bytes) end({ ok: false, sent: true, why: "TOO_LARGE" });
        else parts.push(part);
      });
      response.on("end", () => end(response.complete ? { ok: true, status: response.statusCode ?? 0, retryAfterS: retryAfter(response), body: Buffer.concat(parts) } : { ok: false, sent: true, why: "CUT" }));
      response.on("error", () => end({ ok: false, sent: true, why: "CUT" }));
    });
    request.end(body);
  });
}
