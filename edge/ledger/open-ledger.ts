import { commitTo } from "./commit.ts";
import { commitAllTo } from "./commit-together.ts";
import { openDb, type Db, type DbOptions } from "./db.ts";
import { followLog, openWake } from "./follow.ts";
import { keepRaw, readRaw } from "./raw-input.ts";
import { readEvents, readHead, readStream } from "./read-events.ts";
import { listStates, loadStates } from "./read-states.ts";
import { checkServerRole, checkTransactionIds } from "./startup-check.ts";
import { dueTimers } from "./timers.ts";
import type { Ledger } from "./types.ts";

/** A ledger with the connection under it, which the tables beside the log use. */
export interface OpenLedger extends Ledger {
  readonly db: Db;
}

/**
 * Numbers of a named series. A crash or a refused command leaves gaps: never read a gap as something lost.
 * Taking one does not wait for the disk, or all who take one would wait for each other's: the commit that uses the number
 * comes later in the same write-ahead log, so whatever keeps that commit keeps the number.
 */
export async function nextNumber(db: Db, key: string, kept: "later" | "flushed" = "later"): Promise<number> {
  const waits = kept === "flushed" ? "on" : "off";
  const rows = await db.query<{ value: number }>("select set_config('synchronous_commit', $2, true), tocsin.next_number($1) as value", [key, waits], "next_number");
  return rows[0]!.value;
}

/**
 * Opens a prepared database (prepare-database.ts) as the server's role.
 * @throws Error when the role could step round row-level security, or the log came from another cluster.
 */
export async function openLedger(options: DbOptions): Promise<OpenLedger> {
  const db = openDb(options);
  try {
    await checkServerRole(db);
    await checkTransactionIds(db);
  } catch (error) {
    await db.close();
    throw error;
  }
  const wake = openWake();
  return {
    db,
    async commit(commit) {
      const outcome = await commitTo(db, commit);
      if ("cursor" in outcome && outcome.cursor !== undefined && commit.events.length > 0) wake.committed(outcome.cursor);
      return outcome;
    },
    async commitTogether(commits) {
      const outcome = await commitAllTo(db, commits);
      if (outcome.outcome === "committed") wake.committed(outcome.cursor);
      return outcome;
    },
    load: (refs, scope) => loadStates(db, refs, scope),
    list: (kind, scope, list) => listStates(db, kind, scope, list),
    readStream: (ref, scope) => readStream(db, ref, scope),
    readEvents: (after, read) => readEvents(db, after, read),
    head: () => readHead(db),
    follow: (after, onBatch, signal, onRead) => followLog((from) => readEvents(db, from), wake, after, onBatch, signal, onRead),
    dueTimers: (now, limit) => dueTimers(db, now, limit),
    nextNumber: (key) => nextNumber(db, key),
    keepRaw: (ref, bytes) => keepRaw(db, ref, bytes),
    readRaw: (ref) => readRaw(db, ref),
    close: () => db.close(),
  };
}
