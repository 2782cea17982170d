import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Db } from "../db.ts";
import type { SecretFiles } from "../secret-file.ts";
import type { Masters } from "./vault.ts";

const MASTER = "personal-data.key";
const DELETIONS = "deletions.jsonl";

const orNothing = (error: NodeJS.ErrnoException): string => {
  if (error.code === "ENOENT") return "";
  throw error;
};

/**
 * The master keys of personal data, one of 32 bytes in base64 a line, the newest first; made at its first use and readable by its owner
 * only. Whoever loses it loses numbers and pictures. @throws Error on a line of another length.
 */
export async function readMasterKeys(folder: string, secrets: SecretFiles): Promise<Masters> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, MASTER);
  if (!existsSync(file)) secrets.make(file, `${randomBytes(32).toString("base64")}\n`);
  const [newest, ...older] = secrets.read(file).split("\n").map((line) => line.trim()).filter((line) => line !== "").map((line) => Buffer.from(line, "base64"));
  if (newest === undefined || [newest, ...older].some(({ length }) => length !== 32)) throw new Error(`${file}: not keys of 32 bytes`);
  return [newest, ...older];
}

/** Something that was deleted: a data key, a photo, or a body kept as it came, by its id; or a machine's key that was revoked, by its prefix. */
export interface Deletion {
  readonly what: "key" | "media" | "raw" | "machine";
  readonly id: string;
}

/** What has been deleted stands outside the database, so that no backup brings it back. Flushed before the deletion itself. */
export async function noteDeletions(folder: string, deletions: readonly Deletion[]): Promise<void> {
  if (deletions.length === 0) return;
  const handle = await open(join(folder, DELETIONS), "a", 0o600);
  try {
    // The first line end closes a line that a crash cut off.
    await handle.appendFile(`\n${deletions.map(({ what, id }) => `${JSON.stringify({ [what]: id })}\n`).join("")}`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const LINE = /^\{"(key|media|raw|machine)":("(?:[^"\\]|\\.)*")\}$/;
const REMOVE: Readonly<Record<Deletion["what"], string>> = {
  key: "delete from tocsin.data_key where id = any($1::uuid[]) returning 1",
  media: "delete from tocsin.media where id = any($1::text[]) returning 1",
  raw: "delete from tocsin.raw_input where ref = any($1::text[]) returning 1",
  machine: "update tocsin.machine_key set revoked_at = made_at where prefix = any($1::text[]) and revoked_at is null returning 1",
};

/** Deletes again what was deleted before, as after a restore or a kill between note and deletion, and revokes what was revoked; answers how many of what was deleted were there. */
export async function reapplyDeletions(db: Db, folder: string): Promise<number> {
  const lines = (await readFile(join(folder, DELETIONS), "utf8").catch(orNothing)).split("\n");
  // A line that a crash cut off was noted before its deletion: that is still due.
  const noted = lines.flatMap((line) => {
    const found = LINE.exec(line);
    return found === null ? [] : [{ what: found[1] as Deletion["what"], id: JSON.parse(found[2]!) as string }];
  });
  let again = 0;
  for (const kind of ["key", "media", "raw", "machine"] as const) {
    const ids = noted.flatMap((deletion) => (deletion.what === kind ? [deletion.id] : []));
    const there = ids.length === 0 ? 0 : (await db.safeQuery(REMOVE[kind], [ids])).length;
    if (kind !== "machine") again += there;
  }
  return again;
}
