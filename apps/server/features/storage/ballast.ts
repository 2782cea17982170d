import { open, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";

/**
 * A file of no use in the data folder: when the disk is full it is deleted, and what was kept free by it lets the database
 * work until somebody has made room. Written out in full, since a sparse file would hold nothing back.
 */
export interface Ballast {
  /** Makes the file where it is missing and the disk has four times its size to spare. */
  fill(): Promise<void>;
  /** Deletes the file; answers whether there was one. */
  release(): Promise<boolean>;
}

const BLOCK = 1_048_576;
export const BALLAST_FILE = "ballast";

/** Bytes that the disk under a folder has left for this process. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

export function openBallast(folder: string, bytes: number): Ballast {
  const path = join(folder, BALLAST_FILE);
  const write = async (): Promise<void> => {
    const handle = await open(path, "w", 0o600);
    try {
      const block = Buffer.alloc(BLOCK, 1);
      for (let written = 0; written < bytes; written += BLOCK) await handle.write(block);
      await handle.sync();
    } finally {
      await handle.close();
    }
  };
  return {
    async fill() {
      const there = await stat(path).then(({ size }) => size, () => 0);
      if (there >= bytes || (await freeBytes(folder)) + there < 4 * bytes) return;
      await write().catch(async (error: unknown) => {
        await rm(path, { force: true });
        throw error;
      });
    },
    async release() {
      return rm(path).then(() => true, () => false);
    },
  };
}
