/** The header of a JT/T 808 message, in the form of 2011/2013 and in that of 2019. */
import { checksum, unescaped } from "./frame.ts";

/** Why bytes are no message. */
export type FrameFault = "TOO_LONG" | "ESCAPE" | "SHORT" | "CHECKSUM" | "LENGTH" | "ENCRYPTED" | "PART";

export interface Packet {
  /** Message id, e.g. 0x0200. */
  readonly message: number;
  readonly version: 2013 | 2019;
  /** The terminal's number as its digits stand in the header, 12 (2013) or 20 (2019); compare by `terminalKey`. */
  readonly terminal: string;
  readonly serial: number;
  /** Set for a part of a longer message; parts count from 1. */
  readonly part: { readonly count: number; readonly index: number } | null;
  readonly body: Uint8Array;
}

export type Read<T, F extends string> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: F };

const [ENCRYPTED_BITS, PART_BIT, VERSION_BIT, LENGTH_BITS] = [0x1c00, 0x2000, 0x4000, 0x03ff];
/** Two messages of a widespread dialect, whose serial has one byte and whose attributes hold the length alone. */
const SHORT_SERIAL: ReadonlySet<number> = new Set([0x5501, 0x5502]);

/** The number by which a terminal is enrolled: without the zeros that pad it. */
export const terminalKey = (terminal: string): string => terminal.toLowerCase().replace(/^0+(?=.)/, "");

const digitsOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const wrong = (fault: FrameFault): Read<never, FrameFault> => ({ ok: false, fault });

/** Reads what stood between two flags. */
export function readPacket(raw: Uint8Array): Read<Packet, FrameFault> {
  const content = unescaped(raw);
  return content === null ? wrong("ESCAPE") : readContent(content);
}

/** Reads content and checksum of which escapes are undone. */
export function readContent(content: Uint8Array): Read<Packet, FrameFault> {
  if (content.length < 12) return wrong("SHORT");
  const end = content.length - 1;
  if (checksum(content, end) !== content[end]) return wrong("CHECKSUM");
  const view = new DataView(content.buffer, content.byteOffset, end);
  const message = view.getUint16(0);
  const attributes = view.getUint16(2);
  const short = SHORT_SERIAL.has(message);
  if (!short && (attributes & ENCRYPTED_BITS) !== 0) return wrong("ENCRYPTED");
  const is2019 = !short && (attributes & VERSION_BIT) !== 0;
  const isPart = !short && (attributes & PART_BIT) !== 0;
  const numberAt = is2019 ? 5 : 4;
  const serialAt = numberAt + (is2019 ? 10 : 6);
  const bodyAt = serialAt + (short ? 1 : 2) + (isPart ? 4 : 0);
  if (bodyAt > end) return wrong("SHORT");
  if (end - bodyAt !== (attributes & LENGTH_BITS)) return wrong("LENGTH");
  const part = isPart ? { count: view.getUint16(bodyAt - 4), index: view.getUint16(bodyAt - 2) } : null;
  if (part !== null && (part.index < 1 || part.index > part.count)) return wrong("PART");
  return {
    ok: true,
    value: {
      message, version: is2019 ? 2019 : 2013, terminal: digitsOf(content.subarray(numberAt, serialAt)), part,
      serial: short ? view.getUint8(serialAt) : view.getUint16(serialAt), body: content.subarray(bodyAt, end),
    },
  };
}

/** A packet as the content of a frame. @throws RangeError for a body above 1,023 bytes or a number that does not fit. */
export function writePacket({ message, version, terminal, serial, part, body }: Packet): Uint8Array {
  const digits = version === 2019 ? 20 : 12;
  if (body.length > LENGTH_BITS) throw new RangeError(`a body of ${body.length} bytes does not fit into one packet`);
  if (!/^[0-9a-f]+$/i.test(terminal) || terminal.length > digits) throw new RangeError(`"${terminal}" is no terminal number of ${digits} digits`);
  const is2019 = version === 2019;
  const numberAt = is2019 ? 5 : 4;
  const serialAt = numberAt + digits / 2;
  const content = new Uint8Array(serialAt + 2 + (part === null ? 0 : 4) + body.length);
  const view = new DataView(content.buffer);
  view.setUint16(0, message);
  view.setUint16(2, body.length | (part === null ? 0 : PART_BIT) | (is2019 ? VERSION_BIT : 0));
  if (is2019) view.setUint8(4, 1);
  const padded = terminal.padStart(digits, "0");
  for (let i = 0; i < digits / 2; i++) view.setUint8(numberAt + i, Number.parseInt(padded.slice(2 * i, 2 * i + 2), 16));
  view.setUint16(serialAt, serial);
  if (part !== null) {
    view.setUint16(serialAt + 2, part.count);
    view.setUint16(serialAt + 4, part.index);
  }
  content.set(body, content.length - body.length);
  return content;
}
