import { isUtf8 } from "node:buffer";

/**
 * The text of an operator's file: UTF-8, or else GB18030; without a byte order mark, NFC-normalised.
 * `null` when the bytes are neither.
 */
export function textOf(bytes: Uint8Array): string | null {
  try {
    const encoding = isUtf8(bytes) ? "utf-8" : "gb18030";
    return new TextDecoder(encoding, { fatal: true }).decode(bytes).normalize("NFC");
  } catch {
    return null;
  }
}
