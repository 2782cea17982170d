import type { Db, Row } from "./db.ts";

/** A passkey's public half. Instants are ms UTC. */
export interface StoredPasskey {
  id: string;
  userId: string;
  rpId: string;
  publicKey: Uint8Array;
  counter: number;
  transports: string[];
  name: string;
  madeAt: number;
  usedAt: number | null;
}

const COLUMNS = `id, user_id as "userId", rp_id as "rpId", public_key as "publicKey", counter, transports, name, made_at as "madeAt", used_at as "usedAt"`;

export async function addChallenge(db: Db, challenge: string, userId: string | null, madeAt: number): Promise<void> {
  await db.safeQuery("insert into tocsin.passkey_challenge (challenge, user_id, made_at) values ($1, $2, $3) on conflict do nothing", [challenge, userId, madeAt]);
}

/** Uses a challenge up; false when it was not asked, not of this account, too old, or answered before. */
export async function takeChallenge(db: Db, challenge: string, userId: string | null, madeSince: number): Promise<boolean> {
  return (await db.query("delete from tocsin.passkey_challenge where challenge = $1 and user_id is not distinct from $2 and made_at >= $3 returning 1 as one", [challenge, userId, madeSince])).length === 1;
}

/** Answers whether it was kept; one that is known, whosever it is, is not. */
export async function addPasskey(db: Db, key: Omit<StoredPasskey, "usedAt">): Promise<boolean> {
  const { id, userId, rpId, publicKey, counter, transports, name, madeAt } = key;
  return (
    await db.query(
      `with made as (insert into tocsin.passkey (id, user_id, rp_id, public_key, counter, transports, name, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning 1 as one),
         again as (update tocsin.account set factor_dropped_by = null where id = $2 and factor_dropped_by is not null and exists (select from made))
       select one from made`,
      [id, userId, rpId, Buffer.from(publicKey), counter, transports, name, madeAt],
    )
  ).length === 1;
}

export async function findPasskey(db: Db, id: string): Promise<StoredPasskey | null> {
  return (await db.safeQuery<StoredPasskey & Row>(`select ${COLUMNS} from tocsin.passkey where id = $1`, [id]))[0] ?? null;
}

export async function passkeysOf(db: Db, userId: string): Promise<StoredPasskey[]> {
  return db.safeQuery<StoredPasskey & Row>(`select ${COLUMNS} from tocsin.passkey where user_id = $1 order by made_at, id`, [userId]);
}

/** Notes a use; false when another has gone by with this counter or a later one. Authenticators that count nothing stay at 0. */
export async function usePasskey(db: Db, id: string, counter: number, at: number): Promise<boolean> {
  return (await db.query("update tocsin.passkey set counter = $2, used_at = $3 where id = $1 and (counter < $2 or (counter = 0 and $2 = 0)) returning 1 as one", [id, counter, at])).length === 1;
}

export async function dropPasskey(db: Db, userId: string, id: string): Promise<boolean> {
  return (await db.safeQuery("delete from tocsin.passkey where user_id = $1 and id = $2 returning 1 as one", [userId, id])).length === 1;
}

/** Forgets challenges that nobody answered: housekeeping. Answers how many. */
export async function dropChallengesBefore(db: Db, madeBefore: number): Promise<number> {
  return (await db.safeQuery("delete from tocsin.passkey_challenge where made_at < $1 returning 1 as one", [madeBefore])).length;
}
