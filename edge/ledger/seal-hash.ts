import { canonicalJson } from "@tocsin/kernel/canonical.ts";
import { sha256 } from "./event-hash.ts";

/**
 * A seal closes a stretch of a log: it names the first and last position, how many rows lie between, and hashes their
 * hashes in order together with the seal before. Whoever keeps one seal can later tell that nothing before it changed.
 */
export interface Seal {
  /** From 1. */
  n: number;
  from: string;
  to: string;
  count: number;
  /** Hash of the seal before; "" for the first. */
  prev: string;
  hash: string;
}

/** The hash of a seal over the rows' hashes, in order. */
export const sealHash = (seal: Omit<Seal, "hash">, rowHashes: readonly string[]): string =>
  sha256(canonicalJson({ n: seal.n, from: seal.from, to: seal.to, count: seal.count, prev: seal.prev, rows: sha256(rowHashes.join("\n")) }));
