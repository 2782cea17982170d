import { closeSync, fsyncSync, linkSync, openSync, readdirSync, renameSync, rmSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { pidExists } from "./process-identity.ts";

/** A folder's entries are on the disk only when the folder itself is flushed; Windows cannot and need not. */
function flushFolder(path: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(dirname(path), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function writeBeside(path: string, text: string): string {
  const beside = `${path}.${process.pid}.new`;
  const file = openSync(beside, "w", 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return beside;
}

/**
 * Makes a file that a power cut must not take: a key without which what was acknowledged cannot be read. Whole or not there,
 * readable by its owner only; on the disk when this returns. False when it is there already: of two servers that start
 * together one makes it.
 */
export function makeDurable(path: string, text: string): boolean {
  const beside = writeBeside(path, text);
  try {
    linkSync(beside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(beside, { force: true });
  }
  flushFolder(path);
  return true;
}

/** Replaces a file: after a power cut there is the old one or the new one, and after this returned the new one. */
export function replaceDurable(path: string, text: string): void {
  renameSync(writeBeside(path, text), path);
  flushFolder(path);
}

/** Removes what killed processes left beside a file, half written or whole; what a living one is writing stays. */
export function dropUnfinished(path: string): void {
  for (const name of readdirSync(dirname(path))) {
    const [, pid] = name.startsWith(basename(path)) ? (/^\.(\d+)\.new$/.exec(name.slice(basename(path).length)) ?? []) : [];
    if (pid !== undefined && !pidExists(Number(pid))) rmSync(join(dirname(path), name), { force: true });
  }
}
