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
  /** Its password was given by others and must be changed before anything else. */
  passwordDue: boolean;
  /** After this moment its password opens nothing; null = it does not end. */
  passwordUntil: number | null;
}

export interface StoredSession {
  id: string;
  userId: string;
  /** Where the sign-in came from. */
  address: string;
  createdAt: number;
  usedAt: number;
  lockedAt: number | null;
}

/** A token of a session, as far as its hash's row knows. */
export interface StoredToken {
  mintedAt: number;
  /** First use; null while the client may not have got it. */
  usedAt: number | null;
  /** When the token that followed was first used. */
  spentAt: number | null;
  /** When the newest token of the session that nobody has used yet was minted. */
  nextMintedAt: number | null;
}

/** Second factors; `secret` is in force, `pending` waits for its first code. */
export interface FactorStore {
  findFactor(userId: string): Promise<{ secret: Uint8Array | null; pending: Uint8Array | null } | null>;
  keepPending(userId: string, pending: Uint8Array): Promise<void>;
  /** The waiting secret is in force, the code of this step used, all earlier recovery codes replaced. */
  confirmFactor(userId: string, step: number, codeHashes: readonly string[]): Promise<void>;
  /** False when a code of this step or a later one was taken before. */
  takeStep(userId: string, step: number): Promise<boolean>;
  takeRecoveryCode(userId: string, codeHash: string): Promise<boolean>;
  /** With every passkey. False for whoever gave the password that the account has not changed since: nobody does both. */
  dropFactor(userId: string, by: string): Promise<boolean>;
  /** A passkey is a second factor too. */
  hasPasskey(userId: string): Promise<boolean>;
}

export interface IdentityStore extends FactorStore {
  /** Adds or changes accounts; a password hash of null leaves the one that is there. */
  upsertAccounts(accounts: readonly (Account & { passwordHash: string | null; passwordDue: boolean; passwordUntil: number | null; passwordKnown: boolean })[]): Promise<void>;
  findAccount(id: string): Promise<StoredAccount | null>;
  listAccounts(): Promise<StoredAccount[]>;
  /** The owner's own choice. */
  setPassword(id: string, passwordHash: string): Promise<void>;
  /** One that an administrator gives: due to be changed, and good for nothing after `until`. False for whoever took away the second factor that the account lacks since. */
  givePassword(id: string, passwordHash: string, until: number, by: string): Promise<boolean>;
  /** Takes passwords away that a demo gave, and these; their sign-ins end. Answers whose. */
  endKnownPasswords(known: readonly { id: string; passwordHash: string }[], at: number): Promise<string[]>;
  /** Failed tries since an instant, as all servers have counted them. */
  guessesBy(keys: readonly string[], since: number): Promise<readonly { key: string; count: number; lastAt: number }[]>;
  /** Counts one failed try by each key; what lies before `since` is forgotten. */
  countGuess(keys: readonly string[], at: number, since: number): Promise<void>;
  forgetGuesses(keys: readonly string[]): Promise<void>;
  /** Whether an account has signed in on a device; devices go by the hash of a random mark that they keep. */
  knowsDevice(markHash: string, userId: string): Promise<boolean>;
  rememberDevice(markHash: string, userId: string, seenAt: number): Promise<void>;
  addSession(session: StoredSession, tokenHash: string): Promise<void>;
  /** Null when revoked or the account is disabled. */
  findSession(tokenHash: string): Promise<{ session: StoredSession; token: StoredToken; account: StoredAccount; hasFactor: boolean } | null>;
  /** A further token, not used yet. */
  addToken(sessionId: string, tokenHash: string, mintedAt: number): Promise<void>;
  /** First use of a token: those of the session that were used before it are spent. */
  takeUpToken(sessionId: string, tokenHash: string, at: number): Promise<void>;
  /** Neither revoked nor too old, and locked or used since an instant; of one account or of all. */
  listSessions(since: { createdAt: number; usedAt: number }, userId: string | null): Promise<StoredSession[]>;
  /** Those that still hold; being asked for counts as use of one that is not locked and was last touched before `touchedBefore`. */
  heldSessions(ids: readonly string[], at: number, since: { createdAt: number; usedAt: number; touchedBefore: number }): Promise<string[]>;
  touchSession(id: string, usedAt: number): Promise<void>;
  /** Null unlocks. */
  lockSession(id: string, lockedAt: number | null): Promise<void>;
  revokeSession(id: string, at: number): Promise<void>;
  /** All but the one to keep, if any. */
  revokeSessionsOf(userId: string, at: number, keep?: string): Promise<void>;
}
