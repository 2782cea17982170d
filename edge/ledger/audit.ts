import { canonicalJson } from "@tocsin/kernel/canonical.ts";
import { parseCursor } from "./cursor.ts";
import type { Db } from "./db.ts";
import { sha256 } from "./event-hash.ts";
import { reach } from "./reach.ts";
import { storable, storableJson } from "./storable-json.ts";

/** What every row says; null where it does not apply. `name` is the action, `objects` what it was done to. */
export interface AuditFacts {
  name: string;
  outcome: string;
  role: string | null;
  purpose: string;
  reason: string | null;
  traceId: string | null;
  objects: readonly unknown[];
  [more: string]: unknown;
}

/** One act to be kept. Commits write theirs by themselves; this is for what changes nothing but must be known. */
export interface AuditEntry {
  at: number;
  actor: string;
  entry: AuditFacts;
}

export interface StoredAudit extends AuditEntry {
  cursor: string;
  hash: string;
}

export const auditHash = (row: { at: number; actor: string; entry: Readonly<Record<string, unknown>> }): string =>
  sha256(canonicalJson({ at: row.at, actor: row.actor, entry: row.entry }));

/** Adds a row for a refused command, a sign-in or a look at personal data. `scope` = org paths that may see the row. */
export async function recordAudit(db: Pick<Db, "query">, row: AuditEntry, scope: readonly string[]): Promise<void> {
  const { at, actor, entry } = storable(row);
  await db.query("select tocsin.record_audit($1, $2, $3::jsonb, $4, $5)", [
    at, actor, storableJson(entry), reach(scope), auditHash({ at, actor, entry }),
  ]);
}

/** Audit rows, newest first. `scope` = grant paths; undefined = system. */
export async function readAudit(
  db: Db, scope: readonly string[] | undefined, options: { actor?: string; limit?: number } = {},
): Promise<StoredAudit[]> {
  return db.transaction(async (query) => {
    await query("select tocsin.enter($1)", [scope ?? null]);
    return query<StoredAudit & Record<string, unknown>>(
      `select txid || '-' || seq as cursor, at, actor, entry, encode(hash, 'hex') as hash from tocsin.audit
       where $1::text is null or actor = $1 order by txid desc, seq desc limit $2`,
      [options.actor ?? null, options.limit ?? 200],
    );
  });
}

/** Sealed rows after a position, oldest first, at most so many; the platform's own view, within the caller's transaction. */
export async function auditAfter(query: Db["query"], after: string, limit: number): Promise<StoredAudit[]> {
  const from = parseCursor(after);
  await query("select tocsin.enter(null)");
  return query<StoredAudit & Record<string, unknown>>(
    `select txid || '-' || seq as cursor, at, actor, entry, encode(hash, 'hex') as hash from tocsin.audit
     where (txid, seq) > ($1::text::xid8, $2::bigint) and (txid, seq) <= (select to_txid, to_seq from tocsin.seal where log = 'audit' order by n desc limit 1)
     order by txid, seq limit $3`,
    [from.txid.toString(), from.seq.toString(), limit],
  );
}

const PAGE = 1_000;

/** Every row up to a position, oldest first; the platform's own view, for exports. */
export async function* auditUpTo(db: Db, last: string | null): AsyncGenerator<StoredAudit> {
  if (last === null) return;
  const to = parseCursor(last);
  for (let from = parseCursor("0-0"); ; ) {
    const rows = await db.transaction(async (query) => {
      await query("select tocsin.enter(null)");
      return query<StoredAudit & Record<string, unknown>>(
        `select txid || '-' || seq as cursor, at, actor, entry, encode(hash, 'hex') as hash from tocsin.audit
         where (txid, seq) > ($1::text::xid8, $2) and (txid, seq) <= ($3::text::xid8, $4) order by txid, seq limit ${PAGE}`,
        [from.txid.toString(), from.seq.toString(), to.txid.toString(), to.seq.toString()],
      );
    });
    yield* rows;
    if (rows.length < PAGE) return;
    from = parseCursor(rows.at(-1)!.cursor);
  }
}
