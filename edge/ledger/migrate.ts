import { readdir, readFile } from "node:fs/promises";
import type pg from "pg";
import { sha256 } from "./event-hash.ts";

export interface Migration {
  /** File name, e.g. `0001-log.sql`; its number gives the order. */
  name: string;
  sql: string;
  checksum: string;
}

/** The numbered SQL files of a folder, in order. @throws Error on a name without number, or a number used twice. */
export async function readMigrations(folder: URL = new URL("./migrations/", import.meta.url)): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  names.forEach((name, index) => {
    if (Number(/^(\d{4})-/.exec(name)?.[1]) !== index + 1) throw new Error(`migration ${name}: expected number ${index + 1}`);
  });
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(new URL(name, folder), "utf8")).replaceAll("\r\n", "\n");
      return { name, sql, checksum: sha256(sql) };
    }),
  );
}

const LOCK = 7_201_977;

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(migration.sql);
    await client.query("insert into tocsin.migration (name, checksum) values ($1, $2)", [migration.name, migration.checksum]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw new Error(`migration ${migration.name}: ${(error as Error).message}`, { cause: error });
  }
}

/** Compares what was applied with what is known. @throws Error on a changed migration, or one this version does not know. */
export function pending(applied: readonly { name: string; checksum: string }[], known: readonly Migration[]): Migration[] {
  const byName = new Map(known.map((migration) => [migration.name, migration]));
  for (const { name, checksum } of applied) {
    const migration = byName.get(name);
    if (migration === undefined) throw new Error(`migration ${name} was applied by a newer version: refusing to go on`);
    if (migration.checksum !== checksum) throw new Error(`migration ${name} was changed after it was applied: refusing to go on`);
    byName.delete(name);
  }
  return [...byName.values()];
}

/**
 * Brings the schema `tocsin` up to date, each migration in its own transaction, one process at a time.
 * The client acts as the owner of the schema. Answers the names applied now.
 */
export async function migrate(client: pg.Client, migrations: readonly Migration[]): Promise<string[]> {
  await client.query("select pg_advisory_lock($1)", [LOCK]);
  try {
    await client.query(`create table if not exists tocsin.migration (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
    await client.query("grant select on tocsin.migration to tocsin_app");
    const { rows } = await client.query<{ name: string; checksum: string }>("select name, checksum from tocsin.migration order by name");
    const due = pending(rows, migrations);
    for (const migration of due) await apply(client, migration);
    return due.map((migration) => migration.name);
  } finally {
    await client.query("select pg_advisory_unlock($1)", [LOCK]);
  }
}
