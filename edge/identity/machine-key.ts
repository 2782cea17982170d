import { randomBytes, timingSafeEqual } from "node:crypto";
import { newToken, tokenHash } from "./random-token.ts";

const KEY = /^tk_([a-z2-7]{12})_[A-Za-z0-9_-]{43}$/;
const PREFIX_SIGNS = "abcdefghijklmnopqrstuvwxyz234567";

/** A key for a machine: a prefix by which it is found and named, and 256 random bits. Stored is the hash of the whole. */
export function newMachineKey(): { readonly key: string; readonly prefix: string; readonly keyHash: string } {
  const prefix = [...randomBytes(12)].map((byte) => PREFIX_SIGNS[byte & 31]).join("");
  const key = `tk_${prefix}_${newToken()}`;
  return { key, prefix, keyHash: tokenHash(key) };
}

/** The prefix of what may be a machine's key; null for anything else, a person's token among it. */
export const keyPrefix = (text: string): string | null => KEY.exec(text)?.[1] ?? null;

export function keyMatches(key: string, keyHash: string): boolean {
  const [given, kept] = [Buffer.from(tokenHash(key)), Buffer.from(keyHash)];
  return given.length === kept.length && timingSafeEqual(given, kept);
}
