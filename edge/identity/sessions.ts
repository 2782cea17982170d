import { createHash, randomBytes } from "node:crypto";
import { signInName } from "./accounts.ts";
import { openBackOff, type BackOffOptions } from "./back-off.ts";
import type { Grant, IdentityStore, StoredAccount } from "./identity-store.ts";
import { passwordMatches } from "./passwords.ts";

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

export type SignIn =
  | { ok: true; token: string; session: Session }
  /** Wrong name or password: which of the two is not said. */
  | { ok: false; reason: "WRONG" }
  | { ok: false; reason: "WAIT"; retryAfterMs: number };

export interface IdentityOptions {
  /** UTC ms. */
  now: () => number;
  /** Default 12 h. */
  absoluteMs?: number;
  /** Default 1 h. */
  idleMs?: number;
  backOff?: BackOffOptions;
}

export interface Identity {
  /** `address` is where the request comes from; `previous` is a session of the same browser, which ends with a new sign-in. */
  signIn(user: string, password: string, from: { address: string; previous?: string }): Promise<SignIn>;
  /** Null for a token that is unknown, ended or too old; also counts as use of the session. */
  sessionOf(token: string): Promise<Session | null>;
  signOut(token: string): Promise<void>;
  /** Ends every session of a user, at once and on every server. */
  signOutEverywhere(userId: string): Promise<void>;
}

const HOUR = 3_600_000;
/** The last use is written at most this often. */
const TOUCH_EVERY_MS = 60_000;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** 32 random bytes as text; only its hash is stored. */
const newToken = (): string => randomBytes(32).toString("base64url");
const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

function sessionFor(account: StoredAccount, endsAt: number): Session {
  const { id, name, orgPath, grants, unitId, lang } = account;
  return { userId: id, name, orgPath, grants, lang, endsAt, ...(unitId === undefined ? {} : { unitId }) };
}

export function openIdentity(store: IdentityStore, options: IdentityOptions): Identity {
  const { now, absoluteMs = 12 * HOUR, idleMs = HOUR } = options;
  const backOff = openBackOff(options.backOff);
  const end = async (token: string): Promise<void> => {
    if (TOKEN.test(token)) await store.revokeSession(hashOf(token), now());
  };
  return {
    async signIn(user, password, from) {
      const id = signInName(user);
      const retryAfterMs = backOff.begin(id, from.address, now());
      if (retryAfterMs > 0) return { ok: false, reason: "WAIT", retryAfterMs };
      const account = await store.findAccount(id);
      const matches = await passwordMatches(account?.passwordHash ?? null, password);
      if (account === null || !matches || account.disabled) return { ok: false, reason: "WRONG" };
      backOff.succeeded(id, from.address);
      if (from.previous !== undefined) await end(from.previous);
      const token = newToken();
      const at = now();
      await store.addSession({ tokenHash: hashOf(token), userId: account.id, createdAt: at, usedAt: at });
      return { ok: true, token, session: sessionFor(account, at + absoluteMs) };
    },
    async sessionOf(token) {
      if (!TOKEN.test(token)) return null;
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
