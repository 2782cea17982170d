import { escapeUnstorable } from "@tocsin/kernel/storable.ts";

const hex = (value: number, width: number): string => value.toString(16).toUpperCase().padStart(width, "0");

/** Length of the well-formed UTF-8 sequence at `i`, or 0. Overlong forms, surrogates and values above U+10FFFF are not well-formed. */
function sequenceLength(bytes: Uint8Array, i: number): number {
  const first = bytes[i]!;
  if (first < 0x80) return 1;
  const length = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  if (length === 0 || i + length > bytes.length) return 0;
  const second = bytes[i + 1]!;
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let at = i + 2; at < i + length; at++) if ((bytes[at]! & 0xc0) !== 0x80) return 0;
  return length;
}

/**
 * Bytes as text that loses nothing visibly: well-formed UTF-8 as it is, every other byte as `\xHH`.
 * `backslash` is what stands for the backslash of such an escape: two of them inside a JSON text.
 */
export function visibleUtf8(bytes: Uint8Array, backslash: string): { readonly text: string; readonly changed: boolean } {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const parts: string[] = [];
  let start = 0;
  let changed = false;
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceLength(bytes, i);
    if (length > 0) {
      i += length;
      continue;
    }
    parts.push(decoder.decode(bytes.subarray(start, i)), `${backslash}x${hex(bytes[i]!, 2)}`);
    changed = true;
    start = ++i;
  }
  parts.push(decoder.decode(bytes.subarray(start)));
  return { text: parts.join(""), changed };
}

const LINE_ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Control characters inside the strings of a JSON text, which JSON forbids: line breaks become escapes, others visible text. */
export function mendJsonText(text: string): { readonly text: string; readonly changed: boolean } {
  let inText = false;
  let changed = false;
  let out = "";
  for (let i = 0; i < text.length; i++) {
    const unit = text[i]!;
    if (inText && unit === "\\") {
      out += unit + (text[++i] ?? "");
      continue;
    }
    if (unit === '"') inText = !inText;
    if (unit >= " ") out += unit;
    else {
      const line = LINE_ESCAPES[unit];
      changed ||= inText || line === undefined;
      out += inText ? (line ?? `\\\\u${hex(unit.charCodeAt(0), 4)}`) : line === undefined ? " " : unit;
    }
  }
  return { text: out, changed };
}

/** Control characters that the contract's texts refuse, as visible `\uHHHH`; line breaks and tabs stay. */
export const visibleControls = (text: string): string =>
  escapeUnstorable(text).replace(/[\u0001-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, (unit) => `\\u${hex(unit.charCodeAt(0), 4)}`);
