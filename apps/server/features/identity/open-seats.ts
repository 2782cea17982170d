import type { AccountRow } from "@tocsin/contract/organisation/city.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { loadAccounts, type AccountData } from "@tocsin/identity/accounts.ts";
import { openIdentity, type Session as SignedInAs, type SignIn as SignInAnswer } from "@tocsin/identity/sessions.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import { fail, ok } from "@tocsin/kernel/result.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { identityStore } from "@tocsin/ledger/identity-store.ts";
import { usersSeenSince } from "@tocsin/ledger/sessions.ts";
import { systemClock } from "../../clock.ts";
import { indexRoles, type Session } from "../../session.ts";
import { PASSWORD_WORDS } from "./password-words.ts";
import type { Seats } from "./seats.ts";

function accountOf(row: AccountRow, city: CityIndex, password: string | undefined): AccountData {
  const path = (org: string): string => city.org.get(org)?.path ?? org;
  const grants = row.grants.map(({ role, org }) => ({ role, orgPath: path(org) }));
  return {
    id: row.id, name: row.name, orgPath: grants[0]?.orgPath ?? "", grants, lang: "zh-CN",
    ...(row.unit === undefined ? {} : { unitId: row.unit }),
    ...(password === undefined ? {} : { password }),
  };
}

/** A refusal for who could not prove who they are; it does not say what of it was wrong. */
const denied = (answer: Extract<SignInAnswer, { ok: false }>): Refusal => (answer.reason === "WAIT" ? refuse("SIGN_IN_SLOWED", { seconds: Math.ceil(answer.retryAfterMs / 1_000) }) : refuse("SIGN_IN_FAILED"));

/** Taking a matter of a duty room is what sitting there means; a crew of the same line on the road does not (ORG-14). */
const SITS_THERE = "dispatch.answerSeat";
/** A seat counts as manned for this long after its last request; sessions note their use about once a minute. */
const MANNED_MS = 10 * 60_000;

/** A session that was looked up a moment ago is not looked up again: a sign-out elsewhere counts here within this time. */
const RECENT_MS = 1_000;
const MOST_RECENT = 10_000;

export interface SeatsOptions {
  /** Passwords in the city's files count in a demo only. */
  readonly demo: boolean;
  /** First passwords of accounts that have none (first-passwords.ts). */
  readonly passwords: ReadonlyMap<string, string>;
}

/**
 * Seats of a city's accounts; an account that the city has taken out of its files has none, whatever the database remembers.
 * Sessions live by the machine's clock, also where the city's own clock runs faster.
 */
export async function openSeats(db: Db, city: CityIndex, { demo, passwords }: SeatsOptions): Promise<Seats> {
  const store = identityStore(db);
  await loadAccounts(store, city.city.accounts.map((row) => accountOf(row, city, passwords.get(row.id) ?? (demo ? row.demoPassword : undefined))));
  const identity = openIdentity(store, { now: () => systemClock.now() });
  const rows = new Map(city.city.accounts.map((row) => [row.id, row]));
  const roles = indexRoles(city.city.roles);
  const sessionOf = (as: SignedInAs): Session | null => {
    const row = rows.get(as.userId);
    return row === undefined ? null : { userId: as.userId, name: as.name, grants: as.grants, unitId: as.unitId ?? null, agency: row.agency ?? "POLICE" };
  };
  const recent = new Map<string, { readonly session: Session | null; readonly until: number }>();
  const remember = (token: string, session: Session | null): Session | null => {
    const now = systemClock.now();
    if (recent.size >= MOST_RECENT) for (const [known, { until }] of recent) if (until <= now || recent.size >= MOST_RECENT) recent.delete(known);
    recent.set(token, { session, until: now + RECENT_MS });
    return session;
  };
  return {
    async signIn(account, password, from) {
      const answer = await identity.signIn(account, password, from);
      if (answer.ok && from.previous !== undefined) recent.delete(from.previous);
      const session = answer.ok ? sessionOf(answer.session) : null;
      if (answer.ok && session === null) await identity.signOut(answer.token);
      if (answer.ok && session !== null) return ok({ token: answer.token, session, device: answer.device });
      return fail(answer.ok ? refuse("SIGN_IN_FAILED") : denied(answer));
    },
    async changePassword(session, current, next, from) {
      const { head } = city.city;
      const answer = await identity.changePassword(session.userId, current, next, from, [head.id, head.nameZh, head.nameEn]);
      recent.clear();
      if (answer.ok) return ok({ token: answer.token, session });
      if (answer.reason === "WRONG" || answer.reason === "WAIT") return fail({ refusal: denied(answer) });
      return fail({ refusal: refuse("VALIDATION_FAILED", { fields: ["$.next"] }), fields: [{ path: "$.next", ...PASSWORD_WORDS[answer.reason] }] });
    },
    async signOut(token) {
      await identity.signOut(token);
      recent.delete(token);
    },
    async find(token) {
      const known = recent.get(token);
      if (known !== undefined && known.until > systemClock.now()) return known.session;
      const as = await identity.sessionOf(token);
      return remember(token, as === null ? null : sessionOf(as));
    },
    async present() {
      const users = await usersSeenSince(db, systemClock.now() - MANNED_MS);
      return users.flatMap((id): Session[] => {
        const row = rows.get(id);
        if (row === undefined) return [];
        const { name, grants, unitId } = accountOf(row, city, undefined);
        return [{ userId: id, name, grants, unitId: unitId ?? null, agency: row.agency ?? "POLICE" }];
      });
    },
    async mannedOrgs() {
      const users = await usersSeenSince(db, systemClock.now() - MANNED_MS);
      return new Set(users.flatMap((id) => rows.get(id)?.grants.filter(({ role }) => roles.mayCommand(role, SITS_THERE)).map(({ org }) => org) ?? []));
    },
  };
}
