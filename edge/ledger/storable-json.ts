import { escapeUnstorable } from "@tocsin/kernel/storable.ts";

/** JSON text that `jsonb` refuses shows as these escapes. May also hit harmless text; then escaping changes nothing. */
const SUSPECT = /\\u(0000|d[89a-f])/i;

/** Every text of a JSON value, keys too, in a form that PostgreSQL keeps: see kernel/storable.ts. */
export function escapeDeep<T>(value: T): T {
  if (typeof value === "string") return escapeUnstorable(value) as T;
  if (Array.isArray(value)) return value.map(escapeDeep) as T;
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [escapeUnstorable(key), escapeDeep(item)])) as T;
  }
  return value;
}

/** JSON text of a value that `jsonb` accepts. */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  return SUSPECT.test(text) ? JSON.stringify(escapeDeep(value)) : text;
}

/** The value itself, or with its texts escaped when PostgreSQL would refuse them. */
export const storable = <T>(value: T): T => (SUSPECT.test(JSON.stringify(value ?? null)) ? escapeDeep(value) : value);
