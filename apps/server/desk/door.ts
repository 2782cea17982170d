import type { CommandName } from "@tocsin/contract/commands.ts";
import type { Refusal } from "@tocsin/contract/refusal.ts";
import type { Accepted } from "@tocsin/contract/views.ts";
import type { Session } from "../session.ts";
import type { FieldError } from "./field-errors.ts";

/** A command as it stands before the door. Nothing in `payload` has been looked at yet. */
export interface DoorRequest {
  readonly name: CommandName;
  readonly payload: unknown;
  /** The client's idempotency key. */
  readonly commandId: string;
  readonly session: Session;
  /** Hash of the body as it came: the same key with another body is refused. */
  readonly bodyHash: string;
  readonly traceId: string;
  /** Accounts whose own number the caller has, once the door has looked. */
  readonly recused?: readonly string[];
  /** The bytes as they came, when their text could not be kept as it was. */
  readonly rawBody?: Uint8Array;
}

export type DoorAnswer =
  | { readonly ok: true; readonly accepted: Accepted }
  | { readonly ok: false; readonly refusal: Refusal; readonly fields?: readonly FieldError[] };

export const shut = (refusal: Refusal, fields?: readonly FieldError[]): DoorAnswer => ({ ok: false, refusal, ...(fields === undefined ? {} : { fields }) });
