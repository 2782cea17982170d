import { parseCursor } from "./cursor.ts";
import type { Db } from "./db.ts";
import { grantPaths } from "./read-states.ts";
import type { EventBatch, StoredEvent, StreamRef } from "./types.ts";

/**
 * Reading the log in an order that loses nothing, although commits run side by side.
 *
 * Sequence numbers are taken before a transaction commits: number 7 can become visible after number 8, and a reader that
 * asks for "greater than 8" never sees 7. So the order is (txid, seq), txid being the writing transaction's own 64-bit id,
 * and a reader stops below `pg_snapshot_xmin`, the oldest transaction that is still running. The argument:
 *
 *  1. Every transaction below xmin has ended, so its events are all visible now, or never will be.
 *  2. A transaction that begins or first writes later gets an id at or above every id given out so far, hence >= xmin.
 *  3. So no event can ever appear at a place that a reader has passed: what it read up to a cursor is complete.
 *
 * A slow transaction delays readers, it does not make them lose its events. Transactions that only read hold no id and
 * delay nobody. A cursor is always the place of a stored event, never xmin itself: ids that were given out but left no
 * flushed record may be given out again after a crash, stored events' ids may not (this needs synchronous_commit = on).
 */
export async function readEvents(
  db: Db, after: string | null, options: { limit?: number; scope?: readonly string[] } = {},
): Promise<EventBatch> {
  const limit = options.limit ?? 500;
  if (!Number.isInteger(limit) || limit < 1 || limit > 10_000) throw new RangeError(`limit: 1 to 10000, not ${limit}`);
  const { txid, seq } = after === null ? { txid: 0n, seq: 0n } : parseCursor(after);
  const rows = await db.safeQuery<{ batch: EventBatch }>(
    "select tocsin.read_events($1::text::xid8, $2, $3, $4) as batch",
    [txid.toString(), seq.toString(), limit, grantPaths(options.scope)], "read_events",
  );
  const batch = rows[0]!.batch;
  return { ...batch, cursor: batch.cursor ?? after };
}

export async function readStream(db: Db, ref: StreamRef, scope?: readonly string[]): Promise<StoredEvent[]> {
  const rows = await db.safeQuery<{ event: StoredEvent }>(
    "select tocsin.read_stream($1, $2, $3) as event", [ref.kind, ref.id, grantPaths(scope)], "read_stream",
  );
  return rows.map((row) => row.event);
}

export async function readHead(db: Db): Promise<string | null> {
  const rows = await db.safeQuery<{ head: string | null }>("select tocsin.head() as head", [], "head");
  return rows[0]!.head;
}
