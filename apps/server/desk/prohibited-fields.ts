import { isProhibitedField } from "@tocsin/contract/prohibited.ts";

/**
 * The JSON path of the first field anywhere in a body whose name is prohibited, or null:
 * biometrics, identity numbers, traces, scores and lists of people are not accepted under any spelling.
 */
export function prohibitedField(value: unknown, path = "$"): string | null {
  if (typeof value !== "object" || value === null) return null;
  for (const [key, item] of Object.entries(value)) {
    const here = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`;
    if (!Array.isArray(value) && isProhibitedField(key)) return here;
    const deeper = prohibitedField(item, here);
    if (deeper !== null) return deeper;
  }
  return null;
}
