import type { AccountRow } from "@tocsin/contract/organisation/city.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { loadAccounts, type AccountData } from "@tocsin/identity/accounts.ts";
import type { IdentityStore } from "@tocsin/identity/identity-store.ts";
import { openIdentity, type Session as SignedInAs } from "@tocsin/identity/sessions.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import { fail, ok } from "@tocsin/kernel/result.ts";
import { systemClock } from "../../clock.ts";
import type { Session } from "../../session.ts";
import type { Seats } from "./seats.ts";

function accountOf(row: AccountRow, city: CityIndex, demo: boolean): AccountData {
  const path = (org: string): string => city.org.get(org)?.path ?? org;
  const grants = row.grants.map(({ role, org }) => ({ role, orgPath: path(org) }));
  return {
    id: row.id, name: row.name, orgPath: grants[0]?.orgPath ?? "", grants, lang: "zh-CN",
    ...(row.unit === undefined ? {} : { unitId: row.unit }),
    ...(demo && row.demoPassword !== undefined ? { password: row.demoPassword } : {}),
  };
}

/** A seat counts as manned for this long after its last request. */
const MANNED_MS = 60 * 60_000;

/**
 * Seats of a city's accounts. Passwords in the city's files count in a demo only.
 * Sessions live by the machine's clock, also where the city's own clock runs faster.
 */
export async function openSeats(store: IdentityStore, city: CityIndex, demo: boolean): Promise<Seats> {
  await loadAccounts(store, city.city.accounts.map((row) => accountOf(row, city, demo)));
  const identity = openIdentity(store, { now: () => systemClock.now() });
  const agencies = new Map(city.city.accounts.map((row) => [row.id, row.agency ?? "POLICE"]));
  const seen = new Map<string, { readonly session: Session; readonly at: number }>();
  const sit = (token: string, as: SignedInAs): Session => {
    const session: Session = { userId: as.userId, name: as.name, grants: as.grants, unitId: as.unitId ?? null, agency: agencies.get(as.userId) ?? "POLICE" };
    seen.set(token, { session, at: systemClock.now() });
    return session;
  };
  return {
    async signIn(account, password, address) {
      const answer = await identity.signIn(account, password, { address });
      if (answer.ok) return ok({ token: answer.token, session: sit(answer.token, answer.session) });
      return fail(answer.reason === "WAIT" ? refuse("SIGN_IN_SLOWED", { seconds: Math.ceil(answer.retryAfterMs / 1_000) }) : refuse("SIGN_IN_FAILED"));
    },
    async signOut(token) {
      seen.delete(token);
      await identity.signOut(token);
    },
    async find(token) {
      const as = await identity.sessionOf(token);
      if (as !== null) return sit(token, as);
      seen.delete(token);
      return null;
    },
    async mannedOrgs() {
      const since = systemClock.now() - MANNED_MS;
      for (const [token, { at }] of seen) if (at < since) seen.delete(token);
      return new Set([...seen.values()].flatMap(({ session }) => session.grants.map((grant) => grant.orgPath.split(".").at(-1) ?? "")));
    },
  };
}
