import { createCipheriv, createDecipheriv, createHmac, type CipherKey } from "node:crypto";

/** Text of a person as the log carries it: `sealed:<subject>:<nonce, ciphertext and tag in base64url>`. */
const SEALED = /^sealed:([^:]+):([\w-]+)$/;
const [NONCE, TAG] = [12, 16];

export const isSealed = (text: string): boolean => SEALED.test(text);

/** Whose key opens it; null for what is not sealed. */
export const subjectOf = (text: string): string | null => SEALED.exec(text)?.[1] ?? null;

/**
 * AES-256-GCM. The nonce is a keyed hash of the text (as in SIV, RFC 5297): equal texts give equal sealed texts under one key,
 * different ones never share a nonce. `key` has 32 bytes;
 * as bytes it is made anew at each use, which costs three times the sealing of a number.
 */
export function seal(key: CipherKey, subject: string, text: string): string {
  const nonce = createHmac("sha256", key).update("nonce\0").update(text).digest().subarray(0, NONCE);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(subject));
  const body = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `sealed:${subject}:${body.toString("base64url")}`;
}

/** @throws Error when the text was not sealed under this key for this subject. */
export function unseal(key: CipherKey, sealed: string): string {
  const [, subject, encoded] = SEALED.exec(sealed) ?? [];
  if (subject === undefined || encoded === undefined) throw new Error("not a sealed text");
  const body = Buffer.from(encoded, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", key, body.subarray(0, NONCE), { authTagLength: TAG }).setAAD(Buffer.from(subject)).setAuthTag(body.subarray(body.length - TAG));
  return decipher.update(body.subarray(NONCE, body.length - TAG), undefined, "utf8") + decipher.final("utf8");
}
