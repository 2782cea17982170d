import type { Account, IdentityStore } from "./identity-store.ts";
import { hashPassword } from "./passwords.ts";

/** An account as a city's data gives it. */
export interface AccountData extends Account {
  /** A first password; it counts only while the account has none. */
  password?: string;
}

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
 * have none yet, and must be changed by their owners unless `keepFirst`; accounts that got the same one in the data also share
 * its hash, which keeps the first start short.
 */
export async function loadAccounts(store: IdentityStore, accounts: readonly AccountData[], { keepFirst }: { keepFirst: boolean }): Promise<void> {
  checkAccounts(accounts);
  const hashed = new Map<string, Promise<string>>();
  const hashOnce = (password: string): Promise<string> => {
    const known = hashed.get(password) ?? hashPassword(password);
    hashed.set(password, known);
    return known;
  };
  const withPassword = new Set((await store.listAccounts()).filter((a) => a.passwordHash !== null).map((a) => a.id));
  const rows = accounts.map(async ({ password, ...account }) => ({
    ...account,
    passwordDue: !keepFirst,
    passwordHash: password === undefined || withPassword.has(account.id) ? null : await hashOnce(password),
  }));
  await store.upsertAccounts(await Promise.all(rows));
}
