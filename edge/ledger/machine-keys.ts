import type { Db, Row } from "./db.ts";

/** A key of a machine; only its hash is stored. Instants are ms UTC by the machine's clock. */
export interface StoredKey {
  prefix: string;
  client: string;
  keyHash: string;
  madeAt: number;
  madeBy: string;
  expiresAt: number;
  usedAt: number | null;
}

const COLUMNS = `prefix, client, key_hash as "keyHash", made_at as "madeAt", made_by as "madeBy", expires_at as "expiresAt", used_at as "usedAt"`;
const HOLDS = "revoked_at is null and expires_at > $2";

/** Keeps a key unless the client has `most` that hold; answers whether it was kept. */
export async function addKey(db: Db, key: Omit<StoredKey, "usedAt">, most: number): Promise<boolean> {
  return db.transaction(async (query) => {
    await query("select pg_advisory_xact_lock(hashtextextended('machine key ' || $1, 0))", [key.client]);
    const held = await query(`select 1 as one from tocsin.machine_key where client = $1 and ${HOLDS}`, [key.client, key.madeAt]);
    if (held.length >= most) return false;
    await query("insert into tocsin.machine_key (prefix, client, key_hash, made_at, made_by, expires_at) values ($1, $2, $3, $4, $5, $6)", [key.prefix, key.client, key.keyHash, key.madeAt, key.madeBy, key.expiresAt]);
    return true;
  });
}

/** The key of a prefix, while it holds. */
export async function findKey(db: Db, prefix: string, at: number): Promise<StoredKey | null> {
  return (await db.safeQuery<StoredKey & Row>(`select ${COLUMNS} from tocsin.machine_key where prefix = $1 and ${HOLDS}`, [prefix, at], "find_key"))[0] ?? null;
}

export async function heldKeys(db: Db, at: number): Promise<StoredKey[]> {
  return db.safeQuery<StoredKey & Row>(`select ${COLUMNS} from tocsin.machine_key where revoked_at is null and expires_at > $1 order by made_at, prefix`, [at]);
}

export async function touchKey(db: Db, prefix: string, at: number): Promise<void> {
  await db.safeQuery("update tocsin.machine_key set used_at = $2 where prefix = $1 and (used_at is null or used_at < $2::bigint - 60000)", [prefix, at]);
}

/** Answers whether there was such a key of the client to revoke. */
export async function revokeKey(db: Db, client: string, prefix: string, at: number): Promise<boolean> {
  return (await db.safeQuery("update tocsin.machine_key set revoked_at = $3 where client = $1 and prefix = $2 and revoked_at is null returning 1 as one", [client, prefix, at])).length === 1;
}

/** False when the client has sent this nonce before, to whichever server. */
export async function takeNonce(db: Db, client: string, nonce: string, at: number): Promise<boolean> {
  return (await db.query("insert into tocsin.client_nonce (client, nonce, seen_at) values ($1, $2, $3) on conflict do nothing returning 1 as one", [client, nonce, at])).length === 1;
}

/** Forgets nonces that no accepted request can carry any more: housekeeping. Answers how many. */
export async function dropNoncesBefore(db: Db, seenBefore: number): Promise<number> {
  return (await db.safeQuery("delete from tocsin.client_nonce where seen_at < $1 returning 1 as one", [seenBefore])).length;
}
