import type { Act } from "./act.ts";

export interface KeptPhoto {
  readonly key: string;
  readonly blob: Blob;
}

/** An act with its photos as it lies on a device at which nobody is signed in: whose it is, and bytes that the server's key for that account opens. */
export interface SealedAct {
  readonly id: string;
  readonly userId: string;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
}

const LENGTH_BYTES = 4;
const aboutOf = ({ id, userId }: Pick<SealedAct, "id" | "userId">): Uint8Array<ArrayBuffer> => new TextEncoder().encode(`${userId} ${id}`);

/** A key that no script can read back. `bytes` are 32, in base64url. */
export const keyOf = (text: string): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0)), "AES-GCM", false, ["encrypt", "decrypt"]);

/** AES-256-GCM, bound to the account and the act. Inside: the length of a header in JSON, the header, the photos one after another. */
export async function sealAct(key: CryptoKey, act: Act, photos: readonly KeptPhoto[]): Promise<SealedAct> {
  const header = new TextEncoder().encode(JSON.stringify({ act, photos: photos.map(({ key: name, blob }) => ({ key: name, type: blob.type, size: blob.size })) }));
  const length = new DataView(new ArrayBuffer(LENGTH_BYTES));
  length.setUint32(0, header.length);
  const plain = await new Blob([length.buffer, header, ...photos.map(({ blob }) => blob)]).arrayBuffer();
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const { id, userId } = act;
  return { id, userId, nonce, bytes: await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: aboutOf(act) }, key, plain) };
}

/** @throws OperationError when another key sealed it, or it was changed. */
export async function openAct(key: CryptoKey, sealed: SealedAct): Promise<{ readonly act: Act; readonly photos: readonly KeptPhoto[] }> {
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.nonce, additionalData: aboutOf(sealed) }, key, sealed.bytes);
  let at = LENGTH_BYTES + new DataView(plain).getUint32(0);
  const header = JSON.parse(new TextDecoder().decode(plain.slice(LENGTH_BYTES, at))) as { act: Act; photos: readonly { key: string; type: string; size: number }[] };
  const photos = header.photos.map(({ key: name, type, size }) => ({ key: name, blob: new Blob([plain.slice(at, (at += size))], { type }) }));
  return { act: header.act, photos };
}
