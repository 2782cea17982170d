import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

/**
 * Secrets at rest: AES-256-GCM under a key that the database does not hold, bound to the account they belong to.
 * Layout: 0xE1, 4 bytes that name the key, 12 of nonce, 16 of tag, the ciphertext.
 */
export interface Seal {
  seal(secret: Uint8Array, of: string): Buffer;
  /** @throws Error when no key fits, or the bytes were changed or belong to another account. Bytes that were never sealed come back as they are. */
  open(stored: Uint8Array, of: string): Buffer;
  /** Whether it is sealed under the newest key. */
  isFresh(stored: Uint8Array): boolean;
}

const MARK = 0xe1;
const KEY_BYTES = 32;
/** A secret of before the seal is 20 bytes; a sealed one is longer than what stands before its text. */
const HEAD = 1 + 4 + 12 + 16;

const nameOf = (key: Uint8Array): Buffer => createHash("sha256").update("tocsin secret key\n").update(key).digest().subarray(0, 4);

/** The newest key first: it seals, all of them open. @throws RangeError on a key that is not 32 bytes, or no key. */
export function openSeal(keys: readonly Uint8Array[]): Seal {
  if (keys.length === 0 || keys.some((key) => key.length !== KEY_BYTES)) throw new RangeError(`secret keys: at least one, each of ${KEY_BYTES} bytes`);
  const named = keys.map((key) => ({ key, name: nameOf(key) }));
  const isSealed = (stored: Uint8Array): boolean => stored.length > HEAD && stored[0] === MARK;
  return {
    seal(secret, of) {
      const { key, name } = named[0]!;
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(of));
      const text = Buffer.concat([cipher.update(secret), cipher.final()]);
      return Buffer.concat([Buffer.from([MARK]), name, nonce, cipher.getAuthTag(), text]);
    },
    open(stored, of) {
      if (!isSealed(stored)) return Buffer.from(stored);
      const bytes = Buffer.from(stored);
      const found = named.find(({ name }) => name.equals(bytes.subarray(1, 5)));
      if (found === undefined) throw new Error(`the secret of ${of} is sealed under a key that is not among the server's (file second-factors of its keys)`);
      const decipher = createDecipheriv("aes-256-gcm", found.key, bytes.subarray(5, 17)).setAAD(Buffer.from(of)).setAuthTag(bytes.subarray(17, HEAD));
      return Buffer.concat([decipher.update(bytes.subarray(HEAD)), decipher.final()]);
    },
    isFresh: (stored) => isSealed(stored) && named[0]!.name.equals(Buffer.from(stored).subarray(1, 5)),
  };
}
