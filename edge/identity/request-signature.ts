import { createHash, createPublicKey, sign, timingSafeEqual, verify, type KeyObject } from "node:crypto";

/**
 * Signed requests: HTTP Message Signatures, RFC 9421, of which one strict form is taken. One signature, Ed25519, over at least
 * `@method`, `@path`, `@query` and, where there is a body, `content-digest` (RFC 9530, SHA-256), with `created`, `keyid` and `nonce`.
 */
export interface SignedRequest {
  readonly method: string;
  /** As it came: path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export type SignatureFault = "MISSING" | "MALFORMED" | "NOT_COVERED" | "TIME" | "KEY" | "WRONG" | "DIGEST" | "REPLAYED";

export interface SignatureClaim {
  readonly keyId: string;
  readonly nonce: string;
  readonly covered: readonly string[];
  /** The parameters as they came: what is signed is the text itself. */
  readonly params: string;
  readonly signature: Uint8Array;
  /** UTC ms. */
  readonly created: number;
}

/** Clocks of two machines may differ, and a line be slow. */
export const SIGNATURE_WINDOW_MS = 60_000;
const ED25519_SPKI = Buffer.from("302a300506032b6570032100", "hex");
const INPUT = /^([a-z*][a-z0-9_.*-]*)=(\(((?:"[@a-z0-9-]+"(?: "[@a-z0-9-]+")*)?)\)((?:;[a-z]+=(?:"[\x20\x21\x23-\x5b\x5d-\x7e]*"|\d{1,15}))*))$/;
const NONCE = /^[\x21\x23-\x5b\x5d-\x7e]{16,128}$/;

const ed25519Key = (raw: Uint8Array) => createPublicKey({ key: Buffer.concat([ED25519_SPKI, raw]), format: "der", type: "spki" });

function paramsOf(text: string): Map<string, string> | null {
  const found = new Map<string, string>();
  for (const [, name, quoted, digits] of text.matchAll(/;([a-z]+)=(?:"([^"]*)"|(\d+))/g)) {
    if (found.has(name!)) return null;
    found.set(name!, quoted ?? digits!);
  }
  return found;
}

/** Reads what a request claims of its signature. */
export function readSignature({ headers }: SignedRequest): SignatureClaim | "MISSING" | "MALFORMED" {
  const [input, signature] = [headers["signature-input"], headers["signature"]];
  if (input === undefined || signature === undefined) return "MISSING";
  const read = INPUT.exec(input.trim());
  if (read === null) return "MALFORMED";
  const [, label, params, list, tail] = read;
  const bytes = new RegExp(`^${label!.replaceAll(/[.*]/g, "\\$&")}=:([A-Za-z0-9+/]{86}==):$`).exec(signature.trim());
  const given = paramsOf(tail!);
  if (bytes === null || given === null) return "MALFORMED";
  const [created, keyId, nonce, alg] = [given.get("created"), given.get("keyid"), given.get("nonce"), given.get("alg")];
  const covered = [...list!.matchAll(/"([^"]+)"/g)].map(([, name]) => name!);
  if (created === undefined || !/^\d+$/.test(created) || keyId === undefined || (alg !== undefined && alg !== "ed25519") || new Set(covered).size !== covered.length) return "MALFORMED";
  return { keyId, nonce: nonce ?? "", covered, params: params!, signature: Buffer.from(bytes[1]!, "base64"), created: Number(created) * 1_000 };
}

function componentOf({ method, target, headers }: SignedRequest, name: string): string | null {
  const question = target.indexOf("?");
  if (name === "@method") return method.toUpperCase();
  if (name === "@path") return question < 0 ? target : target.slice(0, question);
  if (name === "@query") return question < 0 ? "?" : target.slice(question);
  if (name === "@authority") return headers["host"]?.toLowerCase() ?? null;
  return name.startsWith("@") ? null : (headers[name]?.trim() ?? null);
}

/** The text that is signed (section 2.5); null when it names what the request does not have. */
export function signatureBase(request: SignedRequest, { covered, params }: Pick<SignatureClaim, "covered" | "params">): string | null {
  const lines = covered.map((name) => [name, componentOf(request, name)] as const);
  if (lines.some(([, value]) => value === null)) return null;
  return [...lines.map(([name, value]) => `"${name}": ${value}`), `"@signature-params": ${params}`].join("\n");
}

/** `key`: the raw 32 bytes in base64. @throws Error on bytes that are no key. */
export const isSignedBy = (base: string, key: string, signature: Uint8Array): boolean => verify(null, Buffer.from(base), ed25519Key(Buffer.from(key, "base64")), signature);

/** What is wrong with a claim, before its nonce is asked about; null when nothing is. */
export function claimFault(request: SignedRequest, claim: SignatureClaim, keys: readonly { readonly id: string; readonly key: string }[], withBody: boolean, now: number): Exclude<SignatureFault, "REPLAYED" | "DIGEST"> | null {
  const needed = ["@method", "@path", "@query", ...(withBody ? ["content-digest"] : [])];
  if (!needed.every((name) => claim.covered.includes(name)) || !NONCE.test(claim.nonce)) return "NOT_COVERED";
  if (Math.abs(now - claim.created) > SIGNATURE_WINDOW_MS) return "TIME";
  const key = keys.find(({ id }) => id === claim.keyId);
  if (key === undefined) return "KEY";
  const base = signatureBase(request, claim);
  if (base === null) return "NOT_COVERED";
  return isSignedBy(base, key.key, claim.signature) ? null : "WRONG";
}

/** A key of our own, with the name by which others know it. */
export interface SigningKey {
  readonly id: string;
  readonly key: KeyObject;
}

/** Signs a request as this room takes it: its method, path and query, and its content where it has any. */
export function signedHeaders(request: SignedRequest, { id, key }: SigningKey, { now, nonce }: { readonly now: number; readonly nonce: string }): { readonly "signature-input": string; readonly signature: string } {
  const covered = ["@method", "@path", "@query", ...(request.headers["content-digest"] === undefined ? [] : ["content-digest"])];
  const params = `(${covered.map((name) => `"${name}"`).join(" ")});created=${Math.floor(now / 1_000)};keyid="${id}";nonce="${nonce}"`;
  const base = signatureBase(request, { covered, params })!;
  return { "signature-input": `sig=${params}`, signature: `sig=:${sign(null, Buffer.from(base), key).toString("base64")}:` };
}

/** Whether a body is the one that `Content-Digest` names: one digest, SHA-256. */
export function digestMatches(header: string | undefined, body: Uint8Array): boolean {
  const given = /^sha-256=:([A-Za-z0-9+/]{43}=):$/.exec(header ?? "");
  return given !== null && timingSafeEqual(Buffer.from(given[1]!, "base64"), createHash("sha256").update(body).digest());
}
