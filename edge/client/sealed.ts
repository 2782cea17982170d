/** The type of a cipher's key has another name in Node than in a browser. */
export type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** Bytes that one key opens, for what they are bound to alone. */
export interface Sealed {
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
}

/** What was sealed: a head in JSON, and behind it the bytes of pictures or sound, one after another. */
export interface Plain {
  readonly head: unknown;
  readonly rest: ArrayBuffer;
}

const LENGTH_BYTES = 4;
const CIPHER = "AES-GCM";

/** Browsers have a cipher only where the connection is safe: TLS, or this machine itself. */
export const hasCipher = (): boolean => "subtle" in crypto;

/** A key that no script can read back. `text` are 32 bytes in base64url. */
export const keyOf = (text: string): Promise<Key> =>
  crypto.subtle.importKey("raw", Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0)), CIPHER, false, ["encrypt", "decrypt"]);

/** A key of this device's own, which no script can read back either. */
export const newKey = (): Promise<Key> => crypto.subtle.generateKey({ name: CIPHER, length: 256 }, false, ["encrypt", "decrypt"]);

/** AES-256-GCM, bound to `about`. Inside: the length of the head, the head, the parts. */
export async function seal(key: Key, about: string, head: unknown, parts: readonly (Blob | ArrayBuffer)[] = []): Promise<Sealed> {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const length = new DataView(new ArrayBuffer(LENGTH_BYTES));
  length.setUint32(0, text.length);
  const plain = await new Blob([length.buffer, text, ...parts]).arrayBuffer();
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  return { nonce, bytes: await crypto.subtle.encrypt({ name: CIPHER, iv: nonce, additionalData: new TextEncoder().encode(about) }, key, plain) };
}

/** @throws OperationError when another key sealed it, for something else, or it was changed. */
export async function unseal(key: Key, about: string, { nonce, bytes }: Sealed): Promise<Plain> {
  const plain = await crypto.subtle.decrypt({ name: CIPHER, iv: nonce, additionalData: new TextEncoder().encode(about) }, key, bytes);
  const end = LENGTH_BYTES + new DataView(plain).getUint32(0);
  return { head: JSON.parse(new TextDecoder().decode(plain.slice(LENGTH_BYTES, end))), rest: plain.slice(end) };
}
