import { Ajv, type ValidateFunction } from "ajv";
import { COMMANDS, type CommandName } from "@tocsin/contract/commands.ts";
import { isStorable } from "@tocsin/kernel/storable.ts";
import { fieldErrors, type FieldError } from "./field-errors.ts";

/** Every error at once; nothing is coerced, filled in or removed, and a number is finite: `1e999` is none. */
export const strictAjv = new Ajv({ allErrors: true, coerceTypes: false, removeAdditional: false, useDefaults: false, strict: false, strictNumbers: true });

const compiled = new Map<CommandName, ValidateFunction>();

function validatorOf(name: CommandName): ValidateFunction {
  const before = compiled.get(name);
  if (before !== undefined) return before;
  const validate = strictAjv.compile(COMMANDS[name]);
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
  return [...wrong, ...unstorableFields(payload, "$", []).filter(({ path }) => !known.has(path))];
}
