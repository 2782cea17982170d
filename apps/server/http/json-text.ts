import { refuse } from "@tocsin/contract/refusal.ts";
import type { FieldError } from "../desk/field-errors.ts";
import { RefusedRequest } from "./refused-request.ts";

const DEPTH_LIMIT = 32;
/** Keys with which a careless merge would reach an object's prototype. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);
/** A text without any of this, and without letters written as escapes, has no such key: batches of thousands are not walked for it. */
const MAY_FORBID = /__proto__|constructor|prototype|\\u/;

const wrong = (field: FieldError): RefusedRequest => new RefusedRequest(refuse("VALIDATION_FAILED", { fields: [field.path] }), [field]);

/** How deep arrays and objects of a JSON text nest, judged before anything is built from it. */
export function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inText = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (inText) {
      if (unit === 0x5c) i++;
      else if (unit === 0x22) inText = false;
    } else if (unit === 0x22) inText = true;
    else if (unit === 0x7b || unit === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (unit === 0x7d || unit === 0x5d) depth--;
  }
  return deepest;
}

function forbiddenKey(value: unknown, path: string): string | null {
  if (typeof value !== "object" || value === null) return null;
  for (const [key, item] of Object.entries(value)) {
    const here = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`;
    if (FORBIDDEN_KEYS.has(key)) return here;
    const deeper = forbiddenKey(item, here);
    if (deeper !== null) return deeper;
  }
  return null;
}

/**
 * Parses a JSON text that came from outside.
 * @throws RefusedRequest VALIDATION_FAILED when it is no JSON, nests too deep, or names a key that reaches a prototype.
 */
export function parseJson(text: string): unknown {
  if (nesting(text) > DEPTH_LIMIT) throw wrong({ path: "$", zh: `嵌套超过 ${DEPTH_LIMIT} 层`, en: `nests deeper than ${DEPTH_LIMIT} levels` });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : "";
    throw wrong({ path: "$", zh: `不是有效的 JSON(${detail})`, en: `is not valid JSON (${detail})` });
  }
  const key = MAY_FORBID.test(text) ? forbiddenKey(value, "$") : null;
  if (key !== null) throw wrong({ path: key, zh: "不允许的字段名", en: "is not an allowed field name" });
  return value;
}

/** Decodes and parses a body. @throws RefusedRequest VALIDATION_FAILED, also on bytes that are no UTF-8. */
export function parseJsonBody(body: Buffer): unknown {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw wrong({ path: "$", zh: "不是有效的 UTF-8 编码", en: "is not valid UTF-8" });
  }
  return parseJson(text);
}
