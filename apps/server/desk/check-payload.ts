import { Ajv, type AnySchema, type ErrorObject, type ValidateFunction } from "ajv";
import { COMMANDS, type CommandName } from "@tocsin/contract/commands.ts";
import { isStorable } from "@tocsin/kernel/storable.ts";
import { fieldErrors, type FieldError } from "./field-errors.ts";

/** Every error at once; nothing is coerced, filled in or removed, and a number is finite: `1e999` is none. */
export const strictAjv = new Ajv({ allErrors: true, coerceTypes: false, removeAdditional: false, useDefaults: false, strict: false, strictNumbers: true, code: { optimize: false } });
/** As strict, and content with the first error: for machines that are only told yes or no. */
export const yesOrNoAjv = new Ajv({ allErrors: false, coerceTypes: false, removeAdditional: false, useDefaults: false, strict: false, strictNumbers: true, code: { optimize: false } });

/** Values above which a body is out of all proportion to what people write. */
const MOST_JUDGED = 2_000;

/** Whether a value holds more values than so many; counting ends there. */
function isHuge(value: unknown): boolean {
  let left = MOST_JUDGED;
  const open = [value];
  for (let one = open.pop(); open.length > 0 || one !== undefined; one = open.pop()) {
    if (typeof one !== "object" || one === null) continue;
    const inner = Object.values(one);
    left -= inner.length;
    if (left < 0) return true;
    open.push(...inner);
  }
  return false;
}

export interface Validate {
  (value: unknown): boolean;
  errors: ErrorObject[] | null | undefined;
}

/**
 * Tells every error of a body, and of a huge one the first alone: told all, a quarter of a megabyte of wrong items held everybody up for
 * a second, and was answered with eighteen megabytes (R27, R57).
 */
export function boundedValidator(schema: AnySchema): Validate {
  const all = strictAjv.compile(schema);
  let first: ValidateFunction | undefined;
  const validate: Validate = Object.assign(
    (value: unknown): boolean => {
      const judge = isHuge(value) ? (first ??= yesOrNoAjv.compile(schema)) : all;
      const right = judge(value) as boolean;
      validate.errors = judge.errors;
      return right;
    },
    { errors: null },
  );
  return validate;
}

const compiled = new Map<CommandName, Validate>();

function validatorOf(name: CommandName): Validate {
  const before = compiled.get(name);
  if (before !== undefined) return before;
  const validate = boundedValidator(COMMANDS[name]);
  compiled.set(name, validate);
  return validate;
}

/** Text that the database could not keep as it is: NUL and lone surrogates. */
function unstorableFields(value: unknown, path: string, found: FieldError[]): FieldError[] {
  if (typeof value === "string") {
    if (!isStorable(value)) found.push({ path, zh: "含有控制字符或不完整的字符", en: "has control characters or broken characters" });
  } else if (Array.isArray(value)) value.forEach((item, index) => unstorableFields(item, `${path}[${index}]`, found));
  else if (typeof value === "object" && value !== null) for (const [key, item] of Object.entries(value)) unstorableFields(item, `${path}.${key}`, found);
  return found;
}

/** What is wrong with a payload, field by field; an empty list when nothing is. */
export function checkPayload(name: CommandName, payload: unknown): FieldError[] {
  const validate = validatorOf(name);
  const wrong = validate(payload) ? [] : fieldErrors(validate.errors ?? []);
  const known = new Set(wrong.map(({ path }) => path));
  return [...wrong, ...unstorableFields(payload, "$", []).filter(({ path }) => !known.has(path)).slice(0, MOST_JUDGED)];
}
