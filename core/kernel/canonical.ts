import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** Keys in the order in which an object has them, in canonical order, and each of those as it stands in the text. */
interface Shape {
  readonly keys: readonly string[];
  readonly sorted: readonly string[];
  readonly names: readonly string[];
}

/** The shape met last for each number of keys: lists hold objects that are alike, whose keys need not be sorted again. */
type Shapes = (Shape | undefined)[];

function shapeOf(keys: readonly string[], shapes: Shapes): Shape {
  const known = shapes[keys.length];
  if (known !== undefined && keys.every((key, i) => key === known.keys[i])) return known;
  const sorted = [...keys].sort();
  return (shapes[keys.length] = { keys, sorted, names: sorted.map((key) => `${quoted(key)}:`) });
}

/** Text that JSON writes as it is. */
const PLAIN = /^[^"\\\u0000-\u001f\ud800-\udfff]*$/;
const quoted = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));

function written(value: unknown, shapes: Shapes): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError(`not a JSON number: ${value}`);
    return `${value}`;
  }
  if (value === null || typeof value === "boolean") return `${value}`;
  if (Array.isArray(value)) {
    let text = "";
    for (const item of value) text += `${text === "" ? "" : ","}${written(item ?? null, shapes)}`;
    return `[${text}]`;
  }
  if (typeof value !== "object") throw new TypeError(`not a JSON value: ${typeof value}`);
  const record = value as Record<string, unknown>;
  const { sorted, names } = shapeOf(Object.keys(record), shapes);
  let text = "";
  for (let i = 0; i < sorted.length; i++) {
    const member = record[sorted[i]!];
    if (member !== undefined) text += `${text === "" ? "" : ","}${names[i]!}${written(member, shapes)}`;
  }
  return `{${text}}`;
}

/**
 * Canonical JSON: keys sorted by code unit, `undefined` members left out, no white space.
 * The same value gives the same text on every machine, so that texts can be hashed and compared.
 * @throws TypeError on NaN, infinities, functions and other values that JSON cannot carry.
 */
export const canonicalJson = (value: unknown): string => written(value, []);

/** SHA-256 of a text's UTF-8 bytes, as 64 hexadecimal digits. */
export const sha256Hex = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

/** SHA-256 of a value's canonical JSON. */
export const hashOf = (value: unknown): string => sha256Hex(canonicalJson(value));
