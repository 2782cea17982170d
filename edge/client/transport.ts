import { SESSION_HEADER } from "@tocsin/contract/routes.ts";
import type { Refused } from "@tocsin/contract/views.ts";

/** No usable answer: no network, the server is away, the answer was cut, or a proxy answered in its place. Nothing is known about the effect. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";
  /** HTTP status of an answer that gave no reason; undefined when no answer came. */
  readonly status: number | undefined;
  constructor(message: string, options: { cause?: unknown; status?: number } = {}) {
    super(message, { cause: options.cause });
    this.status = options.status;
  }
}

/** A question that the server refused; `refused` says why in the caller's language. Commands return refusals as values instead. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  readonly status: number;
  readonly refused: Refused;
  constructor(status: number, refused: Refused) {
    super(`${refused.code}: ${refused.message}`);
    this.status = status;
    this.refused = refused;
  }
}

export type Lang = "zh" | "en";

/** Where the server is and who asks. `base` is an origin such as `http://127.0.0.1:8080`, or "" in a page served by it. */
export interface Caller {
  readonly base: string;
  token: string | undefined;
  lang: Lang;
}

export interface Asked {
  readonly method?: "GET" | "POST";
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly json?: unknown;
  readonly bytes?: Blob;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export function pathWith(path: string, query: Asked["query"] = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as [string, string]]));
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs).toString()}`;
}

function headersOf(caller: Caller, asked: Asked): Record<string, string> {
  const headers: Record<string, string> = { accept: "application/json", "accept-language": caller.lang === "zh" ? "zh-CN" : "en", ...asked.headers };
  if (caller.token !== undefined) headers["authorization"] = `Bearer ${caller.token}`;
  if (asked.bytes) headers["content-type"] = asked.bytes.type || "application/octet-stream";
  else if (asked.json !== undefined) headers["content-type"] = "application/json";
  return headers;
}

/**
 * One exchange. An abort by the caller's own signal is passed on as it is.
 * @throws NetworkError when no JSON answer came back (a 204 has the body `null`).
 */
export async function exchange(caller: Caller, path: string, asked: Asked = {}): Promise<Answer> {
  const body = asked.bytes ?? (asked.json === undefined ? null : JSON.stringify(asked.json));
  try {
    const response = await fetch(caller.base + pathWith(path, asked.query), {
      method: asked.method ?? "GET",
      headers: headersOf(caller, asked),
      body,
      credentials: "same-origin",
      cache: "no-store",
      ...(asked.signal ? { signal: asked.signal } : {}),
    });
    const renewed = response.headers.get(SESSION_HEADER);
    if (renewed !== null && caller.token !== undefined) caller.token = renewed;
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") === true;
    if (text !== "" && !isJson) throw new NetworkError(`answer ${response.status} that is not JSON from ${path}`, { status: response.status });
    return { status: response.status, body: text === "" ? null : JSON.parse(text) };
  } catch (cause) {
    if (asked.signal?.aborted || cause instanceof NetworkError) throw cause;
    throw new NetworkError(`no answer from ${caller.base}${path}`, { cause });
  }
}

export const isRefused = (body: unknown): body is Refused =>
  typeof body === "object" && body !== null && "ok" in body && body.ok === false && "code" in body && typeof body.code === "string";

/**
 * A question: the answer's body, or an error.
 * @throws RefusedError, NetworkError
 */
export async function ask<Body>(caller: Caller, path: string, asked: Asked = {}): Promise<Body> {
  const { status, body } = await exchange(caller, path, asked);
  if (status >= 200 && status < 300) return body as Body;
  if (isRefused(body)) throw new RefusedError(status, body);
  throw new NetworkError(`answer ${status} without a reason from ${path}`, { status });
}
