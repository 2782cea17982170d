import type { PasskeyProof, Passkeys as PasskeysView } from "@tocsin/contract/identity/passkeys.ts";
import type { Refusal } from "@tocsin/contract/refusal.ts";
import type { Seat } from "@tocsin/contract/views.ts";
import type { Site } from "@tocsin/identity/passkeys.ts";
import type { Result } from "@tocsin/kernel/result.ts";
import type { FieldError } from "../../desk/field-errors.ts";
import type { Grant, Session } from "../../session.ts";

/** Where a request comes from: `previous` is the id of a session of the same browser, which ends with the new one, `device` the mark it was given before. */
export interface From {
  readonly address: string;
  readonly previous?: string;
  readonly device?: string;
  /** The second factor, where the account has one. */
  readonly code?: string;
  /** The second factor by a passkey. */
  readonly proof?: PasskeyProof;
  /** The site by whose pages it comes; a passkey belongs to one. */
  readonly site: Site;
}

/** The sign-in behind a token. */
export interface FoundSeat {
  readonly id: string;
  readonly session: Session;
  readonly locked: boolean;
  readonly secondFactor: Seat["secondFactor"];
  readonly passwordDue: boolean;
  /** The token to use from now on, when it is time for the next one. */
  readonly renewed: string | null;
}

/** A sign-in that holds. */
export interface HeldSeat {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly scope: readonly string[];
  readonly address: string;
  readonly createdAt: number;
  readonly usedAt: number;
  readonly locked: boolean;
}

/** A session that has just been opened. */
export interface Opened {
  readonly token: string;
  readonly session: Session;
  readonly secondFactor: Seat["secondFactor"];
  readonly passwordDue: boolean;
  /** The mark that the device keeps, from a sign-in. */
  readonly device?: string;
}

/** The session of which something is asked. */
export interface OfSession {
  readonly id: string;
  readonly userId: string;
}

/** Sign-ins and the sessions that follow from them; made from edge/identity. */
export interface Seats {
  signIn(account: string, password: string, from: From): Promise<Result<Opened, Refusal>>;
  /** Signs in by a passkey alone, which verified its owner. */
  signInByPasskey(proof: PasskeyProof, from: From): Promise<Result<Opened, Refusal>>;
  /** Signs in whom the city's identity provider names by this subject; with `ONE` the account's own second factor is asked for. */
  signInByProvider(subject: string, proved: "ALL" | "ONE", from: From): Promise<Result<Opened, Refusal>>;
  /** What is asked of a browser and counts once, on whichever server it comes back; false when it does not, or is older than `since`. */
  askOnce(what: string): Promise<void>;
  takeOnce(what: string, since: number): Promise<boolean>;
  /** What a page asks the browser to prove. */
  beginPasskeySignIn(site: Site): Promise<Record<string, unknown>>;
  passkeys(session: Session): Promise<PasskeysView>;
  /** Proves once more who sits there; the session's next token, or a refusal that says no more than at a sign-in. */
  prove(session: OfSession, password: string | undefined, from: From, need: "ONE" | "ALL"): Promise<Result<string, Refusal>>;
  beginPasskey(session: Session, site: Site): Promise<Record<string, unknown>>;
  /** False when it is not the answer to an open question of this seat. Every other session of the account ends, here and in what follows. */
  confirmPasskey(sessionId: string, session: Session, name: string, response: unknown, site: Site): Promise<boolean>;
  dropPasskey(sessionId: string, session: Session, id: string): Promise<boolean>;
  /** Ends every session of the account and opens a new one; a password that is not taken is named with its fault. */
  changePassword(session: Session, current: string, next: string, from: From): Promise<Result<Opened, { readonly refusal: Refusal; readonly fields?: readonly FieldError[] }>>;
  /** A secret for an authenticator app. */
  beginFactor(session: Session): Promise<{ readonly secret: string; readonly uri: string }>;
  /** Recovery codes when the first code is right. */
  confirmFactor(sessionId: string, session: Session, code: string): Promise<Result<readonly string[], Refusal>>;
  /** Ends every sign-in of the account too; refused to whoever gave the account the password that still stands. */
  dropFactor(account: string, by: Session): Promise<Result<null, Refusal>>;
  /** A first password in place of a forgotten one; every sign-in of the account ends. Refused to whoever took the second factor away that the account lacks since. */
  resetPassword(account: string, by: Session): Promise<Result<string, Refusal>>;
  /** Organisation paths of an account of the city; null when there is none. */
  scopeOf(account: string): readonly string[] | null;
  /** What an account of the city may do at this moment; null when there is none. */
  rightsOf(account: string): readonly Grant[] | null;
  lock(id: string): Promise<void>;
  /** Opens a locked seat by one proof; the session's next token. */
  unlock(session: OfSession, password: string | undefined, from: From): Promise<Result<string, Refusal>>;
  signOut(id: string): Promise<void>;
  signOutEverywhere(account: string): Promise<void>;
  /** `renew`: the answer can carry the session's next token. */
  find(token: string, renew: boolean): Promise<FoundSeat | null>;
  /** Of these sign-ins, by their ids, those that still hold; being asked for counts as being there. */
  holding(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Sign-ins that hold, of one account or of all. */
  list(account: string | null): Promise<readonly HeldSeat[]>;
  /** Who has been there within the last minutes, on whichever server. */
  present(): Promise<readonly Session[]>;
  /** Organisations in which somebody is signed in. */
  mannedOrgs(): Promise<ReadonlySet<string>>;
  /** How long nobody has sat at a seat of the account, in ms of the machine; Infinity where none is known (CMD-04). */
  awayFor(account: string): Promise<number>;
}
