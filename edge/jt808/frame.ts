/**
 * Frames of JT/T 808 (road-vehicle terminals to platform): `7e`, content, checksum, `7e`, in which `7e` is written `7d 02`
 * and `7d` is written `7d 01`. JT/T 808-2019 §4.4. Pure functions on bytes.
 */
const FLAG = 0x7e;
const ESCAPE = 0x7d;

/** The longest legal frame: 21 bytes of header, 1,023 of body, the checksum, all of them escaped. */
export const LONGEST_FRAME = 2 * (21 + 1_023 + 1);

/** Exclusive or of the first `end` bytes. */
export function checksum(bytes: Uint8Array, end: number): number {
  let sum = 0;
  for (let i = 0; i < end; i++) sum ^= bytes[i]!;
  return sum;
}

/** Content and checksum without the flags, escapes undone; null when an escape is none. */
export function unescaped(raw: Uint8Array): Uint8Array | null {
  const out = new Uint8Array(raw.length);
  let length = 0;
  for (let i = 0; i < raw.length; i++) {
    const byte = raw[i]!;
    if (byte === FLAG) return null;
    if (byte !== ESCAPE) out[length++] = byte;
    else {
      const code = raw[++i];
      if (code !== 1 && code !== 2) return null;
      out[length++] = code === 1 ? ESCAPE : FLAG;
    }
  }
  return out.subarray(0, length);
}

/** A whole frame, flags, escapes and checksum included. */
export function framed(content: Uint8Array): Uint8Array {
  const out = new Uint8Array(2 * (content.length + 1) + 2);
  let length = 0;
  const put = (byte: number): void => {
    if (byte === FLAG || byte === ESCAPE) {
      out[length++] = ESCAPE;
      out[length++] = byte === FLAG ? 2 : 1;
    } else out[length++] = byte;
  };
  out[length++] = FLAG;
  for (const byte of content) put(byte);
  put(checksum(content, content.length));
  out[length++] = FLAG;
  return out.subarray(0, length);
}

/** Cuts a stream of bytes into what stands between flags; it never holds more than one frame. */
export interface FrameCutter {
  /** What stands between flags, escapes still in it; null for each stretch that was longer than any frame. */
  push(chunk: Uint8Array): (Uint8Array | null)[];
}

export function createFrameCutter(): FrameCutter {
  const held = new Uint8Array(LONGEST_FRAME);
  let length = 0;
  let inside = false;
  return {
    push(chunk) {
      const out: (Uint8Array | null)[] = [];
      for (const byte of chunk) {
        if (byte === FLAG) {
          if (inside && length > 0) out.push(length > LONGEST_FRAME ? null : held.slice(0, length));
          inside = true;
          length = 0;
        } else if (inside) {
          if (length < LONGEST_FRAME) held[length] = byte;
          length = Math.min(length + 1, LONGEST_FRAME + 1);
        }
      }
      return out;
    },
  };
}
