import type { Refusal } from "@tocsin/contract/refusal.ts";
import type { Result } from "@tocsin/kernel/result.ts";
import type { FieldError } from "../../desk/field-errors.ts";
import type { Session } from "../../session.ts";

/** Where a request comes from: `previous` is a session of the same browser, which ends with the new one, `device` the mark it was given before. */
export interface From {
  readonly address: string;
  readonly previous?: string;
  readonly device?: string;
}

/** A session that has just been opened. */
export interface Opened {
  readonly token: string;
  readonly session: Session;
}

/** Sign-ins and the sessions that follow from them; made from edge/identity. */
export interface Seats {
  signIn(account: string, password: string, from: From): Promise<Result<Opened & { /** The mark that the device keeps. */ readonly device: string }, Refusal>>;
  /** Ends every session of the account and opens a new one; a password that is not taken is named with its fault. */
  changePassword(session: Session, current: string, next: string, from: From): Promise<Result<Opened, { readonly refusal: Refusal; readonly fields?: readonly FieldError[] }>>;
  signOut(token: string): Promise<void>;
  find(token: string): Promise<Session | null>;
  /** Who has been there within the last minutes, on whichever server. */
  present(): Promise<readonly Session[]>;
  /** Organisations in which somebody is signed in. */
  mannedOrgs(): Promise<ReadonlySet<string>>;
}
