/** What broken lines, broken clients and attackers make of a right message: bytes changed with and without regard to what they mean. */
import type { RandomStream } from "@tocsin/kernel/random.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Pieces over which readers of text stumble. */
const NASTY: readonly Uint8Array[] = [
  ...[
    "\0", "\ufeff", "\u202e", "\u2028", "\u001b[31m", "\r", "\n", "\r\n", "\t", "\"", "'", "\"\"", "\\", "\\u0000", "\\ud800", "{", "}", "[", "]", ",", ":", ";", "|", "#", "&a", "*a", "<<", "!!js/function", "---", "...",
    "__proto__", "constructor", "prototype", "toString", "NaN", "-NaN", "Infinity", "1e999", "-1e999", "-0", "9007199254740993", "18446744073709551616", "0x1F", "1_000", "null", "true", "undefined", "=1+1", "-2+3", "@SUM(1)", "+86",
    "../../etc/passwd", "${7*7}", "{{7*7}}", "<script>", "' or 1=1--", "人脸", "faceTemplate", "𠮷", "👩‍👩‍👧‍👦", "ﷺ", "112.2", "30.1", "999", "-181",
  ].map(bytesOf),
  Uint8Array.of(0xff), Uint8Array.of(0xfe, 0xff), Uint8Array.of(0xc0, 0x80), Uint8Array.of(0xed, 0xa0, 0x80), Uint8Array.of(0xf4, 0x90, 0x80, 0x80), Uint8Array.of(0xbb, 0xf0), Uint8Array.of(0x7e), Uint8Array.of(0x7d),
];

const joined = (...parts: readonly Uint8Array[]): Uint8Array => {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
};

type Spoil = (bytes: Uint8Array, dice: RandomStream, other: Uint8Array) => Uint8Array;

const spot = (bytes: Uint8Array, dice: RandomStream): number => dice.integer(0, Math.max(0, bytes.length - 1));
const stretch = (bytes: Uint8Array, dice: RandomStream, most = 40): readonly [number, number] => {
  const from = spot(bytes, dice);
  return [from, Math.min(bytes.length, from + dice.integer(1, most))];
};

const SPOILS: readonly Spoil[] = [
  (bytes, dice) => {
    const out = Uint8Array.from(bytes);
    if (out.length > 0) out[spot(out, dice)] = dice.integer(0, 255);
    return out;
  },
  (bytes, dice) => {
    const out = Uint8Array.from(bytes);
    if (out.length > 0) out[spot(out, dice)]! ^= 1 << dice.integer(0, 7);
    return out;
  },
  (bytes, dice) => {
    const [from, to] = stretch(bytes, dice);
    return joined(bytes.subarray(0, from), bytes.subarray(to));
  },
  (bytes, dice) => {
    const [from, to] = stretch(bytes, dice);
    return joined(bytes.subarray(0, to), bytes.subarray(from, to), bytes.subarray(to));
  },
  (bytes, dice) => {
    const at = spot(bytes, dice);
    return joined(bytes.subarray(0, at), dice.pick(NASTY), bytes.subarray(at));
  },
  (bytes, dice) => {
    const [from, to] = stretch(bytes, dice, 8);
    return joined(bytes.subarray(0, from), dice.pick(NASTY), bytes.subarray(to));
  },
  (bytes, dice) => bytes.subarray(0, spot(bytes, dice)),
  (bytes, dice, other) => joined(bytes.subarray(0, spot(bytes, dice)), other.subarray(spot(other, dice))),
  (bytes, dice) => {
    const [from, to] = stretch(bytes, dice, 12);
    return joined(bytes.subarray(0, from), ...Array.from({ length: dice.integer(2, 200) }, () => bytes.subarray(from, to)), bytes.subarray(to));
  },
  (bytes, dice) => numberChanged(bytes, dice),
];

const NUMBERS = ["0", "-1", "1e999", "NaN", "2147483648", "4294967296", "9007199254740993", "-0", "", "180.0000001", "90.1", "1e-400", "00", "+1", "112.2", "30.1", "99999999999999999999999"];

/** One number of a text made another. */
function numberChanged(bytes: Uint8Array, dice: RandomStream): Uint8Array {
  const isDigit = (byte: number): boolean => (byte >= 0x30 && byte <= 0x39) || byte === 0x2e;
  const near = spot(bytes, dice);
  let from = near;
  while (from < bytes.length && !isDigit(bytes[from]!)) from += 1;
  let to = from;
  while (to < bytes.length && isDigit(bytes[to]!)) to += 1;
  return joined(bytes.subarray(0, from), bytesOf(dice.pick(NUMBERS)), bytes.subarray(to));
}

/** A right message spoilt in one to five ways; now and then two at once, or nothing but dice. `samples`: right messages, of which one is taken. */
export function spoilt(samples: readonly Uint8Array[], dice: RandomStream): Uint8Array {
  if (dice.next() < 0.01) return Uint8Array.from({ length: dice.integer(0, 300) }, () => dice.integer(0, 255));
  let out = dice.pick(samples);
  for (let times = dice.pick([1, 1, 1, 2, 3, 5]); times > 0; times--) out = dice.pick(SPOILS)(out, dice, dice.pick(samples));
  return Uint8Array.from(out.subarray(0, 200_000));
}

export const sampleBytes = (...texts: readonly string[]): Uint8Array[] => texts.map(bytesOf);
