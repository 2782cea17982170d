import { execFile } from "node:child_process";
import { readFile, readlink, realpath } from "node:fs/promises";
import { platform } from "node:os";
import { promisify } from "node:util";

/** Telling processes apart although process ids are reused. */

const run = promisify(execFile);

/** Whether a process with this id exists at all; a dead one that nobody has reaped yet also does. */
export function pidExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** A text that differs between two processes that had the same id; null when there is no such live process. */
export async function processIdentity(pid: number): Promise<string | null> {
  if (!pidExists(pid)) return null;
  if (platform() === "linux") {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
    if (stat === null) return null;
    // After the command name, which may itself hold spaces and brackets: state, then 19 fields to the start time.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return null;
    const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "");
    return `${boot.trim()}/${fields[19]}`;
  }
  if (platform() === "win32") return String(pid);
  return run("ps", ["-o", "lstart=", "-p", String(pid)]).then((r) => r.stdout.trim() || null, () => null);
}

/** Whether a live process is the PostgreSQL server of a data folder: it works in that folder, or names it in its command. */
export async function servesFolder(pid: number, folder: string): Promise<boolean> {
  if ((await processIdentity(pid)) === null) return false;
  const real = await realpath(folder).catch(() => folder);
  if (platform() === "linux") {
    const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => null);
    if (cwd !== null) return cwd === real;
    const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    return command.includes(real);
  }
  if (platform() === "win32") return true;
  return run("ps", ["-o", "command=", "-p", String(pid)]).then((r) => r.stdout.includes(folder), () => false);
}
