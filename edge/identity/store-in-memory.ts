import type { FactorStore, IdentityStore, StoredAccount, StoredSession, StoredToken } from "./identity-store.ts";

type KeptToken = Omit<StoredToken, "nextMintedAt"> & { sessionId: string };

interface KeptFactor {
  secret: Uint8Array | null;
  pending: Uint8Array | null;
  lastStep: number;
}

/** By account, which administrator gave the password that stands, and which took the factor away. */
const helpers = () => ({ gave: new Map<string, string>(), dropped: new Map<string, string>() });

function factorsInMemory({ gave, dropped }: ReturnType<typeof helpers>) {
  const factors = new Map<string, KeptFactor>();
  const recovery = new Set<string>();
  const keyOf = (userId: string, codeHash: string): string => `${userId} ${codeHash}`;
  const forget = (userId: string): void => {
    for (const key of recovery) if (key.startsWith(`${userId} `)) recovery.delete(key);
  };
  const store: FactorStore = {
    findFactor: async (userId) => factors.get(userId) ?? null,
    keepPending: async (userId, pending) => void factors.set(userId, { secret: null, lastStep: -1, ...factors.get(userId), pending }),
    confirmFactor: async (userId, step, codeHashes) => {
      factors.set(userId, { secret: factors.get(userId)?.pending ?? null, pending: null, lastStep: step });
      forget(userId);
      dropped.delete(userId);
      for (const codeHash of codeHashes) recovery.add(keyOf(userId, codeHash));
    },
    takeStep: async (userId, step) => {
      const factor = factors.get(userId);
      if (!factor || factor.lastStep >= step) return false;
      factor.lastStep = step;
      return true;
    },
    takeRecoveryCode: async (userId, codeHash) => recovery.delete(keyOf(userId, codeHash)),
    hasPasskey: async () => false,
    dropFactor: async (userId, by) => {
      if (gave.get(userId) === by) return false;
      if (factors.get(userId)?.secret) dropped.set(userId, by);
      factors.delete(userId);
      forget(userId);
      return true;
    },
  };
  return { factors, recovery, store };
}

function sessionsInMemory(accounts: ReadonlyMap<string, StoredAccount>, factors: ReadonlyMap<string, KeptFactor>) {
  const sessions = new Map<string, StoredSession>();
  const tokens = new Map<string, KeptToken>();
  const of = (sessionId: string): KeptToken[] => [...tokens.values()].filter((token) => token.sessionId === sessionId);
  const store = {
    addSession: async (session: StoredSession, tokenHash: string) => {
      sessions.set(session.id, { ...session });
      tokens.set(tokenHash, { sessionId: session.id, mintedAt: session.createdAt, usedAt: session.createdAt, spentAt: null });
    },
    findSession: async (tokenHash: string) => {
      const token = tokens.get(tokenHash);
      const session = token && sessions.get(token.sessionId);
      const account = session && accounts.get(session.userId);
      if (!token || !session || !account || account.disabled) return null;
      const waiting = of(session.id).filter(({ usedAt }) => usedAt === null).map(({ mintedAt }) => mintedAt);
      return { session: { ...session }, account, hasFactor: (factors.get(account.id)?.secret ?? null) !== null, token: { ...token, nextMintedAt: waiting.length === 0 ? null : Math.max(...waiting) } };
    },
    addToken: async (sessionId: string, tokenHash: string, mintedAt: number) => void tokens.set(tokenHash, { sessionId, mintedAt, usedAt: null, spentAt: null }),
    takeUpToken: async (sessionId: string, tokenHash: string, at: number) => {
      const taken = tokens.get(tokenHash);
      if (taken?.usedAt !== null) return;
      for (const token of of(sessionId)) if (token.usedAt !== null) token.spentAt ??= at;
      taken.usedAt = at;
    },
    listSessions: async (since: { createdAt: number; usedAt: number }, userId: string | null) => [...sessions.values()].filter((session) => session.createdAt > since.createdAt && (session.usedAt >= since.usedAt || session.lockedAt !== null) && (userId === null || session.userId === userId)),
    heldSessions: async (ids: readonly string[]) => ids.filter((id) => sessions.has(id)),
    touchSession: async (id: string, usedAt: number) => {
      const session = sessions.get(id);
      if (session) session.usedAt = Math.max(session.usedAt, usedAt);
    },
    lockSession: async (id: string, lockedAt: number | null) => {
      const session = sessions.get(id);
      if (session) session.lockedAt = lockedAt;
    },
    revokeSession: async (id: string) => void sessions.delete(id),
    revokeSessionsOf: async (userId: string, _at: number, keep?: string) => {
      for (const [id, session] of sessions) if (session.userId === userId && id !== keep) sessions.delete(id);
    },
  };
  return { sessions, tokens, store };
}

/** An identity store without a database, for tests and simulations in one process. */
export function storeInMemory(): IdentityStore & { accounts: Map<string, StoredAccount>; sessions: Map<string, StoredSession>; tokens: Map<string, KeptToken>; factors: Map<string, KeptFactor>; recovery: Set<string> } {
  const accounts = new Map<string, StoredAccount>();
  const devices = new Set<string>();
  const helped = helpers();
  const { factors, recovery, store: factorStore } = factorsInMemory(helped);
  const { sessions, tokens, store } = sessionsInMemory(accounts, factors);
  const guesses = new Map<string, { count: number; lastAt: number }>();
  const deviceKey = (markHash: string, userId: string): string => `${markHash} ${userId}`;
  return {
    accounts,
    sessions,
    tokens,
    factors,
    recovery,
    ...factorStore,
    ...store,
    upsertAccounts: async (list) => {
      for (const account of list) {
        const before = accounts.get(account.id);
        accounts.set(account.id, {
          ...account, passwordHash: account.passwordHash ?? before?.passwordHash ?? null, disabled: before?.disabled ?? false,
          passwordDue: account.passwordHash === null ? (before?.passwordDue ?? false) : account.passwordDue,
          passwordUntil: account.passwordHash === null ? (before?.passwordUntil ?? null) : account.passwordUntil,
        });
      }
    },
    findAccount: async (id) => accounts.get(id) ?? null,
    listAccounts: async () => [...accounts.values()],
    setPassword: async (id, passwordHash) => {
      const account = accounts.get(id);
      if (account) accounts.set(id, { ...account, passwordHash, passwordDue: false, passwordUntil: null });
      helped.gave.delete(id);
    },
    givePassword: async (id, passwordHash, passwordUntil, by) => {
      const account = accounts.get(id);
      if (!account || helped.dropped.get(id) === by) return false;
      accounts.set(id, { ...account, passwordHash, passwordDue: true, passwordUntil });
      helped.gave.set(id, by);
      return true;
    },
    endKnownPasswords: async (known) => known.filter(({ id, passwordHash }) => accounts.get(id)?.passwordHash === passwordHash).map(({ id }) => {
      accounts.set(id, { ...accounts.get(id)!, passwordHash: null, passwordDue: false, passwordUntil: null });
      return id;
    }),
    guessesBy: async (keys, since) => keys.flatMap((key) => {
      const found = guesses.get(key);
      return found === undefined || found.lastAt < since ? [] : [{ key, ...found }];
    }),
    countGuess: async (keys, at, since) => {
      for (const key of keys) {
        const before = guesses.get(key);
        guesses.set(key, { count: before === undefined || before.lastAt < since ? 1 : before.count + 1, lastAt: at });
      }
    },
    forgetGuesses: async (keys) => {
      for (const key of keys) guesses.delete(key);
    },
    knowsDevice: async (markHash, userId) => devices.has(deviceKey(markHash, userId)),
    rememberDevice: async (markHash, userId) => void devices.add(deviceKey(markHash, userId)),
  };
}
