import type { IdentityStore, StoredAccount, StoredSession } from "./identity-store.ts";

/** An identity store without a database, for tests and simulations in one process. */
export function storeInMemory(): IdentityStore & { accounts: Map<string, StoredAccount>; sessions: Map<string, StoredSession> } {
  const accounts = new Map<string, StoredAccount>();
  const sessions = new Map<string, StoredSession>();
  const devices = new Set<string>();
  const deviceKey = (markHash: string, userId: string): string => `${markHash} ${userId}`;
  return {
    accounts,
    sessions,
    upsertAccounts: async (list) => {
      for (const account of list) {
        const before = accounts.get(account.id);
        accounts.set(account.id, {
          ...account, passwordHash: account.passwordHash ?? before?.passwordHash ?? null, disabled: before?.disabled ?? false,
        });
      }
    },
    findAccount: async (id) => accounts.get(id) ?? null,
    listAccounts: async () => [...accounts.values()],
    setPassword: async (id, passwordHash) => {
      const account = accounts.get(id);
      if (account) accounts.set(id, { ...account, passwordHash });
    },
    knowsDevice: async (markHash, userId) => devices.has(deviceKey(markHash, userId)),
    rememberDevice: async (markHash, userId) => void devices.add(deviceKey(markHash, userId)),
    addSession: async (session) => void sessions.set(session.tokenHash, { ...session }),
    findSession: async (tokenHash) => {
      const session = sessions.get(tokenHash);
      const account = session && accounts.get(session.userId);
      return session && account && !account.disabled ? { session: { ...session }, account } : null;
    },
    touchSession: async (tokenHash, usedAt) => {
      const session = sessions.get(tokenHash);
      if (session) session.usedAt = Math.max(session.usedAt, usedAt);
    },
    revokeSession: async (tokenHash) => void sessions.delete(tokenHash),
    revokeSessionsOf: async (userId) => {
      for (const [hash, session] of sessions) if (session.userId === userId) sessions.delete(hash);
    },
  };
}
