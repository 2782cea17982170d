import { LineCounter, parseDocument, stringify } from "yaml";
import type { Content } from "./draft-edit.ts";
import type { FieldShape, FormField } from "./field-shape.ts";

const isObject = (value: unknown): value is Content => typeof value === "object" && value !== null && !Array.isArray(value);

function orderedBy(shape: FieldShape, value: unknown): unknown {
  switch (shape.kind) {
    case "group": return ordered(shape.fields, value);
    case "rows": return Array.isArray(value) ? value.map((row) => ordered(shape.fields, row)) : value;
    case "either": return isObject(value) ? ordered(shape.ways.find(({ by }) => value[by] !== undefined)?.fields ?? [], value) : value;
    default: return value;
  }
}

/** The fields of a content in the order in which the contract has them: what comes back from the database has lost it. */
function ordered(fields: readonly FormField[], value: unknown): unknown {
  if (!isObject(value)) return value;
  const known = fields.flatMap(({ name, shape }) => (value[name] === undefined ? [] : [[name, orderedBy(shape, value[name])] as const]));
  return Object.fromEntries([...known, ...Object.entries(value).filter(([name]) => !fields.some((field) => field.name === name))]);
}

/** A draft as a city's folder would have it: YAML, so that text goes from one to the other (CMD-06). */
export const textOf = (content: Content, fields: readonly FormField[]): string => stringify(ordered(fields, content), { lineWidth: 0 });

/** What stands in a text, or the first line that cannot be read. A plan repeats nothing by reference. */
export function contentIn(text: string): { readonly content: unknown } | { readonly line: number } {
  const lines = new LineCounter();
  const read = parseDocument(text, { lineCounter: lines });
  const [error] = read.errors;
  if (error !== undefined) return { line: lines.linePos(error.pos[0]).line };
  try {
    return { content: read.toJS({ maxAliasCount: 0 }) };
  } catch {
    return { line: 1 };
  }
}
