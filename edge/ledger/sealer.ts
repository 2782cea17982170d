import { parseCursor } from "./cursor.ts";
import type { Db } from "./db.ts";
import { pause } from "./pause.ts";
import { sealHash, type Seal } from "./seal-hash.ts";

/** Seals the event log and the audit behind the commits, so that no commit waits for a common chain. */
export type SealedLog = "event" | "audit";

const LOCK = { event: 7_201_979, audit: 7_201_980 } as const;
const MOST = 5_000;

const SEAL_COLUMNS = `n, from_txid || '-' || from_seq as "from", to_txid || '-' || to_seq as "to", count, prev_hash as prev, hash`;

/** Seals after the n-th, in order. */
export async function readSeals(db: Db, log: SealedLog, after = 0, limit = 1_000): Promise<Seal[]> {
  return db.safeQuery<Seal & Record<string, unknown>>(
    `select ${SEAL_COLUMNS} from tocsin.seal where log = $1 and n > $2 order by n limit $3`, [log, after, limit],
  );
}

/** How far a log is sealed; null when nothing is. */
export async function lastSeal(db: Db, log: SealedLog): Promise<{ n: number; to: string; hash: string } | null> {
  const [seal] = await db.safeQuery<{ n: number; to: string; hash: string }>(
    `select n, to_txid || '-' || to_seq as "to", hash from tocsin.seal where log = $1 order by n desc limit 1`, [log],
  );
  return seal ?? null;
}

/**
 * Closes what came since the last seal and can no longer change (below the watermark of read-events.ts).
 * Answers the number of rows sealed; 0 also when another server is sealing at this moment.
 */
export async function sealOnce(db: Db, log: SealedLog): Promise<number> {
  return db.transaction(async (query) => {
    const [lock] = await query<{ mine: boolean }>("select pg_try_advisory_xact_lock($1) as mine", [LOCK[log]]);
    if (!lock!.mine) return 0;
    await query("select tocsin.enter(null)");
    const [last] = await query<Seal & Record<string, unknown>>(
      `select ${SEAL_COLUMNS} from tocsin.seal where log = $1 order by n desc limit 1`, [log],
    );
    const after = parseCursor(last?.to ?? "0-0");
    const rows = await query<{ position: string; hash: string }>(
      `select txid || '-' || seq as position, encode(hash, 'hex') as hash from tocsin.${log}
       where (txid, seq) > ($1::text::xid8, $2) and txid < pg_snapshot_xmin(pg_current_snapshot())
       order by txid, seq limit ${MOST}`,
      [after.txid.toString(), after.seq.toString()],
    );
    if (rows.length === 0) return 0;
    const seal = { n: (last?.n ?? 0) + 1, from: rows[0]!.position, to: rows.at(-1)!.position, count: rows.length, prev: last?.hash ?? "" };
    const [from, to] = [parseCursor(seal.from), parseCursor(seal.to)];
    await query(
      `insert into tocsin.seal (log, n, from_txid, from_seq, to_txid, to_seq, count, prev_hash, hash)
       values ($1, $2, $3::text::xid8, $4, $5::text::xid8, $6, $7, $8, $9)`,
      [log, seal.n, from.txid.toString(), from.seq.toString(), to.txid.toString(), to.seq.toString(), seal.count, seal.prev,
        sealHash(seal, rows.map((row) => row.hash))],
    );
    return rows.length;
  });
}

/** Seals both logs about once a second until the signal aborts; errors are told and tried again. */
export async function runSealer(
  db: Db, options: { signal: AbortSignal; everyMs?: number; onError?: (error: unknown) => void },
): Promise<void> {
  const { signal } = options;
  while (!signal.aborted) {
    let full = false;
    for (const log of ["event", "audit"] as const) {
      try {
        full = (await sealOnce(db, log)) === MOST || full;
      } catch (error) {
        options.onError?.(error);
      }
    }
    if (full || signal.aborted) continue;
    await pause(options.everyMs ?? 1_000, signal);
  }
}
