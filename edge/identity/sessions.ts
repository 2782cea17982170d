import { signInName, GIVEN_HOLDS_MS, hasEnded } from "./accounts.ts";
import type { Grant, IdentityStore, StoredAccount, StoredSession } from "./identity-store.ts";
import { passwordFault, type PasswordFault } from "./password-rules.ts";
import { hashPassword, passwordMatches } from "./passwords.ts";
import { isToken, newGroups, newToken, tokenHash as hashOf } from "./random-token.ts";
import { openSecondFactor, type SecondFactor } from "./second-factor.ts";
import { GUESSES_KEPT_MS, openSignInGate, type SignInGateOptions } from "./sign-in-gate.ts";

/** Who a request comes from. */
export interface Session {
  /** Names the session, and lets nobody in. */
  id: string;
  userId: string;
  name: string;
  orgPath: string;
  grants: Grant[];
  unitId?: string;
  lang: string;
  /** When it ends in any case, UTC ms. */
  endsAt: number;
  /** Whether the seat is locked: signed in, but nobody has proved to be there since. */
  locked: boolean;
  /** Whether the account has a second factor. */
  hasFactor: boolean;
  /** Whether the account must change its first password before anything else. */
  passwordDue: boolean;
}

/** Where a request comes from. */
export interface From {
  address: string;
  /** Id of a session of the same browser, which ends with a new sign-in. */
  previous?: string;
  /** The mark that the device was given at an earlier sign-in. */
  device?: string;
  /** The second factor: a code of the owner's device, or a recovery code. */
  code?: string;
  /** The second factor by a passkey: the account that it proves. */
  passkey?: () => Promise<string | null>;
}

/** Wrong name or password: which of the two is not said. */
type Denied = { ok: false; reason: "WRONG" } | { ok: false; reason: "WAIT"; retryAfterMs: number };
/** The password was right, the second factor was not there or not right. */
type Lacking = { ok: false; reason: "CODE_NEEDED" | "CODE_WRONG" };
/** `device` is the mark that the device keeps for later sign-ins. */
export type SignIn = { ok: true; token: string; session: Session; device: string } | Denied | Lacking;
/** `token` is the one by which the session speaks from now on. */
export type Proved = { ok: true; token: string } | Denied | Lacking | { ok: false; reason: "PASSKEY_WRONG" };
export type PasswordChange = { ok: true; token: string; session: Session } | Denied | { ok: false; reason: PasswordFault };

export interface IdentityOptions {
  /** UTC ms. */
  now: () => number;
  /** Default 12 h. */
  absoluteMs?: number;
  /** Default 1 h. */
  idleMs?: number;
  /** How long one token speaks for a session before the next is handed out; default 10 min. */
  rotateMs?: number;
  /** Told when a session was ended because a spent token came back: somebody has a copy. */
  onReplay?: (session: StoredSession) => Promise<void> | void;
  gate?: SignInGateOptions;
}

export interface Identity {
  /** The second factor of accounts; the caller proves who asks. */
  readonly factor: Pick<SecondFactor, "begin" | "confirm">;
  /**
   * Whether it is still the owner who sits at a session: by the password, with `ALL` by the second factor too where there is one; or
   * by a passkey, which is both. Guesses are slowed like sign-ins. What was proved gives the session a new token (ASVS V7.2.4).
   */
  proves(session: { id: string; userId: string }, password: string | undefined, from: From, need: "ONE" | "ALL"): Promise<Proved>;
  /**
   * A first password in place of a forgotten one: opens nothing but its change. Every session ends, the second factor stays. Null where the
   * same helper has taken that away: with both, whoever administers could sign in as anybody.
   */
  resetPassword(userId: string, by: string): Promise<string | null>;
  /** Takes the second factor away, for a lost device, and ends every session. False where the same helper gave the password that still stands. */
  dropFactor(userId: string, by: string): Promise<boolean>;
  signIn(user: string, password: string, from: From): Promise<SignIn>;
  /**
   * Signs in who has proved the account by other means: everything (a passkey that verified its owner, a provider that is believed to
   * have asked for two), or one thing (a provider), beside which the account's own second factor is asked for.
   */
  admit(userId: string, from: From, proved: "ALL" | "ONE"): Promise<SignIn>;
  /**
   * Sets a new password by the old one; guesses at the old one are slowed like sign-ins. Every session of the account ends,
   * and the caller gets a new one. `ownWords` are words beside the account's own that its password may not be made of.
   */
  changePassword(userId: string, current: string, next: string, from: From, ownWords: readonly string[]): Promise<PasswordChange>;
  /**
   * Null for a token that is unknown, ended, too old, or spent; also counts as use of the session. `renewed`, with `renew`, is
   * the token to use from now on; the old one stays good until the new one is first used, so that a lost answer signs nobody out.
   */
  sessionOf(token: string, options?: { renew: boolean }): Promise<{ session: Session; renewed: string | null } | null>;
  /** Of these sessions those that still hold; being asked for counts as use, unless locked. */
  holding(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Sessions that hold, of one account or of all. */
  list(userId: string | null): Promise<StoredSession[]>;
  lock(id: string): Promise<void>;
  /** Unlocks by one proof. */
  unlock(session: { id: string; userId: string }, password: string | undefined, from: From): Promise<Proved>;
  signOut(id: string): Promise<void>;
  /** Ends every session of a user but this one. */
  signOutElsewhere(session: { id: string; userId: string }): Promise<void>;
  /** Ends every session of a user, at once and on every server. */
  signOutEverywhere(userId: string): Promise<void>;
}

const HOUR = 3_600_000;
/** The last use is written at most this often. */
const TOUCH_EVERY_MS = 60_000;
/** Requests under way with a token that has just been followed are no replay; nor is another token minted for each of them. */
const GRACE_MS = 60_000;

function sessionFor(account: StoredAccount, { id: sessionId, lockedAt }: StoredSession, hasFactor: boolean, endsAt: number): Session {
  const { id, name, orgPath, grants, unitId, lang, passwordDue } = account;
  return { id: sessionId, userId: id, name, orgPath, grants, lang, endsAt, locked: lockedAt !== null, hasFactor, passwordDue, ...(unitId === undefined ? {} : { unitId }) };
}

/** `clear`, called when nothing more is to be proved, takes the try back; `failed` counts it for all servers. */
interface Tried {
  readonly ok: true;
  readonly clear: () => Promise<void>;
  readonly failed: () => Promise<void>;
}

type Prove = (id: string, password: string, from: From) => Promise<(Tried & { readonly account: StoredAccount }) | Denied>;

/** Counts a try at an account. */
type Try = (id: string, from: From) => Promise<Tried | Denied>;

function trier(store: IdentityStore, { now, gate: options }: IdentityOptions): Try {
  const gate = openSignInGate(options);
  return async (id, from) => {
    const mark = from.device !== undefined && isToken(from.device) ? hashOf(from.device) : null;
    const source = { address: from.address, device: mark !== null && (await store.knowsDevice(mark, id)) ? mark : null };
    const [keys, since] = [gate.sharedKeys(id, source), now() - GUESSES_KEPT_MS];
    const counted = new Map((await store.guessesBy(keys.counted, since)).map((guess) => [guess.key, guess]));
    gate.learn(id, source, counted);
    const retryAfterMs = gate.begin(id, source, now());
    if (retryAfterMs > 0) return { ok: false, reason: "WAIT", retryAfterMs };
    return {
      ok: true,
      failed: () => store.countGuess(keys.counted, now(), since),
      async clear() {
        gate.succeeded(id, source);
        // An honest sign-in without a slip before it writes nothing.
        if (keys.cleared.some((key) => counted.has(key))) await store.forgetGuesses(keys.cleared);
      },
    };
  };
}

/** The account when the password is its own. An account that is not there takes the same work. */
function prover(store: IdentityStore, { now }: IdentityOptions, tries: Try): Prove {
  return async (id, password, from) => {
    const tried = await tries(id, from);
    if (!tried.ok) return tried;
    const account = await store.findAccount(id);
    const matches = await passwordMatches(account?.passwordHash ?? null, password);
    if (account === null || !matches || account.disabled || hasEnded(account, now())) {
      await tried.failed();
      return { ok: false, reason: "WRONG" };
    }
    return { ...tried, account };
  };
}

/** A wrong code is a failed try; that one is still to come is none. */
async function failing(tried: Tried, lacking: Lacking): Promise<Lacking> {
  if (lacking.reason === "CODE_WRONG") await tried.failed();
  return lacking;
}

/** Finds sessions by their tokens, and hands out the next token in time. */
function finder(store: IdentityStore, options: IdentityOptions): Identity["sessionOf"] {
  const { now, absoluteMs = 12 * HOUR, idleMs = HOUR, rotateMs = 10 * 60_000 } = options;
  return async (token, { renew } = { renew: false }) => {
    if (!isToken(token)) return null;
    const hash = hashOf(token);
    const found = await store.findSession(hash);
    if (found === null) return null;
    const { session, token: kept, account, hasFactor } = found;
    const at = now();
    const replayed = kept.spentAt !== null && at >= kept.spentAt + GRACE_MS;
    // A locked seat can do nothing, and keeps what was being typed: it ends with the shift only.
    const idle = session.lockedAt === null && at >= session.usedAt + idleMs;
    if (replayed || idle || at >= session.createdAt + absoluteMs) {
      await store.revokeSession(session.id, at);
      if (replayed) await options.onReplay?.(session);
      return null;
    }
    if (kept.usedAt === null) await store.takeUpToken(session.id, hash, at);
    if (at - session.usedAt >= Math.min(TOUCH_EVERY_MS, idleMs / 2) && session.lockedAt === null) await store.touchSession(session.id, at);
    const due = renew && kept.spentAt === null && at >= kept.mintedAt + rotateMs && (kept.nextMintedAt === null || kept.usedAt === null || at >= kept.nextMintedAt + GRACE_MS);
    const renewed = due ? newToken() : null;
    if (renewed !== null) await store.addToken(session.id, hashOf(renewed), at);
    return { session: sessionFor(account, session, hasFactor, session.createdAt + absoluteMs), renewed };
  };
}

/** Whether an account has a second factor, and whether what came with a try is it. */
function seconds(store: IdentityStore, factor: SecondFactor) {
  const holdsFactor = async (userId: string): Promise<boolean> => Boolean((await store.findFactor(userId))?.secret) || (await store.hasPasskey(userId));
  /** Null when nothing is lacking. Until it is right the try counts: a known password must not buy endless guesses at six digits. */
  const lacks = async (userId: string, hasFactor: boolean, { code, passkey }: From): Promise<Lacking | null> => {
    if (!hasFactor) return null;
    if (code === undefined && passkey === undefined) return { ok: false, reason: "CODE_NEEDED" };
    const second = passkey === undefined ? await factor.takes(userId, code ?? "") : (await passkey()) === userId;
    return second ? null : { ok: false, reason: "CODE_WRONG" };
  };
  return { holdsFactor, lacks };
}

/** Proofs of who is signed in already. */
function reprover(store: IdentityStore, { now }: IdentityOptions, prove: Prove, { holdsFactor, lacks }: ReturnType<typeof seconds>): Identity["proves"] {
  const renew = async (id: string): Promise<Proved> => {
    const token = newToken();
    await store.addToken(id, hashOf(token), now());
    return { ok: true, token };
  };
  return async ({ id, userId }, password, from, need) => {
    if (password === undefined && from.passkey !== undefined) return (await from.passkey()) === userId ? renew(id) : { ok: false, reason: "PASSKEY_WRONG" };
    const proof = await prove(userId, password ?? "", from);
    if (!proof.ok) return proof;
    const lacking = need === "ALL" ? await lacks(userId, await holdsFactor(userId), from) : null;
    if (lacking !== null) return failing(proof, lacking);
    await proof.clear();
    return renew(id);
  };
}

/** Opens sessions for who has proved what must be proved. */
function opener(store: IdentityStore, { now, absoluteMs = 12 * HOUR }: IdentityOptions) {
  const open = async (account: StoredAccount, hasFactor: boolean, from: From): Promise<{ token: string; session: Session }> => {
    const token = newToken();
    const at = now();
    const session: StoredSession = { id: newToken(), userId: account.id, address: from.address, createdAt: at, usedAt: at, lockedAt: null };
    await store.addSession(session, hashOf(token));
    return { token, session: sessionFor(account, session, hasFactor, at + absoluteMs) };
  };
  /** Whoever has proved everything: the browser's earlier session ends, and its device is known from now on. */
  const welcome = async (account: StoredAccount, hasFactor: boolean, from: From): Promise<SignIn> => {
    if (from.previous !== undefined) await store.revokeSession(from.previous, now());
    const device = from.device !== undefined && isToken(from.device) ? from.device : newToken();
    await store.rememberDevice(hashOf(device), account.id, now());
    return { ok: true, ...(await open(account, hasFactor, from)), device };
  };
  return { open, welcome };
}

/** Lets in who has proved the account by other means than its password. */
function admitter(store: IdentityStore, tries: Try, { holdsFactor, lacks }: ReturnType<typeof seconds>, welcome: ReturnType<typeof opener>["welcome"]): Identity["admit"] {
  return async (userId, from, proved) => {
    const account = await store.findAccount(userId);
    if (account === null || account.disabled) return { ok: false, reason: "WRONG" };
    const hasFactor = await holdsFactor(userId);
    if (!hasFactor || proved === "ALL") return welcome(account, hasFactor, from);
    if (from.code === undefined && from.passkey === undefined) return { ok: false, reason: "CODE_NEEDED" };
    const tried = await tries(userId, from);
    if (!tried.ok) return tried;
    const lacking = await lacks(userId, hasFactor, from);
    if (lacking !== null) return failing(tried, lacking);
    await tried.clear();
    return welcome(account, hasFactor, from);
  };
}

export function openIdentity(store: IdentityStore, options: IdentityOptions): Identity {
  const { now, absoluteMs = 12 * HOUR, idleMs = HOUR } = options;
  const tries = trier(store, options);
  const prove = prover(store, options, tries);
  const factor = openSecondFactor(store, now);
  const second = seconds(store, factor);
  const { holdsFactor, lacks } = second;
  const { open, welcome } = opener(store, options);
  const proves = reprover(store, options, prove, second);
  return {
    factor,
    proves,
    async resetPassword(userId, by) {
      const password = newGroups(5);
      if (!(await store.givePassword(userId, await hashPassword(password), now() + GIVEN_HOLDS_MS, by))) return null;
      await store.revokeSessionsOf(userId, now());
      return password;
    },
    async dropFactor(userId, by) {
      if (!(await store.dropFactor(userId, by))) return false;
      await store.revokeSessionsOf(userId, now());
      return true;
    },
    async signIn(user, password, from) {
      const proof = await prove(signInName(user), password, from);
      if (!proof.ok) return proof;
      const { account } = proof;
      const hasFactor = await holdsFactor(account.id);
      const lacking = await lacks(account.id, hasFactor, from);
      if (lacking !== null) return failing(proof, lacking);
      await proof.clear();
      return welcome(account, hasFactor, from);
    },
    admit: admitter(store, tries, second, welcome),
    async changePassword(userId, current, next, from, ownWords) {
      const proof = await prove(userId, current, from);
      if (!proof.ok) return proof;
      await proof.clear();
      const fault = next === current ? "SAME" : passwordFault(next, [...ownWords, proof.account.id, proof.account.name]);
      if (fault !== null) return { ok: false, reason: fault };
      await store.setPassword(userId, await hashPassword(next));
      await store.revokeSessionsOf(userId, now());
      return { ok: true, ...(await open({ ...proof.account, passwordDue: false }, await holdsFactor(userId), from)) };
    },
    sessionOf: finder(store, options),
    async holding(ids) {
      const at = now();
      return new Set(ids.length === 0 ? [] : await store.heldSessions(ids, at, { createdAt: at - absoluteMs, usedAt: at - idleMs, touchedBefore: at - Math.min(TOUCH_EVERY_MS, idleMs / 2) }));
    },
    list: (userId) => store.listSessions({ createdAt: now() - absoluteMs, usedAt: now() - idleMs }, userId),
    lock: (id) => store.lockSession(id, now()),
    async unlock(session, password, from) {
      const proof = await proves(session, password, from, "ONE");
      if (!proof.ok) return proof;
      await store.touchSession(session.id, now());
      await store.lockSession(session.id, null);
      return proof;
    },
    signOut: (id) => store.revokeSession(id, now()),
    signOutElsewhere: ({ id, userId }) => store.revokeSessionsOf(userId, now(), id),
    signOutEverywhere: (userId) => store.revokeSessionsOf(userId, now()),
  };
}
