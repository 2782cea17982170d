import type { ErrorObject } from "ajv";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { refuse, refusalStatus, type Refusal } from "@tocsin/contract/refusal.ts";
import { isLate, isTransient, isUnwritable } from "@tocsin/ledger/db.ts";
import { fieldErrors, type FieldError } from "../desk/field-errors.ts";
import { languageOf } from "./answer-language.ts";
import { RefusedRequest } from "./refused-request.ts";
import { internalBody, refusedBody } from "./refused-body.ts";
import { secureHeaders } from "./security-headers.ts";

interface Told {
  readonly refusal: Refusal;
  readonly fields?: readonly FieldError[] | undefined;
}

const invalid = (fields: readonly FieldError[]): Told => ({ refusal: refuse("VALIDATION_FAILED", { fields: fields.map(({ path }) => path) }), fields });

/** Errors of the framework that are the caller's doing. */
function frameworkRefusal(error: FastifyError): Told | null {
  if (error.validation !== undefined) return invalid(fieldErrors(error.validation as ErrorObject[]));
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") return { refusal: refuse("PAYLOAD_TOO_LARGE", { limit: "256 kB" }) };
  if (error.code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") return invalid([{ path: "$", zh: "内容类型应为 application/json", en: "the content type must be application/json" }]);
  if (error.code === "FST_ERR_CTP_EMPTY_JSON_BODY" || error.code === "FST_ERR_CTP_INVALID_CONTENT_LENGTH") return invalid([{ path: "$", zh: "内容为空或不完整", en: "the body is empty or incomplete" }]);
  return null;
}

/** The refusal that an error stands for, or null for a fault of the server. */
export function refusalOf(error: unknown): Told | null {
  if (error instanceof RefusedRequest) return { refusal: error.refusal, fields: error.fields };
  const known = error instanceof Error ? frameworkRefusal(error as FastifyError) : null;
  if (known !== null) return known;
  // The database is away for a while: what was sent stays with the caller, and the same key makes the retry safe.
  if (isUnwritable(error)) return { refusal: refuse("NOT_STORED") };
  return isTransient(error) || isLate(error) ? { refusal: refuse("TOO_BUSY") } : null;
}

/** Hears of every refusal before it is answered, to keep a trace of denials. */
export type OnRefused = (request: FastifyRequest, refusal: Refusal) => Promise<void>;

async function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply, onRefused: OnRefused): Promise<FastifyReply> {
  const language = languageOf(request);
  const told = refusalOf(error);
  if (told !== null) {
    await onRefused(request, told.refusal);
    const { seconds } = told.refusal.params;
    if (refusalStatus(told.refusal.code) === 429 && typeof seconds === "number") void reply.header("retry-after", seconds);
    if (told.refusal.code === "TOO_BUSY") request.log.warn({ err: error }, "database not reachable");
    return reply.code(refusalStatus(told.refusal.code)).send(refusedBody(told.refusal, told.fields, language, request.id));
  }
  const status = (error as FastifyError).statusCode ?? 500;
  if (status >= 400 && status < 500) {
    const { refusal, fields } = invalid([{ path: "$", zh: "网址或报头不被接受", en: `the address or a header is not accepted: ${(error as Error).message}` }]);
    await onRefused(request, refusal);
    return reply.code(status).send(refusedBody(refusal, fields, language, request.id));
  }
  request.log.error({ err: error }, "request failed");
  return reply.code(500).send(internalBody(language, request.id));
}

/** An address that no route can be looked up for (`%ff`) comes past every hook; it is refused in the same shape, and says no more. */
export function answerBadAddress(request: FastifyRequest, reply: FastifyReply, onRefused: OnRefused): void {
  const field: FieldError = { path: "$", zh: "网址编码不正确", en: "the address is not well encoded" };
  const { refusal, fields } = invalid([field]);
  void onRefused(request, refusal);
  secureHeaders(request, reply, true);
  void reply
    .code(refusalStatus(refusal.code))
    .header("content-type", "application/json; charset=utf-8")
    .send(JSON.stringify(refusedBody(refusal, fields, languageOf(request), request.id)));
}

export function installErrorAnswers(app: FastifyInstance, onRefused: OnRefused): void {
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply, onRefused));
}
