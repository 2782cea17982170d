import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Db } from "../db.ts";

const MASTER = "personal-data.key";
const DELETIONS = "deletions.jsonl";

const orNothing = (error: NodeJS.ErrnoException): string => {
  if (error.code === "ENOENT") return "";
  throw error;
};

/** The master key of personal data, made at its first use and readable by its owner only. Whoever loses it loses the numbers. @throws Error on a file of another length. */
export async function readMasterKey(folder: string): Promise<Uint8Array> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, MASTER);
  // Of two servers that start together one makes the key.
  await writeFile(file, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  const key = Buffer.from((await readFile(file, "utf8")).trim(), "base64");
  if (key.length !== 32) throw new Error(`${file}: not a key of 32 bytes`);
  return key;
}

/** Ids of data keys that have been deleted, outside the database, so that no backup brings them back. Flushed before the deletion itself. */
export async function noteDeletions(folder: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const handle = await open(join(folder, DELETIONS), "a", 0o600);
  try {
    await handle.appendFile(ids.map((id) => `${JSON.stringify({ key: id })}\n`).join(""));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Deletes again what was deleted before, as after a restore; answers how many had come back. */
export async function reapplyDeletions(db: Db, folder: string): Promise<number> {
  const lines = (await readFile(join(folder, DELETIONS), "utf8").catch(orNothing)).split("\n").filter((line) => line !== "");
  // A line that a crash cut off was noted before its deletion: that key is still due.
  const ids = lines.flatMap((line) => /^\{"key":"([0-9a-f-]{36})"\}$/.exec(line)?.[1] ?? []);
  if (ids.length === 0) return 0;
  const rows = await db.safeQuery("delete from tocsin.data_key where id = any($1::uuid[]) returning id", [ids]);
  return rows.length;
}
