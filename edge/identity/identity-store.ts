/** What signing in needs from a database; all instants are integer milliseconds UTC. */

export interface Grant {
  role: string;
  orgPath: string;
}

export interface Account {
  id: string;
  name: string;
  orgPath: string;
  grants: Grant[];
  /** The unit that this person crews. */
  unitId?: string;
  lang: string;
}

export interface StoredAccount extends Account {
  /** Null: cannot sign in by password. */
  passwordHash: string | null;
  disabled: boolean;
}

export interface StoredSession {
  tokenHash: string;
  userId: string;
  createdAt: number;
  usedAt: number;
}

export interface IdentityStore {
  /** Adds or changes accounts; a password hash of null leaves the one that is there. */
  upsertAccounts(accounts: readonly (Account & { passwordHash: string | null })[]): Promise<void>;
  findAccount(id: string): Promise<StoredAccount | null>;
  listAccounts(): Promise<StoredAccount[]>;
  setPassword(id: string, passwordHash: string): Promise<void>;
  /** Whether an account has signed in on a device; devices go by the hash of a random mark that they keep. */
  knowsDevice(markHash: string, userId: string): Promise<boolean>;
  rememberDevice(markHash: string, userId: string, seenAt: number): Promise<void>;
  addSession(session: StoredSession): Promise<void>;
  /** Null when revoked or the account is disabled. */
  findSession(tokenHash: string): Promise<{ session: StoredSession; account: StoredAccount } | null>;
  touchSession(tokenHash: string, usedAt: number): Promise<void>;
  revokeSession(tokenHash: string, at: number): Promise<void>;
  revokeSessionsOf(userId: string, at: number): Promise<void>;
}
