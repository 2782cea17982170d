import type { ErrorObject } from "ajv";
import { CALLBACK_PATTERN } from "@tocsin/contract/intake/incident.ts";

/** One thing wrong with one field, in both languages. */
export interface FieldError {
  /** JSON path, e.g. `$.place.point.lat` or `$.unitIds[0]`. */
  readonly path: string;
  readonly zh: string;
  readonly en: string;
}

/** `/unitIds/0/a~1b` to `$.unitIds[0].a/b`. */
export function jsonPath(pointer: string, last?: string): string {
  const parts = pointer.split("/").slice(1).map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (last !== undefined) parts.push(last);
  return `$${parts.map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`)).join("")}`;
}

const TYPE_ZH: Readonly<Record<string, string>> = { string: "文字", number: "数字", integer: "整数", boolean: "是或否", object: "对象", array: "列表", null: "空" };
const typeZh = (type: unknown): string => [type].flat().map((name) => TYPE_ZH[String(name)] ?? String(name)).join("或");

/** Patterns that people meet in forms, and those of the contract's `text` (core/contract/place.ts), in words; others as they are. */
function patternSentence(pattern: string): readonly [zh: string, en: string] {
  if (pattern === CALLBACK_PATTERN) return ["须为 3 至 30 位数字，可含 + * # - 和空格", "must be 3 to 30 digits, + * # - or spaces"];
  if (!pattern.includes("\\u0001")) return [`格式不符:${pattern}`, `must match ${pattern}`];
  return pattern.startsWith("^(?=") ? ["为空白或含有控制字符", "is blank or has control characters"] : ["含有控制字符", "has control characters"];
}

type Sentence = (error: ErrorObject) => readonly [zh: string, en: string];
const SENTENCES: Readonly<Record<string, Sentence>> = {
  required: () => ["必填", "is required"],
  additionalProperties: () => ["未知字段", "is not a known field"],
  type: ({ params }) => [`应为${typeZh(params["type"])}`, `must be ${String(params["type"])}`],
  enum: ({ params }) => [`可选值:${(params["allowedValues"] as unknown[]).join("、")}`, `must be one of ${(params["allowedValues"] as unknown[]).join(", ")}`],
  const: ({ params }) => [`应为 ${String(params["allowedValue"])}`, `must be ${String(params["allowedValue"])}`],
  pattern: ({ params }) => patternSentence(String(params["pattern"])),
  minLength: ({ params }) => params["limit"] === 1 ? ["不能为空", "must not be empty"] : [`至少 ${String(params["limit"])} 个字符`, `must have at least ${String(params["limit"])} characters`],
  maxLength: ({ params }) => [`最多 ${String(params["limit"])} 个字符`, `must have at most ${String(params["limit"])} characters`],
  minimum: ({ params }) => [`不得小于 ${String(params["limit"])}`, `must be at least ${String(params["limit"])}`],
  maximum: ({ params }) => [`不得大于 ${String(params["limit"])}`, `must be at most ${String(params["limit"])}`],
  minItems: ({ params }) => [`至少 ${String(params["limit"])} 项`, `must have at least ${String(params["limit"])} items`],
  maxItems: ({ params }) => [`最多 ${String(params["limit"])} 项`, `must have at most ${String(params["limit"])} items`],
  uniqueItems: () => ["有重复项", "must not repeat an item"],
  anyOf: () => ["不是允许的形式", "is none of the allowed forms"],
};

function sentenceOf(error: ErrorObject): FieldError {
  const extra = error.params as { missingProperty?: string; additionalProperty?: string };
  const path = jsonPath(error.instancePath, extra.missingProperty ?? extra.additionalProperty);
  const [zh, en] = SENTENCES[error.keyword]?.(error) ?? ["不正确", error.message ?? "is wrong"];
  return { path, zh, en };
}

/** Another kind of value than the branch asks for: of another type, or without what the branch is told by. */
const isOtherKind = ({ keyword }: ErrorObject): boolean => keyword === "type" || keyword === "required" || keyword === "const";

/** Of more errors than people make nobody asks which form was meant. */
const MOST_SORTED = 500;

/** Errors without those of alternatives that were not meant: where a value is of the kind of one branch, the others' complaints say nothing. */
function meant(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  if (errors.length > MOST_SORTED) return errors;
  return errors.filter(({ keyword }) => keyword === "anyOf").reduce((kept, { schemaPath, instancePath }) => {
    const branchOf = (error: ErrorObject): string | null => (error.schemaPath.startsWith(`${schemaPath}/`) && error.instancePath.startsWith(instancePath) ? error.schemaPath.slice(schemaPath.length + 1).split("/")[0]! : null);
    const branches = new Set(kept.flatMap((error) => branchOf(error) ?? []));
    const others = new Set(kept.filter((error) => error.instancePath === instancePath && isOtherKind(error)).flatMap((error) => branchOf(error) ?? []));
    return others.size === branches.size ? kept : kept.filter((error) => !others.has(branchOf(error) ?? ""));
  }, errors);
}

/**
 * All errors of a validation, one per field. Alternatives (`anyOf`) raise an error per branch: what the branch that was meant says of
 * deeper fields is kept, a branch that asks for `null` says nothing, and the last resort is that no form fits.
 */
export function fieldErrors(all: readonly ErrorObject[]): FieldError[] {
  const errors = meant(all);
  const byPath = new Map<string, FieldError>();
  const plain = errors.filter((error) => error.keyword !== "anyOf" && !(error.keyword === "type" && error.params["type"] === "null"));
  for (const error of plain) {
    const sentence = sentenceOf(error);
    const before = byPath.get(sentence.path);
    if (before === undefined) byPath.set(sentence.path, sentence);
    else if (before.zh !== sentence.zh) byPath.set(sentence.path, { path: sentence.path, zh: `${before.zh};${sentence.zh}`, en: `${before.en}; ${sentence.en}` });
  }
  for (const error of errors.filter(({ keyword }) => keyword === "anyOf")) {
    const path = jsonPath(error.instancePath);
    if (![...byPath.keys()].some((known) => known === path || known.startsWith(`${path}.`) || known.startsWith(`${path}[`))) byPath.set(path, sentenceOf(error));
  }
  return [...byPath.values()];
}
