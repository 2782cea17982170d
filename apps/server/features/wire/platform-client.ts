import { createHash, randomUUID } from "node:crypto";
import { xmlTree } from "@tocsin/cap/xml-tree.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { PlatformRow, WireStatus } from "@tocsin/contract/linkage/wire.ts";
import { exchange, type Exchanged, type Outgoing } from "@tocsin/georeport/guarded-request.ts";
import { entriesOf, errorsOf, receiptOf, statusOf, type Entry, type Node } from "@tocsin/georeport/read-answer.ts";
import { toForm } from "@tocsin/georeport/to-form.ts";
import { signedHeaders, type SigningKey } from "@tocsin/identity/request-signature.ts";
import { systemClock } from "../../clock.ts";

/** What the wire needs that no city's folder holds. */
export interface WireOptions {
  /** Key for each platform. */
  readonly keys: ReadonlyMap<string, string>;
  /** With it every request is signed (RFC 9421). */
  readonly signing?: SigningKey;
  /** `host:port` of platforms that may lie in a private network. */
  readonly privateHosts: ReadonlySet<string>;
  /** For one exchange, ms; 10 s unless told otherwise. */
  readonly withinMs?: number;
}

/** `AGAIN`: to be tried again; `sent` whether it may have arrived. `BROKEN`: an answer that is none. */
export type Delivered =
  | { readonly kind: "RECEIVED"; readonly requestId: string }
  | { readonly kind: "TOKEN"; readonly token: string }
  | { readonly kind: "REFUSED"; readonly why: string }
  | { readonly kind: "AGAIN"; readonly sent: boolean; readonly why: string; readonly afterS: number | null }
  | { readonly kind: "BROKEN"; readonly why: string };

/** A platform as the wire speaks to it. */
export interface PlatformClient {
  post(matter: Matter, key: string): Promise<Delivered>;
  /** The id behind a token, or behind the key of a request whose answer was lost; null when the platform knows none. */
  findByToken(token: string): Promise<string | null>;
  /** How requests stand; null when the platform gives no usable answer. What was not asked for is left out. */
  statuses(ids: readonly string[], now: number): Promise<readonly WireStatus[] | null>;
}

const WITHIN_MS = 10_000;
const MOST_BYTES = 1_048_576;
const parseXml = (bytes: Uint8Array): Node | null => {
  const tree = xmlTree(bytes);
  return tree.ok ? tree.value : null;
};

/** 4xx that another try may find otherwise: keys are changed, rates pass. */
const PASSING: ReadonlySet<number> = new Set([401, 403, 408, 425, 429]);

function delivered(answer: Exchanged, entries: readonly Entry[] | null): Delivered {
  if (!answer.ok) return { kind: "AGAIN", sent: answer.sent, why: answer.why, afterS: null };
  const { status, retryAfterS } = answer;
  const said = errorsOf(entries);
  const why = said === "" ? `HTTP ${status}` : said;
  if (status === 200 || status === 201) {
    const receipt = receiptOf(entries);
    if (receipt === null) return { kind: "BROKEN", why: "ANSWER" };
    return "token" in receipt ? { kind: "TOKEN", token: receipt.token } : { kind: "RECEIVED", requestId: receipt.requestId };
  }
  if (status >= 400 && status < 500) return PASSING.has(status) ? { kind: "AGAIN", sent: false, why, afterS: retryAfterS } : { kind: "REFUSED", why };
  return status >= 500 ? { kind: "AGAIN", sent: true, why, afterS: retryAfterS } : { kind: "BROKEN", why };
}

export function openPlatformClient(row: PlatformRow, { keys, signing, privateHosts, withinMs }: WireOptions): PlatformClient {
  const key = keys.get(row.id);
  const place = row.jurisdiction === undefined ? "" : `jurisdiction_id=${encodeURIComponent(row.jurisdiction)}`;
  const ask = async (method: Outgoing["method"], path: string, query: string, more: { readonly body?: string; readonly headers?: Readonly<Record<string, string>> } = {}): Promise<{ readonly answer: Exchanged; readonly entries: readonly Entry[] | null }> => {
    const search = [query, method === "GET" ? place : ""].filter((part) => part !== "").join("&");
    const url = new URL(`${row.url}/${path}.${row.format}${search === "" ? "" : `?${search}`}`);
    const digest: Readonly<Record<string, string>> = more.body === undefined ? {} : { "content-type": "application/x-www-form-urlencoded", "content-digest": `sha-256=:${createHash("sha256").update(more.body).digest("base64")}:` };
    const plain: Readonly<Record<string, string>> = { accept: row.format === "json" ? "application/json" : "text/xml", "user-agent": "Tocsin", ...(key === undefined ? {} : { authorization: `Bearer ${key}` }), ...digest, ...more.headers };
    const signed = signing === undefined ? {} : signedHeaders({ method, target: `${url.pathname}${url.search}`, headers: plain }, signing, { now: systemClock.now(), nonce: randomUUID() });
    const answer = await exchange({ method, url, headers: { ...plain, ...signed }, ...(more.body === undefined ? {} : { body: more.body }) }, { withinMs: withinMs ?? WITHIN_MS, bytes: MOST_BYTES, privateHosts });
    return { answer, entries: answer.ok ? entriesOf(answer.body, row.format, parseXml) : null };
  };
  return {
    async post(matter, idempotencyKey) {
      const { answer, entries } = await ask("POST", "requests", "", { body: toForm(matter, row), headers: { "idempotency-key": idempotencyKey } });
      return delivered(answer, entries);
    },
    async findByToken(token) {
      const { answer, entries } = await ask("GET", `tokens/${encodeURIComponent(token)}`, "");
      const receipt = answer.ok && answer.status === 200 ? receiptOf(entries) : null;
      return receipt !== null && "requestId" in receipt ? receipt.requestId : null;
    },
    async statuses(ids, now) {
      const { answer, entries } = await ask("GET", "requests", `service_request_id=${ids.map(encodeURIComponent).join(",")}`);
      if (!answer.ok || answer.status !== 200 || entries === null) return null;
      return entries.map((entry) => statusOf(entry, now)).filter((status): status is WireStatus => status !== null && ids.includes(status.requestId));
    },
  };
}
