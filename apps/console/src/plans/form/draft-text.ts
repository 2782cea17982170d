import { LineCounter, parseDocument, stringify } from "yaml";
import type { Content } from "./draft-edit.ts";

/** A draft as a city's folder would have it: YAML, so that text goes from one to the other (CMD-06). */
export const textOf = (content: Content): string => stringify(content, { lineWidth: 0 });

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
