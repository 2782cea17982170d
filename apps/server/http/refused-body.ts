import { refusalText, type Refusal } from "@tocsin/contract/refusal.ts";
import type { Refused } from "@tocsin/contract/views.ts";
import type { FieldError } from "../desk/field-errors.ts";
import type { Language } from "./answer-language.ts";

/** The one shape of every refusal: code, sentence, what a program needs, the wrong fields, and the id under which the log knows it. */
export function refusedBody(refusal: Refusal, fields: readonly FieldError[] | undefined, language: Language, traceId: string): Refused {
  return {
    ok: false,
    code: refusal.code,
    message: refusalText(refusal, language),
    params: { ...refusal.params },
    ...(fields === undefined || fields.length === 0 ? {} : { fields: fields.map((field) => ({ path: field.path, message: field[language] })) }),
    traceId,
  };
}

const INTERNAL = { zh: "系统内部错误,已记录。请用编号联系管理员", en: "Internal error; it has been recorded. Quote the trace id to the administrator" } as const;

/** An error that is nobody's refusal: nothing of its cause leaves the server. */
export const internalBody = (language: Language, traceId: string): Refused => ({ ok: false, code: "INTERNAL", message: INTERNAL[language], params: {}, traceId });
