import { fromRow, type StoredAccount } from "./accounts.ts";
import type { Db, Row } from "./db.ts";

/** Sign-in sessions. Only the hash of a token is stored: the table does not let anyone sign in. */
export interface StoredSession {
  tokenHash: string;
  userId: string;
  createdAt: number;
  usedAt: number;
}

export async function addSession(db: Db, session: StoredSession): Promise<void> {
  await db.safeQuery(
    "insert into tocsin.session (token_hash, user_id, created_at, used_at) values ($1, $2, $3, $4) on conflict do nothing",
    [session.tokenHash, session.userId, session.createdAt, session.usedAt],
  );
}

/** The session and its account, unless revoked or the account disabled; whether it is too old is the caller's to judge. */
export async function findSession(db: Db, tokenHash: string): Promise<{ session: StoredSession; account: StoredAccount } | null> {
  type Joined = StoredSession & Omit<StoredAccount, "unitId"> & { unitId: string | null } & Row;
  const rows = await db.safeQuery<Joined>(
    `select s.token_hash as "tokenHash", s.user_id as "userId", s.created_at as "createdAt", s.used_at as "usedAt",
       a.id, a.name, a.org_path as "orgPath", a.grants, a.unit_id as "unitId", a.lang, a.password_hash as "passwordHash", a.disabled
     from tocsin.session s join tocsin.account a on a.id = s.user_id
     where s.token_hash = $1 and s.revoked_at is null and not a.disabled`,
    [tokenHash], "find_session",
  );
  const row = rows[0];
  if (row === undefined) return null;
  const { tokenHash: hash, userId, createdAt, usedAt, ...account } = row;
  return { session: { tokenHash: hash, userId, createdAt, usedAt }, account: fromRow(account) };
}

/** Accounts with a session that was used since an instant, not revoked: who is there, on whichever server. */
export async function usersSeenSince(db: Db, usedAt: number): Promise<string[]> {
  const rows = await db.safeQuery<{ id: string }>(
    "select distinct user_id as id from tocsin.session where revoked_at is null and used_at >= $1", [usedAt], "users_seen",
  );
  return rows.map(({ id }) => id);
}

export async function touchSession(db: Db, tokenHash: string, usedAt: number): Promise<void> {
  await db.safeQuery("update tocsin.session set used_at = $2 where token_hash = $1 and used_at < $2", [tokenHash, usedAt]);
}

export async function revokeSession(db: Db, tokenHash: string, at: number): Promise<void> {
  await db.safeQuery("update tocsin.session set revoked_at = $2 where token_hash = $1 and revoked_at is null", [tokenHash, at]);
}

export async function revokeSessionsOf(db: Db, userId: string, at: number): Promise<void> {
  await db.safeQuery("update tocsin.session set revoked_at = $2 where user_id = $1 and revoked_at is null", [userId, at]);
}

/** Deletes sessions made before an instant: housekeeping. Answers how many. */
export async function dropSessionsBefore(db: Db, createdBefore: number): Promise<number> {
  return (await db.safeQuery("delete from tocsin.session where created_at < $1 returning 1 as one", [createdBefore])).length;
}
