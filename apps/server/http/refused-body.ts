import { refusalText, type Refusal } from "@tocsin/contract/refusal.ts";
import type { Refused } from "@tocsin/contract/views.ts";
import { jsonPath, type FieldError } from "../desk/field-errors.ts";
import type { Language } from "./answer-language.ts";

/** Where a decision says which field does not fit what stands there already, as its place in the body. */
function decidedFields({ code, params }: Refusal): readonly FieldError[] | undefined {
  const { fields } = params;
  if (code !== "VALIDATION_FAILED" || !Array.isArray(fields)) return undefined;
  return fields.map(String).map((field) => ({ path: field.startsWith("/") ? jsonPath(field) : field, zh: "与已有内容或其他字段不符", en: "does not fit the other fields, or what is known" }));
}

/** The one shape of every refusal: code, sentence, what a program needs, the wrong fields, and the id under which the log knows it. */
export function refusedBody(decided: Refusal, named: readonly FieldError[] | undefined, language: Language, traceId: string): Refused {
  const fields = named ?? decidedFields(decided);
  const refusal: Refusal = named === undefined && fields !== undefined ? { ...decided, params: { ...decided.params, fields: fields.map(({ path }) => path) } } : decided;
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
