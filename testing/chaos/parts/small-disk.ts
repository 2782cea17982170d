import { execFile, execFileSync } from "node:child_process";
import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync, readdirSync, readlinkSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const MB = 1_048_576;
/** `EXT4_IOC_SHUTDOWN` without flushing its journal: from this moment on nothing reaches the disk, as when the power fails; also what file-system tests use. */
const SHUTDOWN = 'open(my $f, "<", $ARGV[0]) or die $!; my $flags = pack("L", 2); ioctl($f, 0x8004587d, $flags) or die $!';

/** A disk of its own: ext4 in a file. What was not forced onto it is in the kernel's memory alone, as on any machine. */
export interface SmallDisk {
  readonly folder: string;
  /** From now on nothing reaches it and every access fails; what was not forced to it is gone. */
  cut(): Promise<void>;
  /** After a cut: ends its users, and is there again as it was at that moment. @throws Error when a file that was not forced to it is there. */
  back(): Promise<void>;
  /** Every write waits until it thaws. */
  stand(ms: number): Promise<void>;
  fill(): void;
  makeRoom(): void;
  close(): void;
}

/** Why there can be none here, or null. */
export function noDisk(): string | null {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return "需要 root 与 Linux 以挂载一块磁盘 · needs root on Linux to mount a disk";
  if (!existsSync("/dev/loop-control")) return "没有环回设备 · there are no loop devices here";
  const missing = ["mkfs.ext4", "mount", "fsfreeze", "perl"].find((name) => !["/usr/sbin", "/sbin", "/usr/bin", "/bin"].some((folder) => existsSync(join(folder, name))));
  return missing === undefined ? null : `没有 ${missing} · there is no ${missing} here`;
}

/** Fills a file until nothing fits any more. */
function fillUp(path: string): void {
  const file = openSync(path, "a");
  try {
    for (const size of [MB, 4_096]) {
      try {
        for (;;) writeSync(file, Buffer.alloc(size, 1));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
      }
    }
  } finally {
    closeSync(file);
  }
}

/** Ends every process that works in a folder: those of a database have its own as theirs. */
function killUsersOf(folder: string): void {
  for (const name of readdirSync("/proc").filter((one) => /^\d+$/.test(one))) {
    try {
      if (readlinkSync(`/proc/${name}/cwd`).startsWith(folder)) process.kill(Number(name), "SIGKILL");
    } catch {
      // It ended by itself in this moment.
    }
  }
}

/** @throws Error where it cannot be mounted, although {@link noDisk} found nothing against it */
export function openDisk(parent: string, megabytes: number): SmallDisk {
  const [memory, folder] = [join(parent, "memory"), join(parent, "disk")];
  const [filler, volatile, image] = [join(folder, "filler"), join(folder, "not-forced"), join(memory, "disk.img")];
  for (const one of [memory, folder]) mkdirSync(one);
  // The file of the disk lies in memory: what matters is what was forced to the disk, not how long that took.
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes + 16}m`, "tmpfs", memory]);
  const file = openSync(image, "w");
  ftruncateSync(file, megabytes * MB);
  closeSync(file);
  execFileSync("mkfs.ext4", ["-q", "-F", "-E", "lazy_itable_init=1", image]);
  const mount = (): unknown => execFileSync("mount", ["-o", "loop", image, folder]);
  mount();
  /** Its users are ended, and may take a moment to be gone; a watch may just be starting others. */
  const unmount = async (): Promise<void> => {
    for (let waited = 0; ; waited += 20) {
      killUsersOf(folder);
      try {
        await run("umount", [folder]);
        return;
      } catch (error) {
        if (waited > 5_000) throw error;
        await sleep(20);
      }
    }
  };
  return {
    folder,
    async cut() {
      rmSync(volatile, { force: true });
      const lost = openSync(volatile, "w");
      writeSync(lost, "lost");
      closeSync(lost);
      await run("perl", ["-e", SHUTDOWN, folder]);
    },
    async back() {
      await unmount();
      mount();
      rmSync(filler, { force: true }); // its deletion may not have been forced to the disk either
      if (existsSync(volatile) && statSync(volatile).size > 0) throw new Error("the power was not cut: a file that was never forced to the disk is there");
    },
    async stand(ms) {
      await run("fsfreeze", ["-f", folder]);
      await sleep(ms);
      await run("fsfreeze", ["-u", folder]);
    },
    fill: () => fillUp(filler),
    makeRoom: () => rmSync(filler, { force: true }),
    close: () => {
      for (const one of [folder, memory]) execFileSync("umount", ["-l", one]);
    },
  };
}
