import { Ajv, type AnySchema, type ErrorObject, type ValidateFunction } from "ajv";
import type { FastifyInstance, FastifySchema } from "fastify";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { boundedValidator, strictAjv, type Validate } from "../desk/check-payload.ts";
import { writtenAnswer } from "../written-answers.ts";

/**
 * Queries and path parameters arrive as text; bodies never are anything but what they say. `strictNumbers` stays off here: with
 * coercion it lets `1e999` past both its own check and the limits of the schema, which alone then refuse it.
 */
const textAjv = new Ajv({ allErrors: true, coerceTypes: true, strict: false, code: { optimize: false } });

const fault = (instancePath: string, keyword: string, params: Record<string, unknown>): ErrorObject => ({ instancePath, schemaPath: "", keyword, params });

/** The first text with a NUL or number without end in a value, as a fault of its place; null for none. */
function unfitIn(value: unknown, path: string): ErrorObject | null {
  if (typeof value === "string") return value.includes("\u0000") ? fault(path, "pattern", { pattern: "\\u0001" }) : null;
  if (typeof value === "number") return Number.isFinite(value) ? null : fault(path, "type", { type: "number" });
  if (typeof value !== "object" || value === null) return null;
  for (const [key, item] of Object.entries(value)) {
    const found = unfitIn(item, `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
    if (found !== null) return found;
  }
  return null;
}

/**
 * What the schema lets through is also what a database takes: PostgreSQL knows no text with a NUL in it, and would answer the caller's
 * fault with one of its own; and `1e999` of an address is no number, whatever it is coerced to.
 */
function storable(validate: Validate): Validate {
  const checked: Validate = Object.assign(
    (data: unknown): boolean => {
      const unfit = validate(data) ? unfitIn(data, "") : undefined;
      checked.errors = unfit === undefined ? validate.errors : unfit === null ? null : [unfit];
      return unfit === null;
    },
    { errors: null },
  );
  return checked;
}

/** `check` compares every answer with its declared schema and fails the request when it differs: for tests. */
export type AnswerChecks = "check" | "trust";

/** Validation of what comes in and, in tests, of what goes out, by the schemas of the contract. */
export function installSchemaChecks(app: FastifyInstance, answers: AnswerChecks): void {
  app.setValidatorCompiler<FastifySchema>(({ schema, httpPart, url }) => {
    const validate = httpPart === "body" ? boundedValidator(schema as AnySchema) : (textAjv.compile(schema as AnySchema) as Validate);
    // What a caller said is compared with other calls whatever stands in it, and is kept nowhere.
    return url === ROUTES.duplicates && httpPart === "body" ? validate : storable(validate);
  });
  app.setSerializerCompiler(({ schema, url, httpStatus }) => {
    if (answers === "trust") return (data) => writtenAnswer(data) as string;
    // Compiled when the first such answer goes out: most of a test's servers give few of them.
    let validate: ValidateFunction | undefined;
    return (data) => {
      validate ??= strictAjv.compile(schema as AnySchema);
      const text = writtenAnswer(data) as string;
      if (!validate(JSON.parse(text))) throw new Error(`the answer ${httpStatus ?? ""} of ${url} breaks its schema: ${strictAjv.errorsText(validate.errors)}`);
      return text;
    };
  });
}
