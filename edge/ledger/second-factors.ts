import type { Db, Row } from "./db.ts";

/** The secret of an account's second factor, null while it has none, and the step of the last code that was taken. */
export async function findFactor(db: Db, userId: string): Promise<{ secret: Buffer | null; pending: Buffer | null; lastStep: number } | null> {
  const rows = await db.safeQuery<{ secret: Buffer | null; pending: Buffer | null; lastStep: number } & Row>(`select secret, pending, last_step as "lastStep" from tocsin.second_factor where user_id = $1`, [userId]);
  return rows[0] ?? null;
}

/** Every row, for sealing them anew. */
export async function listFactors(db: Db): Promise<{ userId: string; secret: Buffer | null; pending: Buffer | null }[]> {
  return db.safeQuery<{ userId: string; secret: Buffer | null; pending: Buffer | null } & Row>(`select user_id as "userId", secret, pending from tocsin.second_factor order by user_id`);
}

type Bytes = { secret: Uint8Array | null; pending: Uint8Array | null };
const buffer = (bytes: Uint8Array | null): Buffer | null => (bytes === null ? null : Buffer.from(bytes));

/** Changes the bytes of a row that still is as it was read. */
export async function replaceFactor(db: Db, userId: string, before: Bytes, after: Bytes): Promise<void> {
  await db.safeQuery("update tocsin.second_factor set secret = $4, pending = $5 where user_id = $1 and secret is not distinct from $2 and pending is not distinct from $3", [userId, buffer(before.secret), buffer(before.pending), buffer(after.secret), buffer(after.pending)]);
}

/** A secret that waits for its first code; the one in force stays. */
export async function keepPending(db: Db, userId: string, pending: Uint8Array): Promise<void> {
  await db.safeQuery("insert into tocsin.second_factor (user_id, pending) values ($1, $2) on conflict (user_id) do update set pending = excluded.pending", [userId, Buffer.from(pending)]);
}

/** Puts the waiting secret in force, with fresh recovery codes in place of all earlier ones. */
export async function confirmFactor(db: Db, userId: string, step: number, codeHashes: readonly string[]): Promise<void> {
  await db.transaction(async (query) => {
    await query("update tocsin.account set factor_dropped_by = null where id = $1 and factor_dropped_by is not null and exists (select from tocsin.second_factor where user_id = $1 and pending is not null)", [userId]);
    await query("update tocsin.second_factor set secret = pending, pending = null, last_step = $2 where user_id = $1 and pending is not null", [userId, step]);
    await query("delete from tocsin.recovery_code where user_id = $1", [userId]);
    await query("insert into tocsin.recovery_code (user_id, code_hash) select $1, unnest($2::text[])", [userId, codeHashes]);
  });
}

/** Takes the code of a step; false when one of this step or a later one was taken before, on whichever server. */
export async function takeStep(db: Db, userId: string, step: number): Promise<boolean> {
  return (await db.safeQuery("update tocsin.second_factor set last_step = $2 where user_id = $1 and last_step < $2 returning 1 as one", [userId, step])).length === 1;
}

/** Uses a recovery code up; false when it is none, or was used. */
export async function takeRecoveryCode(db: Db, userId: string, codeHash: string): Promise<boolean> {
  return (await db.safeQuery("delete from tocsin.recovery_code where user_id = $1 and code_hash = $2 returning 1 as one", [userId, codeHash])).length === 1;
}

export async function hasPasskey(db: Db, userId: string): Promise<boolean> {
  return (await db.safeQuery("select 1 as one from tocsin.passkey where user_id = $1 limit 1", [userId])).length === 1;
}

/** With every passkey: what was lost is not asked about. False for whoever gave the password that the account has not changed since. */
export async function dropFactor(db: Db, userId: string, by: string): Promise<boolean> {
  return db.transaction(async (query) => {
    const may = await query(
      `update tocsin.account set factor_dropped_by = case when exists (select from tocsin.second_factor where user_id = $1 and secret is not null) or exists (select from tocsin.passkey where user_id = $1) then $2 else factor_dropped_by end
       where id = $1 and password_given_by is distinct from $2 returning 1 as one`,
      [userId, by],
    );
    if (may.length === 0) return false;
    await query("delete from tocsin.passkey where user_id = $1", [userId]);
    await query("delete from tocsin.second_factor where user_id = $1", [userId]);
    await query("delete from tocsin.recovery_code where user_id = $1", [userId]);
    return true;
  });
}
