import type { Refusal } from "@tocsin/contract/refusal.ts";
import type { FieldError } from "../desk/field-errors.ts";

/** Thrown by a handler to answer with a refusal; the error handler gives it the one shape that all refusals have. */
export class RefusedRequest extends Error {
  override readonly name = "RefusedRequest";
  readonly refusal: Refusal;
  readonly fields: readonly FieldError[] | undefined;

  constructor(refusal: Refusal, fields?: readonly FieldError[]) {
    super(refusal.code);
    this.refusal = refusal;
    this.fields = fields;
  }
}
