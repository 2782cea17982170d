import pg from "pg";
import { pending, readMigrations, type Migration } from "../migrate.ts";
import { prepareDatabase } from "../prepare-database.ts";
import type { Projector } from "../projector.ts";
import { parseCursor } from "../cursor.ts";
import { reach } from "../reach.ts";
import { storableJson } from "../storable-json.ts";
import { streamKey, type LogWalk } from "../walk-log.ts";
import { inspectBackup, type Inspected, type Until } from "./inspect-backup.ts";
import { BrokenBackup, type Part } from "./manifest.ts";
import { readRows } from "./part-file.ts";
import { KEPT_TABLES, type KeptTable } from "./tables.ts";

/** The place for a restore is not empty, or not fit. */
export class NotRestorable extends Error {
  override readonly name = "NotRestorable";
}

export interface Restore {
  readonly folder: string;
  /** The city's id: a backup of another one is refused. */
  readonly city: string;
  readonly until: Until;
  /** Administrator's URL of the database to restore into. */
  readonly adminUrl: string;
  /** Sets the password of the server's role; left out, its login is not touched. */
  readonly appPassword?: string;
  readonly projector: Projector;
}

const PAGE = 1_000;
const LOCK = 7_201_982;

/** The migrations that the backup was made under. @throws BrokenBackup when this version does not know one of them. */
async function migrationsOf(part: Part): Promise<Migration[]> {
  const known = await readMigrations();
  try {
    pending(part.manifest.migrations, known);
  } catch (error) {
    throw new BrokenBackup("manifest.json", `由更新或不同的版本写成 / written by a newer or another version: ${(error as Error).message}`);
  }
  return known.slice(0, part.manifest.migrations.length);
}

/** @throws NotRestorable when the database holds anything of ours. */
async function mustBeEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>("select to_regclass('tocsin.event') is not null as there");
  if (!rows[0]!.there) return;
  await client.query("begin");
  await client.query("set local role tocsin_owner");
  await client.query("select tocsin.enter(null)");
  const found = await client.query<{ used: boolean }>(
    "select exists (select from tocsin.event) or exists (select from tocsin.command) or exists (select from tocsin.audit) or exists (select from tocsin.account) as used",
  );
  await client.query("rollback");
  if (found.rows[0]!.used) throw new NotRestorable("数据库不是空的,只能恢复到空库 / the database is not empty: a backup is restored into an empty one only");
}

/**
 * Gives out transaction ids until new ones lie above those of the backup: positions in the log are made of them, and new
 * events must come after the restored ones. A transaction that writes nothing costs a few microseconds.
 */
async function passTransactionIds(client: pg.Client, above: bigint): Promise<void> {
  await client.query("set synchronous_commit = off");
  for (;;) {
    const { rows } = await client.query<{ missing: string }>("select greatest(0, $1::numeric - pg_snapshot_xmax(pg_current_snapshot())::text::numeric)::text as missing", [above.toString()]);
    const missing = Number(rows[0]!.missing);
    if (missing === 0) break;
    await client.query(`do $$ begin for i in 1..${Math.min(missing, 1_000_000)} loop perform pg_current_xact_id(); commit; end loop; end $$`);
  }
  await client.query("reset synchronous_commit");
}

interface Target {
  readonly columns: readonly string[];
  readonly sql: string;
}

/** How the rows of one file are written: every text is read back by the type of its column. */
async function targetOf(client: pg.Client, table: KeptTable, columns: readonly string[]): Promise<Target> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute where attrelid = ('tocsin.' || $1)::regclass and attnum > 0 and not attisdropped`, [table.name],
  );
  const types = new Map(rows.map(({ name, type }) => [name, type]));
  const values = columns.map((column, index) => {
    const type = types.get(column);
    if (type === undefined) throw new BrokenBackup(`${table.name}.jsonl.gz`, `未知的列 / unknown column: ${column}`);
    return `(r->>${index})::${type}`;
  });
  return {
    columns,
    sql: `insert into tocsin.${table.name} (${columns.map((column) => `"${column}"`).join(", ")}) overriding system value
      select ${values.join(", ")} from json_array_elements($1::json) r${table.keeping === "changed" ? " on conflict do nothing" : ""}`,
  };
}

/** Whether a row of a log was written at or before the end that was asked for. */
function wanted(table: KeptTable, columns: readonly string[], lastTxid: bigint | null): (row: readonly (string | null)[]) => boolean {
  const column = columns.indexOf(table.keeping === "seal" ? "to_txid" : "txid");
  if (lastTxid === null || (table.keeping !== "log" && table.keeping !== "seal")) return () => true;
  return (row) => BigInt(row[column]!) <= lastTxid;
}

async function writeTable(client: pg.Client, table: KeptTable, { parts, lastTxid }: Inspected): Promise<void> {
  // Of what changes the newest counts: from the last part back, the first one stays.
  const sources = table.keeping === "whole" ? parts.slice(-1) : table.keeping === "changed" ? parts.toReversed() : parts;
  for (const part of sources) {
    const file = part.manifest.files.find((one) => one.table === table.name);
    if (file === undefined || file.rows === 0) continue;
    const target = await targetOf(client, table, file.columns);
    const counts = wanted(table, file.columns, lastTxid);
    let page: (string | null)[][] = [];
    const write = async (): Promise<void> => {
      if (page.length > 0) await client.query(target.sql, [JSON.stringify(page)]);
      page = [];
    };
    for await (const row of readRows(part, table.name)) {
      if (counts(row)) page.push(row);
      if (page.length === PAGE) await write();
    }
    await write();
  }
}

async function writeRecords(client: pg.Client, walk: LogWalk, projector: Projector): Promise<void> {
  for (const { kind, id, state, scope, open, timers } of projector.records()) {
    const head = walk.heads.get(streamKey({ kind, id }))!;
    const { txid, seq } = parseCursor(head.cursor);
    await client.query(
      `insert into tocsin.stream_state (kind, id, version, scope, reach, state, open, updated_at, txid, seq, hash)
       values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9::text::xid8, $10, decode($11, 'hex'))`,
      [kind, id, head.version, scope, reach(scope), storableJson(state), open, head.at, txid.toString(), seq.toString(), head.hash],
    );
    for (const timer of timers) {
      await client.query("insert into tocsin.timer (kind, id, timer_id, due_at, purpose) values ($1, $2, $3, $4, $5)", [kind, id, timer.timerId, timer.dueAt, timer.purpose]);
    }
  }
  for (const { resource, holder, ref, since } of projector.claims()) {
    await client.query("insert into tocsin.claim (resource, holder, ref, since) values ($1, $2, $3, $4)", [resource, holder, ref, since]);
  }
}

async function writeAll(client: pg.Client, inspected: Inspected, projector: Projector): Promise<void> {
  await client.query("begin");
  await client.query("select pg_advisory_xact_lock($1)", [LOCK]);
  await client.query("set local role tocsin_owner");
  await client.query("select tocsin.enter(null)");
  for (const table of KEPT_TABLES) await writeTable(client, table, inspected);
  await writeRecords(client, inspected.walk, projector);
  // What belongs to incidents that began after the moment that was asked for.
  for (const table of ["media", "recommendation"]) {
    await client.query(`delete from tocsin.${table} t where incident_id is not null and not exists (select from tocsin.stream_state s where s.kind = 'incident' and s.id = t.incident_id)`);
  }
  for (const table of ["event", "audit", "outbox"]) {
    await client.query(`select setval(pg_get_serial_sequence('tocsin.${table}', 'seq'), coalesce(max(seq), 0) + 1, false) from tocsin.${table}`);
  }
  await client.query("commit");
}

/**
 * Restores a backup into an empty database. Everything is checked first; then all is written in one transaction, so that a
 * restore that was killed left nothing and can be repeated.
 * @throws BrokenBackup, NotRestorable
 */
export async function restoreBackup(restore: Restore): Promise<Inspected> {
  const { folder, city, until, adminUrl, appPassword, projector } = restore;
  const inspected = await inspectBackup(folder, city, until, projector);
  const migrations = await migrationsOf(inspected.parts.at(-1)!);
  const client = new pg.Client({ connectionString: adminUrl, application_name: "tocsin-restore" });
  await client.connect();
  try {
    await mustBeEmpty(client);
    const password = appPassword === undefined ? {} : { appPassword };
    await prepareDatabase({ adminUrl, ...password, migrations });
    await passTransactionIds(client, inspected.above);
    await mustBeEmpty(client);
    await writeAll(client, inspected, projector);
    await prepareDatabase({ adminUrl, ...password });
  } finally {
    await client.end();
  }
  return inspected;
}
