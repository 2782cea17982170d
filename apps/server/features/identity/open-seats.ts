import type { AccountRow } from "@tocsin/contract/organisation/city.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import type { StoredSession } from "@tocsin/identity/identity-store.ts";
import { endDemoPasswords, loadAccounts } from "@tocsin/identity/accounts.ts";
import { openPasskeys, type Passkeys } from "@tocsin/identity/passkeys.ts";
import { sealedFactors } from "@tocsin/identity/sealed-factors.ts";
import type { Seal } from "@tocsin/identity/secret-seal.ts";
import { openIdentity, type From as Came, type Identity, type Proved, type Session as SignedInAs, type SignIn as SignInAnswer } from "@tocsin/identity/sessions.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import { civil, MINUTE } from "@tocsin/kernel/instant.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { identityStore } from "@tocsin/ledger/identity-store.ts";
import { systemClock } from "../../clock.ts";
import type { Grant, Session } from "../../session.ts";
import { accountOf } from "./account-of.ts";
import { PASSWORD_WORDS } from "./password-words.ts";
import { providerSeats } from "./provider-seats.ts";
import { presence } from "./presence.ts";
import { openRecent } from "./recent-seats.ts";
import { passkeySeats } from "./passkey-seats.ts";
import type { FoundSeat, From, HeldSeat, Opened, Seats } from "./seats.ts";

/** Every wrong code is answered alike, with the time by which codes are judged: a clock that is off shows, and nothing is told of a code. */
function wrongCode({ city: { head } }: CityIndex): Refusal {
  const { hour, minute, second } = civil(systemClock.now(), head.utcOffset * MINUTE);
  return refuse("CODE_WRONG", { time: [hour, minute, second].map((part) => String(part).padStart(2, "0")).join(":") });
}

/** A refusal for who could not prove who they are; it does not say what of it was wrong. */
function denied(answer: Extract<SignInAnswer | Proved, { ok: false }>, city: CityIndex): Refusal {
  if (answer.reason === "WAIT") return refuse("SIGN_IN_SLOWED", { seconds: Math.ceil(answer.retryAfterMs / 1_000) });
  if (answer.reason === "CODE_WRONG") return wrongCode(city);
  if (answer.reason === "CODE_NEEDED") return refuse(answer.reason);
  return refuse(answer.reason === "PASSKEY_WRONG" ? "PASSKEY_REFUSED" : "SIGN_IN_FAILED");
}

export interface SeatsOptions {
  /** Passwords in the city's files count in a demo only. */
  readonly demo: boolean;
  /** First passwords hold on without being changed: for a city whose passwords everybody may know. */
  readonly keepFirst: boolean;
  /** First passwords of accounts that have none (first-passwords.ts). */
  readonly passwords: ReadonlyMap<string, string>;
  /** Told when a sign-in was ended because a copy of its token was in use. */
  readonly onReplay: (account: string, address: string) => Promise<void>;
  /** Told whose passwords of a demo were ended, before a server that is none takes sign-ins. */
  readonly onEnded: (accounts: readonly string[]) => void;
  /** Under which second factors' secrets lie in the database. */
  readonly seal: Seal;
  /** Rights that an account holds by emergency access at this moment. */
  readonly running: (account: string) => readonly Grant[];
  /** Of an account's grants those whose time it is. */
  readonly held: (account: string, grants: readonly Grant[]) => readonly Grant[];
  /** From which incidents an account stays away; none given where it has declared no number of its own. */
  readonly recusedFrom: (account: string) => ReadonlySet<string> | undefined;
}

/** A sign-in for a list; none for an account that the city has taken out of its files. */
function heldSeat({ id, userId, address, createdAt, usedAt, lockedAt }: StoredSession, row: AccountRow | undefined, city: CityIndex): HeldSeat[] {
  if (row === undefined) return [];
  const scope = accountOf(row, city).grants.map(({ orgPath }) => orgPath);
  return [{ id, account: userId, name: row.name, scope, address, createdAt, usedAt, locked: lockedAt !== null }];
}

/** What the identity is told of a request: a passkey's proof is looked at when it is needed. */
const cameOf = (passkeys: Passkeys) => ({ proof, site, ...rest }: From): Came => ({ ...rest, ...(proof === undefined ? {} : { passkey: () => passkeys.prove(proof, site) }) });

/** Setting up second factors, and taking them and forgotten passwords away. */
function factorsOf(identity: Identity, city: CityIndex, changed: () => void): Pick<Seats, "beginFactor" | "confirmFactor" | "dropFactor" | "resetPassword"> {
  return {
    beginFactor: ({ userId }) => identity.factor.begin(userId, `警钟 Tocsin ${city.city.head.nameZh}`),
    async confirmFactor(id, { userId }, code) {
      const codes = await identity.factor.confirm(userId, code);
      if (codes !== null) await identity.signOutElsewhere({ id, userId });
      changed();
      return codes === null ? fail(wrongCode(city)) : ok(codes);
    },
    async dropFactor(account, by) {
      const dropped = await identity.dropFactor(account, by.userId);
      changed();
      return dropped ? ok(null) : fail(refuse("HELPER_OF_BOTH"));
    },
    async resetPassword(account, by) {
      const password = await identity.resetPassword(account, by.userId);
      changed();
      return password === null ? fail(refuse("HELPER_OF_BOTH")) : ok(password);
    },
  };
}

/** Who is signed in, with the rights that hold at the moment they are asked for. */
function sessionFor(as: SignedInAs, row: AccountRow | undefined, { running, held, recusedFrom }: Pick<SeatsOptions, "running" | "held" | "recusedFrom">): Session | null {
  if (row === undefined) return null;
  return {
    userId: as.userId, name: as.name, unitId: as.unitId ?? null, agency: row.agency ?? "POLICE",
    get recusedFrom() {
      return recusedFrom(as.userId);
    },
    get grants() {
      const more = running(as.userId);
      const own = held(as.userId, as.grants);
      return more.length === 0 ? own : [...own, ...more];
    },
  };
}

/** Locking, leaving and ending seats, and proving once more who sits there. */
function locksOf(identity: Identity, city: CityIndex, came: (from: From) => Came, changed: () => void): Pick<Seats, "prove" | "lock" | "unlock" | "signOut" | "signOutEverywhere"> {
  return {
    async prove(session, password, from, need) {
      const answer = await identity.proves(session, password, came(from), need);
      return answer.ok ? ok(answer.token) : fail(denied(answer, city));
    },
    async lock(id) {
      await identity.lock(id);
      changed();
    },
    async unlock(session, password, from) {
      const answer = await identity.unlock(session, password, came(from));
      changed();
      return answer.ok ? ok(answer.token) : fail(denied(answer, city));
    },
    async signOut(id) {
      await identity.signOut(id);
      changed();
    },
    async signOutEverywhere(account) {
      await identity.signOutEverywhere(account);
      changed();
    },
  };
}

const demoPasswords = ({ city }: CityIndex): ReadonlyMap<string, string> => new Map(city.accounts.flatMap(({ id, demoPassword }) => (demoPassword === undefined ? [] : [[id, demoPassword]])));

/**
 * Seats of a city's accounts; an account that the city has taken out of its files has none, whatever the database remembers.
 * Sessions live by the machine's clock, also where the city's own clock runs faster.
 */
export async function openSeats(db: Db, city: CityIndex, { demo, keepFirst, passwords, onReplay, onEnded, running, held, recusedFrom, seal }: SeatsOptions): Promise<Seats> {
  const store = sealedFactors(identityStore(db), seal);
  if (!demo && !keepFirst) {
    const ended = await endDemoPasswords(store, demoPasswords(city), systemClock.now());
    if (ended.length > 0) onEnded(ended);
  }
  const given = (row: AccountRow) => (passwords.has(row.id) ? { password: passwords.get(row.id)! } : demo && row.demoPassword !== undefined ? { password: row.demoPassword, passwordKnown: true } : {});
  await loadAccounts(store, city.city.accounts.map((row) => ({ ...accountOf(row, city), ...given(row) })), { keepFirst, now: systemClock.now() });
  const identity = openIdentity(store, { now: () => systemClock.now(), onReplay: ({ userId, address }) => onReplay(userId, address) });
  const rows = new Map(city.city.accounts.map((row) => [row.id, row]));
  const sessionOf = (as: SignedInAs): Session | null => sessionFor(as, rows.get(as.userId), { running, held, recusedFrom });
  const recent = openRecent();
  const needed = new Set(city.city.roles.filter(({ secondFactor }) => secondFactor === true).map(({ role }) => role));
  const factorOf = (as: SignedInAs): FoundSeat["secondFactor"] => (as.hasFactor ? "ON" : !demo && as.grants.some(({ role }) => needed.has(role)) ? "MISSING" : "OFF");
  const passkeys = openPasskeys(store, () => systemClock.now());
  const came = cameOf(passkeys);
  const opened = async (answer: SignInAnswer): Promise<Result<Opened, Refusal>> => {
    recent.forget();
    if (!answer.ok) return fail(denied(answer, city));
    const session = sessionOf(answer.session);
    if (session !== null) return ok({ token: answer.token, session, device: answer.device, secondFactor: factorOf(answer.session), passwordDue: answer.session.passwordDue });
    await identity.signOut(answer.session.id);
    return fail(refuse("SIGN_IN_FAILED"));
  };
  return {
    signIn: async (account, password, from) => opened(await identity.signIn(account, password, came(from))),
    ...providerSeats({ identity, store, came, accounts: city.city.accounts, opened }),
    ...passkeySeats({ identity, passkeys, city, opened, changed: () => recent.forget() }),
    async changePassword(session, current, next, from) {
      const { head } = city.city;
      const answer = await identity.changePassword(session.userId, current, next, from, [head.id, head.nameZh, head.nameEn]);
      recent.forget();
      if (answer.ok) return ok({ token: answer.token, session, secondFactor: factorOf(answer.session), passwordDue: false });
      if (answer.reason === "WRONG" || answer.reason === "WAIT") return fail({ refusal: denied(answer, city) });
      return fail({ refusal: refuse("VALIDATION_FAILED", { fields: ["$.next"] }), fields: [{ path: "$.next", ...PASSWORD_WORDS[answer.reason] }] });
    },
    ...factorsOf(identity, city, () => recent.forget()),
    rightsOf: (account) => (rows.has(account) ? [...held(account, accountOf(rows.get(account)!, city).grants), ...running(account)] : null),
    scopeOf(account) {
      const row = rows.get(account);
      return row === undefined ? null : accountOf(row, city).grants.map(({ orgPath }) => orgPath);
    },
    ...locksOf(identity, city, came, () => recent.forget()),
    async find(token, renew) {
      const known = recent.get(token);
      if (known !== undefined) return known;
      const found = await identity.sessionOf(token, { renew });
      const session = found === null ? null : sessionOf(found.session);
      if (found === null || session === null) return recent.set(token, null);
      const seat = { id: found.session.id, session, locked: found.session.locked, secondFactor: factorOf(found.session), passwordDue: found.session.passwordDue };
      recent.set(token, { ...seat, renewed: null });
      return { ...seat, renewed: found.renewed };
    },
    holding: (ids) => identity.holding(ids),
    list: async (account) => (await identity.list(account)).flatMap((held) => heldSeat(held, rows.get(held.userId), city)),
    ...presence(db, city, rows),
  };
}
