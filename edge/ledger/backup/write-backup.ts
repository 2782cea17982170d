import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { canonicalJson } from "@tocsin/kernel/canonical.ts";
import type { Db, Row } from "../db.ts";
import { sha256 } from "../event-hash.ts";
import { sealOnce } from "../sealer.ts";
import { BACKUP_FORMAT, BACKUP_VERSION, BrokenBackup, manifestHash, manifestText, partName, readParts, type Part, type PartFile, type PartManifest } from "./manifest.ts";
import { flush, writeLines } from "./part-file.ts";
import { KEPT_TABLES, type KeptTable } from "./tables.ts";

type Query = Db["query"];

const PAGE = 2_000;

async function columnsOf(query: Query, table: string): Promise<string[]> {
  const rows = await query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = ('tocsin.' || $1)::regclass and attnum > 0 and not attisdropped order by attnum`, [table],
  );
  return rows.map(({ name }) => name);
}

/** The condition for what belongs into a part: positions are digits only, taken from the database itself. */
function since({ keeping }: KeptTable, after: string, settled: string): string {
  switch (keeping) {
    case "log":
      return `where txid >= '${after}' and txid < '${settled}'`;
    case "seal":
      return `where to_txid >= '${after}' and to_txid < '${settled}'`;
    case "changed":
      // Every row carries the id of its last writer; an age compares it with the position without its upper half.
      return after === "0" ? "" : `where age(xmin) <= age('${after}'::xid8::xid)`;
    case "whole":
      return "";
  }
}

/** Lines of a query with one column `line`, page by page. */
async function* lines(query: Query, sql: string): AsyncGenerator<string> {
  await query(`declare part no scroll cursor for ${sql}`);
  for (;;) {
    const page = await query<{ line: string }>(`fetch ${PAGE} from part`);
    for (const { line } of page) yield line;
    if (page.length < PAGE) break;
  }
  await query("close part");
}

/** Every value as the text of its type, which the type reads back exactly. */
const rowsOf = (table: KeptTable, columns: readonly string[], where: string): string =>
  `select json_build_array(${columns.map((column) => `"${column}"::text`).join(", ")})::text as line from tocsin.${table.name} ${where} order by ${table.order}`;

async function* stateHashes(query: Query, after: string, settled: string): AsyncGenerator<string> {
  const rows = lines(query, `select json_build_array(kind, id, version, state)::text as line from tocsin.stream_state where txid >= '${after}' and txid < '${settled}' order by kind, id`);
  for await (const line of rows) {
    const [kind, id, version, state] = JSON.parse(line) as [string, string, number, unknown];
    yield JSON.stringify([kind, id, String(version), sha256(canonicalJson(state))]);
  }
}

/** The folder must be of this city, and the log must still contain what its last part ended with. @throws BrokenBackup */
async function checkLine(query: Query, city: string, last: Part | undefined): Promise<void> {
  if (last === undefined) return;
  const name = partName(last.manifest.part);
  if (last.manifest.city !== city) throw new BrokenBackup(name, `属于另一座城市 / is of another city: ${last.manifest.city}`);
  if (last.manifest.head === null) return;
  const { cursor, hash } = last.manifest.head;
  const [txid, seq] = cursor.split("-");
  const rows = await query<{ hash: string }>("select encode(hash, 'hex') as hash from tocsin.event where txid = $1::text::xid8 and seq = $2", [txid, seq]);
  if (rows[0]?.hash !== hash) throw new BrokenBackup(name, "数据库中已没有它的末尾,请换一个新目录 / the database no longer holds where it ends: begin a new folder");
}

async function headOf(query: Query, settled: string): Promise<PartManifest["head"]> {
  const rows = await query<{ cursor: string; hash: string } & Row>(
    `select txid || '-' || seq as cursor, encode(hash, 'hex') as hash from tocsin.event where txid < $1::text::xid8 order by txid desc, seq desc limit 1`, [settled],
  );
  return rows[0] === undefined ? null : { cursor: rows[0].cursor, hash: rows[0].hash };
}

async function sealsOf(query: Query, settled: string): Promise<PartManifest["seals"]> {
  const last = async (log: string): Promise<string | null> =>
    (await query<{ hash: string }>("select hash from tocsin.seal where log = $1 and to_txid < $2::text::xid8 order by n desc limit 1", [log, settled]))[0]?.hash ?? null;
  return { event: await last("event"), audit: await last("audit") };
}

async function writeFiles(query: Query, folder: string, after: string, settled: string): Promise<PartFile[]> {
  const files: PartFile[] = [];
  for (const table of KEPT_TABLES) {
    const columns = await columnsOf(query, table.name);
    files.push(await writeLines(folder, table.name, columns, lines(query, rowsOf(table, columns, since(table, after, settled)))));
  }
  files.push(await writeLines(folder, "states", ["kind", "id", "version", "sha256"], stateHashes(query, after, settled)));
  return files;
}

/** Removes what a killed backup left: its name says that it is not whole. */
async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.endsWith(".writing")) await rm(join(folder, name), { recursive: true });
  }
}

const LOCK = 7_201_981;

/**
 * Adds the next part to a backup, from one snapshot, while servers go on working. `now` is ms UTC.
 * @throws BrokenBackup when the folder's parts are damaged, of another city, or of another line of events.
 */
export async function writeBackup(db: Db, options: { readonly folder: string; readonly city: string; readonly now: number }): Promise<PartManifest> {
  const { folder, city, now } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await sealOnce(db, "event");
  await sealOnce(db, "audit");
  return db.transaction(async (query) => {
    await query("set transaction isolation level repeatable read, read only");
    const [lock] = await query<{ mine: boolean }>("select pg_try_advisory_xact_lock($1) as mine", [LOCK]);
    if (!lock!.mine) throw new BrokenBackup(folder, "另一次备份正在进行 / another backup is under way");
    await removeUnfinished(folder);
    const last = (await readParts(folder)).at(-1);
    await query("select tocsin.enter(null)");
    await checkLine(query, city, last);
    const [{ settled } = { settled: "0" }] = await query<{ settled: string }>("select pg_snapshot_xmin(pg_current_snapshot())::text as settled");
    const after = last?.manifest.settled ?? "0";
    const part = (last?.manifest.part ?? 0) + 1;
    const writing = join(folder, `${partName(part)}.writing`);
    await mkdir(writing, { mode: 0o700 });
    const unsigned = {
      format: BACKUP_FORMAT, version: BACKUP_VERSION, city, part, prev: last?.manifest.hash ?? "", createdAt: now, after, settled,
      head: await headOf(query, settled), seals: await sealsOf(query, settled),
      migrations: (await query<{ name: string; checksum: string }>("select name, checksum from tocsin.migration order by name")).map(({ name, checksum }) => ({ name, checksum })),
      files: await writeFiles(query, writing, after, settled),
    };
    const manifest: PartManifest = { ...unsigned, hash: manifestHash(unsigned) };
    const path = join(writing, "manifest.json");
    await writeFile(path, manifestText(manifest), { mode: 0o600 });
    await flush(path);
    await flush(writing);
    await rename(writing, join(folder, partName(part)));
    await flush(folder);
    return manifest;
  });
}
