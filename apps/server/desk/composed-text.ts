/**
 * Every text of a payload in composed form (NFC, X-14), so that what looks alike is alike. It changes no character that
 * a reader could tell apart; a payload that is composed already is passed on as it is.
 */
export function composedText(value: unknown): unknown {
  if (typeof value === "string") return value.normalize("NFC");
  if (Array.isArray(value)) return value.map(composedText);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, composedText(item)]));
}
