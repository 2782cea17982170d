import type { Db } from "./db.ts";

/** What is to be told to others, stored with the commit that causes it and delivered at least once. */
export interface OutboxItem {
  /** Ascending; also the key by which a receiver can recognise a repetition. */
  seq: number;
  at: number;
  topic: string;
  payload: unknown;
}

/**
 * Takes the oldest items that nobody works on and holds them for `leaseMs`; one that is not finished by then is given out
 * again. Several servers take different items.
 */
export async function takeOutbox(db: Db, now: number, options: { topics?: readonly string[]; limit?: number; leaseMs?: number } = {}): Promise<OutboxItem[]> {
  const rows = await db.query<{ seq: number; at: number; topic: string; payload: unknown }>(
    `update tocsin.outbox o set leased_until = $1::bigint + $2
     where seq in (select seq from tocsin.outbox where leased_until <= $1 and ($3::text[] is null or topic = any($3))
       order by seq limit $4 for update skip locked)
     returning seq, at, topic, payload`,
    [now, options.leaseMs ?? 30_000, options.topics ?? null, options.limit ?? 100],
  );
  return rows.sort((a, b) => a.seq - b.seq);
}

/** Says that items were delivered: they are deleted. */
export async function finishOutbox(db: Db, seqs: readonly number[]): Promise<void> {
  await db.safeQuery("delete from tocsin.outbox where seq = any($1::bigint[])", [seqs]);
}
