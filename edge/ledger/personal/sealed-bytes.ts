import { createCipheriv, createDecipheriv, randomBytes, type CipherKey } from "node:crypto";

const [NONCE, TAG] = [12, 16];

/** AES-256-GCM with a random nonce, bound to a name: nonce, ciphertext, tag. `key` has 32 bytes. */
export function sealBytes(key: CipherKey, name: string, bytes: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(name));
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error when the bytes were not sealed under this key for this name. */
export function unsealBytes(key: CipherKey, name: string, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE), { authTagLength: TAG }).setAAD(Buffer.from(name)).setAuthTag(sealed.subarray(sealed.length - TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]);
}
