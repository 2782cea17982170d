import type { Refusal } from "@tocsin/contract/refusal.ts";
import type { Result } from "@tocsin/kernel/result.ts";
import type { Session } from "../../session.ts";

/** Sign-ins and the sessions that follow from them; made from edge/identity. */
export interface Seats {
  signIn(account: string, password: string, address: string): Promise<Result<{ readonly token: string; readonly session: Session }, Refusal>>;
  signOut(token: string): Promise<void>;
  find(token: string): Promise<Session | null>;
  /** Organisations in which somebody is signed in. */
  mannedOrgs(): Promise<ReadonlySet<string>>;
}
