import { findAccount, listAccounts, upsertAccounts } from "./accounts.ts";
import type { Db } from "./db.ts";
import { addSession, findSession, revokeSession, revokeSessionsOf, touchSession } from "./sessions.ts";

/** Accounts and sessions of a database in the shape that edge/identity asks for. */
export const identityStore = (db: Db) => ({
  upsertAccounts: (accounts: Parameters<typeof upsertAccounts>[1]) => upsertAccounts(db, accounts),
  findAccount: (id: string) => findAccount(db, id),
  listAccounts: () => listAccounts(db),
  addSession: (session: Parameters<typeof addSession>[1]) => addSession(db, session),
  findSession: (tokenHash: string) => findSession(db, tokenHash),
  touchSession: (tokenHash: string, usedAt: number) => touchSession(db, tokenHash, usedAt),
  revokeSession: (tokenHash: string, at: number) => revokeSession(db, tokenHash, at),
  revokeSessionsOf: (userId: string, at: number) => revokeSessionsOf(db, userId, at),
});
