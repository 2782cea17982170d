import type { Refusal } from "@tocsin/contract/refusal.ts";
import type { Result } from "@tocsin/kernel/result.ts";
import type { Session } from "../../session.ts";

/** Sign-ins and the sessions that follow from them; made from edge/identity. */
export interface Seats {
  /** `previous` is a session of the same browser, which ends with the new one. */
  signIn(account: string, password: string, from: { readonly address: string; readonly previous?: string }): Promise<Result<{ readonly token: string; readonly session: Session }, Refusal>>;
  signOut(token: string): Promise<void>;
  find(token: string): Promise<Session | null>;
  /** Who has been there within the last minutes, on whichever server. */
  present(): Promise<readonly Session[]>;
  /** Organisations in which somebody is signed in. */
  mannedOrgs(): Promise<ReadonlySet<string>>;
}
