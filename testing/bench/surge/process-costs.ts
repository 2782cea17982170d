import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

export interface ProcessCosts {
  readonly cpuMs: number;
  /** Memory, each shared page counted once among those who share it. */
  readonly memoryMb: number;
}

const TICK_MS = 10;

/** State after the name in brackets: parent at 1, user and system ticks at 11 and 12, those of children that have ended at 13 and 14. */
const statOf = (pid: string): readonly string[] | null => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
};

function sharedFairlyMb(pid: string): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0) / 1e3;
  } catch {
    return 0;
  }
}

/** What the PostgreSQL of a data folder has cost so far, with all its processes; null where the system does not tell (not Linux). */
export function postgresCosts(dataFolder: string): ProcessCosts | null {
  try {
    const postmaster = readFileSync(join(dataFolder, "pg", "postmaster.pid"), "utf8").split("\n")[0]!.trim();
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    const family = pids.flatMap((pid) => {
      const stat = statOf(pid);
      return stat !== null && (pid === postmaster || stat[1] === postmaster) ? [{ pid, stat }] : [];
    });
    const ticks = family.reduce((sum, { pid, stat }) => sum + Number(stat[11]) + Number(stat[12]) + (pid === postmaster ? Number(stat[13]) + Number(stat[14]) : 0), 0);
    return { cpuMs: ticks * TICK_MS, memoryMb: family.reduce((sum, { pid }) => sum + sharedFairlyMb(pid), 0) };
  } catch {
    return null;
  }
}
