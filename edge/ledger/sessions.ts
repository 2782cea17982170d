import { fromRow, type StoredAccount } from "./accounts.ts";
import { whileWritable, type Db, type Row } from "./db.ts";

/** Sign-in sessions. Only hashes of their tokens are stored: the tables do not let anyone sign in. */
export interface StoredSession {
  id: string;
  userId: string;
  /** Where the sign-in came from. */
  address: string;
  createdAt: number;
  usedAt: number;
  lockedAt: number | null;
}

export interface StoredToken {
  mintedAt: number;
  /** First use; null while the client may not have got it. */
  usedAt: number | null;
  /** When the token that followed was first used. */
  spentAt: number | null;
  /** When the newest token of the session that nobody has used yet was minted. */
  nextMintedAt: number | null;
}

export async function addSession(db: Db, session: StoredSession, tokenHash: string): Promise<void> {
  await db.safeQuery(
    `with s as (insert into tocsin.session (id, user_id, address, created_at, used_at) values ($1, $2, $3, $4, $5) on conflict do nothing returning id)
     insert into tocsin.session_token (token_hash, session_id, minted_at, used_at) select $6, id, $4, $4 from s`,
    [session.id, session.userId, session.address, session.createdAt, session.usedAt, tokenHash],
  );
}

const COLUMNS = `s.id as "sessionId", s.user_id as "userId", s.address, s.created_at as "createdAt", s.used_at as "usedAt", s.locked_at as "lockedAt"`;

/** The session of a token and its account, unless revoked or the account disabled; whether it is too old or the token spent is the caller's to judge. */
export async function findSession(db: Db, tokenHash: string): Promise<{ session: StoredSession; token: StoredToken; account: StoredAccount; hasFactor: boolean } | null> {
  type Joined = Omit<StoredSession, "id"> & { sessionId: string } & Omit<StoredAccount, "unitId"> & { unitId: string | null; tokenMintedAt: number; tokenUsedAt: number | null; tokenSpentAt: number | null; nextMintedAt: number | null; hasFactor: boolean } & Row;
  const rows = await db.safeQuery<Joined>(
    `select ${COLUMNS}, k.minted_at as "tokenMintedAt", k.used_at as "tokenUsedAt", k.spent_at as "tokenSpentAt",
       (select max(n.minted_at) from tocsin.session_token n where n.session_id = s.id and n.used_at is null) as "nextMintedAt",
       exists (select from tocsin.second_factor f where f.user_id = s.user_id and f.secret is not null) or exists (select from tocsin.passkey p where p.user_id = s.user_id) as "hasFactor",
       a.id, a.name, a.org_path as "orgPath", a.grants, a.unit_id as "unitId", a.lang, a.password_hash as "passwordHash", a.disabled, a.password_due as "passwordDue", a.password_until as "passwordUntil"
     from tocsin.session_token k join tocsin.session s on s.id = k.session_id join tocsin.account a on a.id = s.user_id
     where k.token_hash = $1 and s.revoked_at is null and not a.disabled`,
    [tokenHash], "find_session",
  );
  const row = rows[0];
  if (row === undefined) return null;
  const { sessionId, userId, address, createdAt, usedAt, lockedAt, tokenMintedAt, tokenUsedAt, tokenSpentAt, nextMintedAt, hasFactor, ...account } = row;
  return {
    session: { id: sessionId, userId, address, createdAt, usedAt, lockedAt },
    token: { mintedAt: tokenMintedAt, usedAt: tokenUsedAt, spentAt: tokenSpentAt, nextMintedAt },
    account: fromRow(account),
    hasFactor,
  };
}

/** A further token of a session, not used yet. */
export async function addToken(db: Db, sessionId: string, tokenHash: string, mintedAt: number): Promise<void> {
  await db.safeQuery("insert into tocsin.session_token (token_hash, session_id, minted_at) values ($2, $1, $3)", [sessionId, tokenHash, mintedAt]);
}

/** The first use of a token spends those of its session that were used before it. */
export async function takeUpToken(db: Db, sessionId: string, tokenHash: string, at: number): Promise<void> {
  await db.safeQuery(
    `with taken as (update tocsin.session_token set used_at = $3 where token_hash = $2 and used_at is null returning 1 as one)
     update tocsin.session_token set spent_at = $3
     where session_id = $1 and token_hash <> $2 and used_at is not null and spent_at is null and exists (select from taken)`,
    [sessionId, tokenHash, at],
  );
}

/** Sessions that are neither revoked nor too old, and locked or used since an instant; the newest first, of one account or of all. */
export async function listSessions(db: Db, since: { createdAt: number; usedAt: number }, userId: string | null): Promise<StoredSession[]> {
  const rows = await db.safeQuery<Omit<StoredSession, "id"> & { sessionId: string } & Row>(
    `select ${COLUMNS} from tocsin.session s where s.revoked_at is null and s.created_at > $2 and (s.used_at >= $1 or s.locked_at is not null) and ($3::text is null or s.user_id = $3) order by s.used_at desc, s.id limit 1000`,
    [since.usedAt, since.createdAt, userId],
  );
  return rows.map(({ sessionId, ...rest }) => ({ id: sessionId, ...rest }));
}

/** Of these sessions, those that still hold. Being asked for counts as use of one that is not locked. */
export async function heldSessions(db: Db, ids: readonly string[], at: number, since: { createdAt: number; usedAt: number; touchedBefore: number }): Promise<string[]> {
  await whileWritable(db.safeQuery("update tocsin.session set used_at = $2 where id = any($1) and revoked_at is null and locked_at is null and used_at < $3 and used_at > $4", [ids, at, since.touchedBefore, since.usedAt]));
  const rows = await db.safeQuery<{ id: string }>(
    `select s.id from tocsin.session s join tocsin.account a on a.id = s.user_id
     where s.id = any($1) and s.revoked_at is null and not a.disabled and s.created_at > $2 and (s.used_at > $3 or s.locked_at is not null)`,
    [ids, since.createdAt, since.usedAt], "held_sessions",
  );
  return rows.map(({ id }) => id);
}

/** Accounts with a session that was used since an instant, neither revoked nor locked: who is there, on whichever server. */
export async function usersSeenSince(db: Db, usedAt: number): Promise<string[]> {
  const rows = await db.safeQuery<{ id: string }>(
    "select distinct user_id as id from tocsin.session where revoked_at is null and locked_at is null and used_at >= $1", [usedAt], "users_seen",
  );
  return rows.map(({ id }) => id);
}

/** When a session of the account was last used, ended and locked ones too: being locked is no use of it. Null = none is known. */
export async function lastSeen(db: Db, userId: string): Promise<number | null> {
  const rows = await db.safeQuery<{ at: number | null }>("select max(used_at) as at from tocsin.session where user_id = $1", [userId], "last_seen");
  return rows[0]?.at ?? null;
}

export async function touchSession(db: Db, id: string, usedAt: number): Promise<void> {
  await db.safeQuery("update tocsin.session set used_at = $2 where id = $1 and used_at < $2", [id, usedAt]);
}

/** Null unlocks. */
export async function lockSession(db: Db, id: string, lockedAt: number | null): Promise<void> {
  await db.safeQuery("update tocsin.session set locked_at = $2 where id = $1", [id, lockedAt]);
}

export async function revokeSession(db: Db, id: string, at: number): Promise<void> {
  await db.safeQuery("update tocsin.session set revoked_at = $2 where id = $1 and revoked_at is null", [id, at]);
}

/** Ends all sessions of an account, but the one to keep, if any. */
export async function revokeSessionsOf(db: Db, userId: string, at: number, keep: string | null = null): Promise<void> {
  await db.safeQuery("update tocsin.session set revoked_at = $2 where user_id = $1 and revoked_at is null and id is distinct from $3", [userId, at, keep]);
}

/** Deletes sessions made before an instant: housekeeping. Answers how many. */
export async function dropSessionsBefore(db: Db, createdBefore: number): Promise<number> {
  return (await db.safeQuery("delete from tocsin.session where created_at < $1 returning 1 as one", [createdBefore])).length;
}
