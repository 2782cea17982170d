import { spawn } from "node:child_process";
import { open, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import type { PostgresBinaries } from "./postgres-binaries.ts";
import type { RunAs } from "./postgres-user.ts";
import { pidExists, servesFolder } from "./process-identity.ts";

/** One PostgreSQL server process on one data folder: finding, starting, stopping it. */
export interface Cluster {
  /** The data folder. */
  folder: string;
  logFile: string;
  port: number;
  /** Administrator's URL without a port, e.g. to reach the database `postgres`. */
  url: (port: number) => string;
  binaries: PostgresBinaries;
  user: RunAs;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const LOG_LIMIT_BYTES = 20_000_000;

/** What `postmaster.pid` says: process id on line 1, port on line 4. */
async function readPidFile(folder: string): Promise<{ pid: number; port: number } | null> {
  const text = await readFile(join(folder, "postmaster.pid"), "utf8").catch(() => null);
  if (text === null) return null;
  const lines = text.split("\n");
  const pid = Math.abs(Number(lines[0]));
  return Number.isInteger(pid) && pid > 0 ? { pid, port: Number(lines[3]) } : null;
}

/** The live server of the folder, or null. */
export async function findServer(folder: string): Promise<{ pid: number; port: number } | null> {
  const named = await readPidFile(folder);
  return named !== null && (await servesFolder(named.pid, folder)) ? named : null;
}

type Answer = "ready" | "starting" | "stopping" | "silent";

/** Asks a server whether it is the one of the folder and takes work. */
async function ask(url: string, folder: string): Promise<Answer> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("show data_directory");
    return rows[0]!.data_directory === folder ? "ready" : "silent";
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code === "28P01") throw new Error(`PostgreSQL on ${folder} does not accept the password kept for it`, { cause: error });
    if (code !== "57P03") return "silent";
    return /shutting down/.test(message) ? "stopping" : "starting";
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Waits for the end of a server that is asked to stop: fast first, at once when it takes more than 30 s. */
export async function stopServer(folder: string): Promise<void> {
  const server = await findServer(folder);
  if (server === null) return;
  const signal = (name: NodeJS.Signals): void => {
    try {
      process.kill(server.pid, name);
    } catch {
      // It ended by itself in this moment.
    }
  };
  signal("SIGINT");
  for (let waited = 0; await servesFolder(server.pid, folder); waited += 20) {
    if (waited === 30_000) signal("SIGQUIT");
    await sleep(20);
  }
}

/**
 * The port of a server that outlived its parent and takes work; null when there is none. One that is starting is waited
 * for, one that is stopping too; one that does not answer for 20 s is stopped.
 */
export async function adoptServer(cluster: Cluster): Promise<number | null> {
  for (let waited = 0; ; waited += 100) {
    const server = await findServer(cluster.folder);
    if (server === null) return null;
    const answer = await ask(cluster.url(server.port), cluster.folder);
    if (answer === "ready") return server.port;
    if (waited > 20_000) {
      await stopServer(cluster.folder);
      return null;
    }
    await sleep(100);
  }
}

/**
 * A `postmaster.pid` of a dead server whose process id now belongs to some other program makes PostgreSQL refuse to start.
 * The file is kept, because it also names the shared memory by which PostgreSQL finds workers that are still alive;
 * only the process id is replaced by one that does not exist.
 */
async function clearReusedPid(folder: string): Promise<void> {
  const named = await readPidFile(folder);
  if (named === null || !pidExists(named.pid) || (await servesFolder(named.pid, folder))) return;
  let free = 4_000_000;
  while (pidExists(free)) free--;
  const path = join(folder, "postmaster.pid");
  const text = await readFile(path, "utf8");
  await writeFile(path, text.replace(/^-?\d+/, String(free)));
}

async function launch(cluster: Cluster): Promise<() => boolean> {
  const logged = await stat(cluster.logFile).catch(() => null);
  if (logged !== null && logged.size > LOG_LIMIT_BYTES) await truncate(cluster.logFile);
  const log = await open(cluster.logFile, "a");
  try {
    // Detached: an interrupt from the terminal must reach the server program first, not its database.
    const child = spawn(cluster.binaries.postgres, [
      "-D", cluster.folder, "-p", String(cluster.port),
      "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=on", "-c", "max_connections=120",
    ], { ...cluster.user, cwd: cluster.folder, detached: true, stdio: ["ignore", log.fd, log.fd], env: { ...process.env, LC_ALL: "C" } });
    let ended = false;
    child.once("exit", () => (ended = true));
    child.once("error", () => (ended = true));
    child.unref();
    return () => ended;
  } finally {
    await log.close();
  }
}

/**
 * Starts the server and waits until it takes work. A first start after a crash can fail while workers of the dead server
 * still hold its shared memory, so it is tried again for half a minute. @throws Error with the end of the server's log.
 */
export async function startServer(cluster: Cluster): Promise<void> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    await clearReusedPid(cluster.folder);
    const ended = await launch(cluster);
    while (!ended()) {
      if ((await ask(cluster.url(cluster.port), cluster.folder)) === "ready") return;
      await sleep(25);
    }
    if (performance.now() > deadline) {
      const log = await readFile(cluster.logFile, "utf8").catch(() => "");
      throw new Error(`PostgreSQL on ${cluster.folder} does not start; the end of ${cluster.logFile}:\n${log.slice(-1_500)}`);
    }
    await sleep(250);
  }
}
