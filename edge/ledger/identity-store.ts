import { findAccount, listAccounts, setPassword, upsertAccounts } from "./accounts.ts";
import type { Db } from "./db.ts";
import { knowsDevice, rememberDevice } from "./known-devices.ts";
import { addSession, findSession, revokeSession, revokeSessionsOf, touchSession } from "./sessions.ts";

/** Accounts and sessions of a database in the shape that edge/identity asks for. */
export const identityStore = (db: Db) => ({
  upsertAccounts: (accounts: Parameters<typeof upsertAccounts>[1]) => upsertAccounts(db, accounts),
  findAccount: (id: string) => findAccount(db, id),
  listAccounts: () => listAccounts(db),
  setPassword: async (id: string, passwordHash: string) => void (await setPassword(db, id, passwordHash)),
  knowsDevice: (markHash: string, userId: string) => knowsDevice(db, markHash, userId),
  rememberDevice: (markHash: string, userId: string, seenAt: number) => rememberDevice(db, markHash, userId, seenAt),
  addSession: (session: Parameters<typeof addSession>[1]) => addSession(db, session),
  findSession: (tokenHash: string) => findSession(db, tokenHash),
  touchSession: (tokenHash: string, usedAt: number) => touchSession(db, tokenHash, usedAt),
  revokeSession: (tokenHash: string, at: number) => revokeSession(db, tokenHash, at),
  revokeSessionsOf: (userId: string, at: number) => revokeSessionsOf(db, userId, at),
});
