import { signInName } from "./accounts.ts";
import type { Grant, IdentityStore, StoredAccount } from "./identity-store.ts";
import { passwordFault, type PasswordFault } from "./password-rules.ts";
import { hashPassword, passwordMatches } from "./passwords.ts";
import { isToken, newToken, tokenHash as hashOf } from "./random-token.ts";
import { openSignInGate, type SignInGateOptions } from "./sign-in-gate.ts";

/** Who a request comes from. */
export interface Session {
  userId: string;
  name: string;
  orgPath: string;
  grants: Grant[];
  unitId?: string;
  lang: string;
  /** When it ends in any case, UTC ms. */
  endsAt: number;
}

/** Where a request comes from. */
export interface From {
  address: string;
  /** A session of the same browser, which ends with a new sign-in. */
  previous?: string;
  /** The mark that the device was given at an earlier sign-in. */
  device?: string;
}

/** Wrong name or password: which of the two is not said. */
type Denied = { ok: false; reason: "WRONG" } | { ok: false; reason: "WAIT"; retryAfterMs: number };
/** `device` is the mark that the device keeps for later sign-ins. */
export type SignIn = { ok: true; token: string; session: Session; device: string } | Denied;
export type PasswordChange = { ok: true; token: string } | Denied | { ok: false; reason: PasswordFault };

export interface IdentityOptions {
  /** UTC ms. */
  now: () => number;
  /** Default 12 h. */
  absoluteMs?: number;
  /** Default 1 h. */
  idleMs?: number;
  gate?: SignInGateOptions;
}

export interface Identity {
  signIn(user: string, password: string, from: From): Promise<SignIn>;
  /**
   * Sets a new password by the old one; guesses at the old one are slowed like sign-ins. Every session of the account ends,
   * and the caller gets a new one. `ownWords` are words beside the account's own that its password may not be made of.
   */
  changePassword(userId: string, current: string, next: string, from: From, ownWords: readonly string[]): Promise<PasswordChange>;
  /** Null for a token that is unknown, ended or too old; also counts as use of the session. */
  sessionOf(token: string): Promise<Session | null>;
  signOut(token: string): Promise<void>;
  /** Ends every session of a user, at once and on every server. */
  signOutEverywhere(userId: string): Promise<void>;
}

const HOUR = 3_600_000;
/** The last use is written at most this often. */
const TOUCH_EVERY_MS = 60_000;

function sessionFor(account: StoredAccount, endsAt: number): Session {
  const { id, name, orgPath, grants, unitId, lang } = account;
  return { userId: id, name, orgPath, grants, lang, endsAt, ...(unitId === undefined ? {} : { unitId }) };
}

export function openIdentity(store: IdentityStore, options: IdentityOptions): Identity {
  const { now, absoluteMs = 12 * HOUR, idleMs = HOUR } = options;
  const gate = openSignInGate(options.gate);
  const end = async (token: string): Promise<void> => {
    if (isToken(token)) await store.revokeSession(hashOf(token), now());
  };
  const open = async (userId: string): Promise<string> => {
    const token = newToken();
    const at = now();
    await store.addSession({ tokenHash: hashOf(token), userId, createdAt: at, usedAt: at });
    return token;
  };
  /** The account when the password is its own. An account that is not there takes the same work. */
  const prove = async (id: string, password: string, from: From): Promise<{ ok: true; account: StoredAccount } | Denied> => {
    const mark = from.device !== undefined && isToken(from.device) ? hashOf(from.device) : null;
    const source = { address: from.address, device: mark !== null && (await store.knowsDevice(mark, id)) ? mark : null };
    const retryAfterMs = gate.begin(id, source, now());
    if (retryAfterMs > 0) return { ok: false, reason: "WAIT", retryAfterMs };
    const account = await store.findAccount(id);
    const matches = await passwordMatches(account?.passwordHash ?? null, password);
    if (account === null || !matches || account.disabled) return { ok: false, reason: "WRONG" };
    gate.succeeded(id, source);
    return { ok: true, account };
  };
  return {
    async signIn(user, password, from) {
      const proof = await prove(signInName(user), password, from);
      if (!proof.ok) return proof;
      const { account } = proof;
      if (from.previous !== undefined) await end(from.previous);
      const device = from.device !== undefined && isToken(from.device) ? from.device : newToken();
      await store.rememberDevice(hashOf(device), account.id, now());
      return { ok: true, token: await open(account.id), session: sessionFor(account, now() + absoluteMs), device };
    },
    async changePassword(userId, current, next, from, ownWords) {
      const proof = await prove(userId, current, from);
      if (!proof.ok) return proof;
      const fault = passwordFault(next, [...ownWords, proof.account.id, proof.account.name]);
      if (fault !== null) return { ok: false, reason: fault };
      await store.setPassword(userId, await hashPassword(next));
      await store.revokeSessionsOf(userId, now());
      return { ok: true, token: await open(userId) };
    },
    async sessionOf(token) {
      if (!isToken(token)) return null;
      const found = await store.findSession(hashOf(token));
      if (found === null) return null;
      const at = now();
      const { tokenHash, createdAt, usedAt } = found.session;
      if (at >= createdAt + absoluteMs || at >= usedAt + idleMs) {
        await store.revokeSession(tokenHash, at);
        return null;
      }
      if (at - usedAt >= Math.min(TOUCH_EVERY_MS, idleMs / 2)) await store.touchSession(tokenHash, at);
      return sessionFor(found.account, createdAt + absoluteMs);
    },
    signOut: end,
    signOutEverywhere: (userId) => store.revokeSessionsOf(userId, now()),
  };
}
