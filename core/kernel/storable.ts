/**
 * Text that a database or JSON refuses (NUL, lone surrogates) in a form that both keep:
 * each such code unit becomes the six visible characters `\uXXXX`. The raw bytes are kept apart by the door that received them.
 */
const UNSTORABLE = /\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

export function escapeUnstorable(text: string): string {
  return text.replace(UNSTORABLE, (unit) => `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
}

export const isStorable = (text: string): boolean => escapeUnstorable(text) === text;
