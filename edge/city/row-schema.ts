import type { TObject, TSchema } from "typebox";
import { Compile } from "typebox/compile";
import type { FaultCode, FileFaults } from "./fault.ts";

/** The part of a JSON schema that tells how a cell's text becomes a value. */
interface CellSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly CellSchema[];
  readonly items?: CellSchema;
}

const NUMERIC = /^-?\d+(\.\d+)?$/;

/** A cell as a value of its schema: lists are cut at `|`, an empty cell of a nullable column is null. Unfit text stays text. */
export function cellValue(text: string, schema: CellSchema): unknown {
  if (schema.anyOf) {
    if (text === "") return null;
    return cellValue(text, schema.anyOf.find((one) => one.type !== "null") ?? {});
  }
  if (schema.type === "array") return text === "" ? [] : text.split("|").map((part) => cellValue(part.trim(), schema.items ?? {}));
  const numeric = schema.type === "number" || schema.type === "integer" || schema.enum?.every((one) => typeof one === "number") === true;
  return numeric && NUMERIC.test(text) ? Number(text) : text;
}

/** A value as the text of its cell: the way back of `cellValue`. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return Array.isArray(value) ? value.map(cellText).join("|") : String(value);
}

export const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: unknown;
}

/** What a schema error says: code, Chinese, English. */
function wording(error: SchemaError): readonly [FaultCode, string, string] {
  const params = error.params as { limit?: number; comparison?: string; allowedValues?: readonly unknown[]; pattern?: string; type?: string | readonly string[] };
  switch (error.keyword) {
    case "minLength":
    case "minItems":
      return params.limit === 1 ? ["FIELD_MISSING", "不能为空", "is empty"] : ["FIELD_LENGTH", `至少 ${params.limit} 个`, `needs ${params.limit} at least`];
    case "maxLength":
    case "maxItems":
      return ["FIELD_LENGTH", `最多 ${params.limit} 个`, `has more than ${params.limit}`];
    case "minimum":
      return ["FIELD_RANGE", `不得小于 ${params.limit}`, `is less than ${params.limit}`];
    case "maximum":
      return ["FIELD_RANGE", `不得大于 ${params.limit}`, `is more than ${params.limit}`];
    case "enum":
      return ["FIELD_CHOICE", `应为其中之一:${params.allowedValues?.join("、")}`, `is not one of ${params.allowedValues?.join(", ")}`];
    case "pattern":
      return ["FIELD_FORMAT", `格式不符,应匹配 ${params.pattern}`, `does not match ${params.pattern}`];
    default:
      return ["FIELD_TYPE", `应为 ${String(params.type ?? "规定的形式")}`, `is not ${String(params.type ?? "of the form wanted")}`];
  }
}

/** Finds what is wrong with a value, field by field. */
export type Judge = (value: unknown) => readonly { readonly path: readonly string[]; readonly code: FaultCode; readonly zh: string; readonly en: string }[];

const judges = new WeakMap<TSchema, Judge>();

/** The judge of a schema; compiled once. */
export function judgeOf(schema: TSchema): Judge {
  const known = judges.get(schema);
  if (known) return known;
  const compiled = Compile(schema);
  const judge: Judge = (value) => (compiled.Check(value) ? [] : distinct(compiled.Errors(value) as readonly SchemaError[]));
  judges.set(schema, judge);
  return judge;
}

/** One finding per path: the first that the schema names, closed objects and missing members by the member's name. */
function distinct(errors: readonly SchemaError[]): ReturnType<Judge> {
  const found = new Map<string, ReturnType<Judge>[number]>();
  const add = (path: readonly string[], code: FaultCode, zh: string, en: string): void => {
    const key = path.join("/");
    if (!found.has(key)) found.set(key, { path, code, zh, en });
  };
  for (const error of errors) {
    const path = error.instancePath.split("/").slice(1);
    const params = error.params as { additionalProperties?: readonly string[]; requiredProperties?: readonly string[] };
    if (error.keyword === "additionalProperties") for (const name of params.additionalProperties ?? []) add([...path, name], "FIELD_UNKNOWN", "没有这个字段", "is not a known field");
    else if (error.keyword === "required") for (const name of params.requiredProperties ?? []) add([...path, name], "FIELD_MISSING", "缺少该字段", "is missing");
    // "boolean" is the echo of additionalProperties; the branches of a union are told by the branch that is not null.
    else if (error.keyword !== "boolean" && error.keyword !== "anyOf") add(path, ...wording(error));
  }
  return [...found.values()];
}

/** Reports every finding of a row under its column names. */
export function reportRow(schema: TObject, value: unknown, line: number, faults: FileFaults): boolean {
  const findings = judgeOf(schema)(value);
  for (const { path, code, zh, en } of findings) faults.add(line, snake(path[0] ?? ""), code, zh, en);
  return findings.length === 0;
}
