import { createPublicKey, sign, verify, type KeyObject } from "node:crypto";
import { canonicalJson } from "@tocsin/kernel/canonical.ts";
import { sha256 } from "./event-hash.ts";

/** The last seal of one log at a moment. */
export interface SealMark {
  n: number;
  to: string;
  hash: string;
}

/**
 * A signed statement of how far both logs had been sealed at a moment. Copied to where the database's administrators have no
 * hands, it makes a log that was rewritten as a whole, or cut at its end, show (R52). The signature is Ed25519 over the canonical JSON of the rest.
 */
export interface Checkpoint {
  at: number;
  event: SealMark | null;
  audit: SealMark | null;
  /** SHA-256 of the checkpoint's line before, "" for the first of a folder. */
  prev: string;
  /** Fingerprint of the key: SHA-256 of its public half in DER. */
  key: string;
  signature: string;
}

type Unsigned = Omit<Checkpoint, "signature">;

const bytesOf = (checkpoint: Unsigned): Buffer => Buffer.from(canonicalJson({ at: checkpoint.at, event: checkpoint.event, audit: checkpoint.audit, prev: checkpoint.prev, key: checkpoint.key }));

export const fingerprint = (key: KeyObject): string => sha256((key.type === "private" ? createPublicKey(key) : key).export({ type: "spki", format: "der" }));

export const lineHash = (line: string): string => sha256(line);

/** One line of `checkpoints.jsonl`. */
export function signedLine(unsigned: Omit<Unsigned, "key">, privateKey: KeyObject): string {
  const checkpoint = { ...unsigned, key: fingerprint(privateKey) };
  return canonicalJson({ ...checkpoint, signature: sign(null, bytesOf(checkpoint), privateKey).toString("base64") });
}

export type CheckpointVerdict =
  /** Seals vouched for, by their numbers. */
  | { ok: true; count: number; event: Map<number, string>; audit: Map<number, string>; lastAt: number | null }
  | { ok: false; fault: "unreadable" | "signature" | "key" | "order"; line: number };

function read(text: string): Checkpoint | null {
  try {
    const value = JSON.parse(text) as Checkpoint;
    return canonicalJson(value) === text && typeof value.signature === "string" ? value : null;
  } catch {
    return null;
  }
}

/** Checks the lines of a folder's checkpoints against the public key, without a database. */
export async function verifyCheckpoints(lines: AsyncIterable<string> | Iterable<string>, publicKey: KeyObject): Promise<CheckpointVerdict> {
  const [event, audit] = [new Map<number, string>(), new Map<number, string>()];
  const own = fingerprint(publicKey);
  let [count, prev, lastAt]: [number, string, number | null] = [0, "", null];
  for await (const text of lines) {
    count++;
    const checkpoint = read(text);
    if (checkpoint === null) return { ok: false, fault: "unreadable", line: count };
    if (checkpoint.key !== own) return { ok: false, fault: "key", line: count };
    if (!verify(null, bytesOf(checkpoint), publicKey, Buffer.from(checkpoint.signature, "base64"))) return { ok: false, fault: "signature", line: count };
    // Times may step back with the server's clock; the chain says what came before what.
    if (checkpoint.prev !== prev) return { ok: false, fault: "order", line: count };
    // The first word on a seal stands: whoever rewrites a log has the next checkpoint sign the rewritten seals.
    for (const [mark, seen] of [[checkpoint.event, event], [checkpoint.audit, audit]] as const) if (mark !== null && !seen.has(mark.n)) seen.set(mark.n, mark.hash);
    [prev, lastAt] = [lineHash(text), checkpoint.at];
  }
  return { ok: true, count, event, audit, lastAt };
}
