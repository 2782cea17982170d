import type { Db } from "./db.ts";

/** Whether an account has signed in on the device with this mark; only the mark's hash is stored. */
export async function knowsDevice(db: Db, markHash: string, userId: string): Promise<boolean> {
  return (await db.safeQuery("select 1 as one from tocsin.known_device where mark_hash = $1 and user_id = $2", [markHash, userId], "knows_device")).length === 1;
}

export async function rememberDevice(db: Db, markHash: string, userId: string, seenAt: number): Promise<void> {
  await db.safeQuery(
    `insert into tocsin.known_device as d (mark_hash, user_id, seen_at) values ($1, $2, $3)
     on conflict (mark_hash, user_id) do update set seen_at = greatest(d.seen_at, excluded.seen_at)`,
    [markHash, userId, seenAt],
  );
}

/** Forgets devices not used since an instant: housekeeping. Answers how many. */
export async function dropDevicesBefore(db: Db, seenBefore: number): Promise<number> {
  return (await db.safeQuery("delete from tocsin.known_device where seen_at < $1 returning 1 as one", [seenBefore])).length;
}
