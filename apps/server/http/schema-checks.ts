import { Ajv, type AnySchema, type ValidateFunction } from "ajv";
import type { FastifyInstance, FastifySchema } from "fastify";
import { boundedValidator, strictAjv } from "../desk/check-payload.ts";

/**
 * Queries and path parameters arrive as text; bodies never are anything but what they say. `strictNumbers` stays off here: with
 * coercion it lets `1e999` past both its own check and the limits of the schema, which alone then refuse it.
 */
const textAjv = new Ajv({ allErrors: true, coerceTypes: true, strict: false, code: { optimize: false } });

/** `check` compares every answer with its declared schema and fails the request when it differs: for tests. */
export type AnswerChecks = "check" | "trust";

/** Validation of what comes in and, in tests, of what goes out, by the schemas of the contract. */
export function installSchemaChecks(app: FastifyInstance, answers: AnswerChecks): void {
  app.setValidatorCompiler<FastifySchema>(({ schema, httpPart }) => httpPart === "body" ? boundedValidator(schema as AnySchema) : textAjv.compile(schema as AnySchema));
  app.setSerializerCompiler(({ schema, url, httpStatus }) => {
    if (answers === "trust") return (data) => JSON.stringify(data);
    // Compiled when the first such answer goes out: most of a test's servers give few of them.
    let validate: ValidateFunction | undefined;
    return (data) => {
      validate ??= strictAjv.compile(schema as AnySchema);
      const text = JSON.stringify(data);
      if (!validate(JSON.parse(text))) throw new Error(`the answer ${httpStatus ?? ""} of ${url} breaks its schema: ${strictAjv.errorsText(validate.errors)}`);
      return text;
    };
  });
}
