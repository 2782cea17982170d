import type { Account, IdentityStore } from "./identity-store.ts";
import { hashPassword, passwordMatches } from "./passwords.ts";

/** An account as a city's data gives it. */
export interface AccountData extends Account {
  /** A first password; it counts only while the account has none. */
  password?: string;
  /** It is a demo's, which everybody may know. */
  passwordKnown?: boolean;
}

/** A password that others gave opens nothing after this time, ms: whoever has not changed it by then gets another (ASVS V6.4.1). */
export const GIVEN_HOLDS_MS = 72 * 3_600_000;

export const hasEnded = ({ passwordUntil }: { readonly passwordUntil: number | null }, now: number): boolean => passwordUntil !== null && passwordUntil <= now;

/** @throws RangeError naming the account and field of every fault. */
function checkAccounts(accounts: readonly AccountData[]): void {
  const faults: string[] = [];
  const ids = new Set<string>();
  const path = /^[^.\s*]+(\.[^.\s*]+)*$/;
  for (const account of accounts) {
    const fault = (field: string, message: string): void => void faults.push(`account ${account.id}: ${field}: ${message}`);
    if (account.id.trim() === "" || account.id !== signInName(account.id)) fault("id", "empty, or with spaces around it");
    if (ids.has(account.id)) fault("id", "used twice");
    ids.add(account.id);
    if (!path.test(account.orgPath)) fault("orgPath", `not an org path: ${account.orgPath}`);
    account.grants.forEach((grant, n) => {
      if (!path.test(grant.orgPath)) fault(`grants[${n}].orgPath`, `not an org path: ${grant.orgPath}`);
      if (grant.role === "") fault(`grants[${n}].role`, "empty");
    });
  }
  if (faults.length > 0) throw new RangeError(faults.join("\n"));
}

/** A name as it is looked up: what people type around it does not matter. */
export const signInName = (text: string): string => text.trim().normalize("NFC");

/**
 * Brings the stored accounts up to the city's data: names, places, grants. Passwords given there are set for accounts that
 * have none yet, or one that has ended, and must be changed by their owners in time unless `keepFirst`; accounts that got the
 * same one in the data also share its hash, which keeps the first start short.
 */
export async function loadAccounts(store: IdentityStore, accounts: readonly AccountData[], { keepFirst, now }: { keepFirst: boolean; now: number }): Promise<void> {
  checkAccounts(accounts);
  const hashed = new Map<string, Promise<string>>();
  const hashOnce = (password: string): Promise<string> => {
    const known = hashed.get(password) ?? hashPassword(password);
    hashed.set(password, known);
    return known;
  };
  const withPassword = new Set((await store.listAccounts()).filter((a) => a.passwordHash !== null && !hasEnded(a, now)).map((a) => a.id));
  const rows = accounts.map(async ({ password, passwordKnown = false, ...account }) => ({
    ...account,
    passwordKnown,
    passwordDue: !keepFirst,
    passwordUntil: keepFirst ? null : now + GIVEN_HOLDS_MS,
    passwordHash: password === undefined || withPassword.has(account.id) ? null : await hashOnce(password),
  }));
  await store.upsertAccounts(await Promise.all(rows));
}

/**
 * Takes away what everybody may know, before a server that is no demo takes sign-ins: passwords that a demo gave to this database, and
 * those that are the city's demo passwords (`demo`, by account), from before a database kept that. Answers whose; they have none then.
 */
export async function endDemoPasswords(store: IdentityStore, demo: ReadonlyMap<string, string>, now: number): Promise<string[]> {
  // Accounts that got the same password also share its hash: each pair is looked at once.
  const looked = new Map<string, Promise<boolean>>();
  const known: { id: string; passwordHash: string }[] = [];
  for (const { id, passwordHash } of await store.listAccounts()) {
    const password = demo.get(id);
    if (password === undefined || passwordHash === null) continue;
    const pair = JSON.stringify([passwordHash, password]);
    const matches = looked.get(pair) ?? passwordMatches(passwordHash, password);
    looked.set(pair, matches);
    if (await matches) known.push({ id, passwordHash });
  }
  return store.endKnownPasswords(known, now);
}
