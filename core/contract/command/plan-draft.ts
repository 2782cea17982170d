import { Type, type Static } from "typebox";
import { PlanContent, PlanModule } from "./plan.ts";
import { PlanFinding } from "./plan-finding.ts";

const closed = { additionalProperties: false } as const;

/** What a value may still miss while somebody writes it; how much there may be of it holds from the first letter on. */
const LATER: ReadonlySet<string> = new Set(["minLength", "pattern", "minimum", "maximum", "minItems", "uniqueItems"]);

/** A schema of the same kinds of values, which may be empty, of another form or out of range. */
function unfinished(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(unfinished);
  if (typeof schema !== "object" || schema === null) return schema;
  const entries = Object.entries(schema).filter(([key]) => !LATER.has(key));
  return Object.fromEntries(entries.map(([key, value]) => [key, key === "properties" ? Object.fromEntries(Object.entries(value as object).map(([name, inner]) => [name, unfinished(inner)])) : unfinished(value)]));
}

/** A plan or a module as it stands in front of its author, one of the two: each value of its kind, and perhaps not right yet. */
export const PlanDraft = Type.Object(
  { plan: Type.Optional(Type.Unsafe<PlanContent>(unfinished(PlanContent) as object)), module: Type.Optional(Type.Unsafe<PlanModule>(unfinished(PlanModule) as object)) },
  { ...closed, minProperties: 1, maxProperties: 1 },
);
export type PlanDraft = Static<typeof PlanDraft>;

/** A place as a finding has it, `tasks.3.after`, and what is said of it; of what is half written a sentence may repeat anything. */
const Told = { path: Type.String(), zh: Type.String(), en: Type.String() };
/** What keeps it from being saved, field by field, and what from being submitted today. */
export const PlanCheck = Type.Object({ fields: Type.Array(Type.Object(Told, closed)), findings: Type.Array(Type.Object({ code: PlanFinding.properties.code, ...Told }, closed)) }, closed);
export type PlanCheck = Static<typeof PlanCheck>;

/** Where a field that the door names below `root`, `$.content.tasks[3].after`, stands in the content: `tasks.3.after`; "" = the whole; null = elsewhere. */
export function placeIn(root: string, path: string): string | null {
  if (path === root) return "";
  return path.startsWith(`${root}.`) ? path.slice(root.length + 1).replaceAll(/\[(\d+)\]/g, ".$1") : null;
}
