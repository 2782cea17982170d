import type { Db } from "./db.ts";

/** What is to be told to others, stored with the commit that causes it and delivered at least once. */
export interface OutboxItem {
  /** Ascending; also the key by which a receiver can recognise a repetition. */
  seq: number;
  at: number;
  topic: string;
  payload: unknown;
  /** Tries that did not end it. */
  tries: number;
  /** What is known of them; null before the first. */
  fault: unknown;
}

/**
 * Takes the oldest items that nobody works on and holds them for `leaseMs`; one that is not finished by then is given out
 * again. Several servers take different items. Of items whose payload names a `key`, only the oldest is given out: what concerns
 * one thing is told in order. What was set aside holds up nothing.
 */
export async function takeOutbox(db: Db, now: number, options: { topics?: readonly string[]; limit?: number; leaseMs?: number } = {}): Promise<OutboxItem[]> {
  const rows = await db.query<{ seq: number; at: number; topic: string; payload: unknown; tries: number; fault: unknown }>(
    `update tocsin.outbox o set leased_until = $1::bigint + $2
     where seq in (select seq from tocsin.outbox i where leased_until <= $1 and set_aside_at is null and ($3::text[] is null or topic = any($3))
         and not exists (select from tocsin.outbox e where e.payload->>'key' = i.payload->>'key' and e.seq < i.seq and e.set_aside_at is null)
       order by seq limit $4 for update skip locked)
     returning seq, at, topic, payload, tries, fault`,
    [now, options.leaseMs ?? 30_000, options.topics ?? null, options.limit ?? 100],
  );
  return rows.sort((a, b) => a.seq - b.seq);
}

/** Says that items were delivered: they are deleted. */
export async function finishOutbox(db: Db, seqs: readonly number[]): Promise<void> {
  await db.safeQuery("delete from tocsin.outbox where seq = any($1::bigint[])", [seqs]);
}

/** A try begins: what it may come to is known before it is made, should whoever makes it not live to tell. The hold on the item stays. */
export async function beginTry(db: Db, seq: number, fault: unknown): Promise<void> {
  await db.query("update tocsin.outbox set fault = $2 where seq = $1", [seq, JSON.stringify(fault)]);
}

/** A try did not end it: it is given out again at `until`, with what is known now. */
export async function postponeOutbox(db: Db, seq: number, until: number, fault: unknown): Promise<void> {
  await db.query("update tocsin.outbox set leased_until = $2, tries = tries + 1, fault = $3 where seq = $1", [seq, until, JSON.stringify(fault)]);
}

/** A poisonous item is set aside: it stays, and is given out no more. */
export async function setAsideOutbox(db: Db, seq: number, at: number, fault: unknown): Promise<void> {
  await db.query("update tocsin.outbox set set_aside_at = $2, tries = tries + 1, fault = $3 where seq = $1", [seq, at, JSON.stringify(fault)]);
}

/** How many items have waited since before `waitingSince`, or were set aside after `setAsideAfter`. */
export async function heldUp(db: Db, topic: string, { waitingSince, setAsideAfter }: { readonly waitingSince: number; readonly setAsideAfter: number }): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    "select count(*)::integer as count from tocsin.outbox where topic = $1 and case when set_aside_at is null then at <= $2 else set_aside_at > $3 end", [topic, waitingSince, setAsideAfter],
  );
  return row!.count;
}
