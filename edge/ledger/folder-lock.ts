import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { processIdentity } from "./process-identity.ts";

/**
 * One server per data folder. The lock is a file that names a live process; it appears whole or not at all (a hard link
 * of a finished file), and one left by a dead process is taken over by exactly one successor.
 */
export interface FolderLock {
  release(): Promise<void>;
}

export class FolderInUse extends Error {
  override name = "FolderInUse";
}

const NAME = "server.lock";

interface Holder {
  pid: number;
  identity: string | null;
}

async function read(path: string): Promise<{ text: string; holder: Holder } | null> {
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) return null;
  try {
    return { text, holder: JSON.parse(text) as Holder };
  } catch {
    return { text, holder: { pid: 0, identity: null } };
  }
}

const isLive = async (holder: Holder): Promise<boolean> =>
  holder.pid > 0 && (await processIdentity(holder.pid)) === holder.identity && holder.identity !== null;

let attempts = 0;

/** @throws FolderInUse naming the process that holds the folder. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, NAME);
  const mine = `${path}.${process.pid}.${++attempts}`;
  const text = JSON.stringify({ pid: process.pid, identity: await processIdentity(process.pid), attempt: attempts });
  await writeFile(mine, text, { mode: 0o644 });
  try {
    for (;;) {
      const made = await link(mine, path).then(() => true, (error: NodeJS.ErrnoException) => {
        if (error.code === "EEXIST") return false;
        throw error;
      });
      if (made) break;
      const found = await read(path);
      if (found === null) continue;
      if (await isLive(found.holder)) {
        throw new FolderInUse(`${folder} is in use by process ${found.holder.pid}: only one server may work on a data folder`);
      }
      await removeStale(path, found.text, `${mine}.stale`);
    }
  } finally {
    await rm(mine, { force: true });
  }
  return {
    async release() {
      if ((await read(path))?.text === text) await rm(path, { force: true });
    },
  };
}

/** Moves a dead process's lock away; puts it back when it turns out that a successor's lock was caught instead. */
async function removeStale(path: string, staleText: string, aside: string): Promise<void> {
  const moved = await rename(path, aside).then(() => true, () => false);
  if (!moved) return;
  if ((await read(aside))?.text !== staleText) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}
