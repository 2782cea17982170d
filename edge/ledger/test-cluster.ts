import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { sha256 } from "./event-hash.ts";
import { freePort } from "./free-port.ts";
import { initCluster, SUPERUSER } from "./init-cluster.ts";
import { readMigrations } from "./migrate.ts";
import { findBinaries, firstClosedFolder, type PostgresBinaries } from "./postgres-binaries.ts";
import { handOver, postgresUser, type RunAs } from "./postgres-user.ts";
import { prepareDatabase } from "./prepare-database.ts";

/**
 * PostgreSQL for one test process: a copy of a ready-made cluster (made once per machine and state of the migrations),
 * on its own port, without fsync. A shell holds it and ends it when this process ends in whatever way, also by kill -9.
 */
export interface TestCluster {
  adminUrl: string;
  appPassword: string;
  /** Whether a migrated template database is there. */
  hasTemplate: boolean;
  /** Hash of the migrations that the template has been through. */
  migrated: string;
}

export const TEMPLATE = "tocsin_template";
const PASSWORD = "test";

// The shell waits on its standard input, which closes with the parent; then it stops the server and removes the copy.
const KEEPER = `
"$1" -D "$2" -p "$3" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c full_page_writes=off \
  -c shared_buffers=32MB -c max_connections=120 -c max_wal_size=256MB >"$2/server.log" 2>&1 </dev/null &
server=$!
trap '' INT TERM HUP
cat >/dev/null
kill -INT $server 2>/dev/null
wait $server
if [ "$4" = discard ]; then rm -rf "$2"; fi
`;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function untilReady(url: string, folder: string, ended: () => boolean): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (ended() || attempt > 600) {
        const log = await readFile(join(folder, "server.log"), "utf8").catch(() => "");
        throw new Error(`the test PostgreSQL in ${folder} does not start: ${(error as Error).message}\n${log.slice(-2_000)}`, { cause: error });
      }
      await sleep(20);
    }
  }
}

interface Running {
  adminUrl: string;
  stop: () => Promise<void>;
}

async function run(
  binaries: PostgresBinaries, folder: string, user: RunAs, afterwards: "keep" | "discard",
): Promise<Running> {
  const port = await freePort();
  const child = spawn("sh", ["-c", KEEPER, "sh", binaries.postgres, folder, String(port), afterwards], {
    ...user, cwd: folder, stdio: ["pipe", "ignore", "ignore"], detached: true, env: { PATH: process.env.PATH, LC_ALL: "C" },
  });
  let ended = false;
  const end = new Promise<void>((resolve) => child.once("exit", () => ((ended = true), resolve())));
  child.unref();
  (child.stdin as unknown as { unref?: () => void }).unref?.();
  const adminUrl = `postgresql://${SUPERUSER}:${PASSWORD}@127.0.0.1:${port}/postgres`;
  await untilReady(adminUrl, folder, () => ended);
  return {
    adminUrl,
    stop: () => {
      child.ref();
      child.stdin.end();
      return end;
    },
  };
}

/** Copies as PostgreSQL's user, so that every file belongs to it. */
async function copyCluster(from: string, to: string, user: RunAs): Promise<void> {
  await handOver(to, user);
  await promisify(execFile)("cp", ["-a", `${from}/.`, to], { ...user, cwd: to });
}

/** Makes the ready-made cluster: migrated template database, role with a password of its own. */
async function makeCache(binaries: PostgresBinaries, cache: string, user: RunAs): Promise<void> {
  const work = await mkdtemp(`${cache}.building-`);
  await chmod(work, 0o755);
  await handOver(work, user);
  const folder = join(work, "pg");
  try {
    await initCluster(binaries, folder, PASSWORD, user, ["--wal-segsize=1", "--no-sync"]);
    const appPassword = randomBytes(12).toString("hex");
    const running = await run(binaries, folder, user, "keep");
    await makeTemplate(running.adminUrl, appPassword).finally(running.stop);
    await writeFile(join(work, "app-password"), appPassword);
    // Another process may have been faster; then its cluster is used.
    await rename(work, cache).catch(() => undefined);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function makeTemplate(adminUrl: string, appPassword: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`create database ${TEMPLATE} template template0`);
  await client.end();
  await prepareDatabase({ adminUrl: adminUrl.replace(/postgres$/, TEMPLATE), appPassword });
}

/** Removes ready-made clusters of earlier migrations, and what killed builds left, after a day. */
async function removeOld(base: string): Promise<void> {
  for (const name of await readdir(base)) {
    if (!name.startsWith("cluster-")) continue;
    const made = await stat(join(base, name)).then((found) => found.mtimeMs, () => Infinity);
    if (made < Date.now() - 86_400_000) await rm(join(base, name), { recursive: true, force: true });
  }
}

/** Hash of the migrations as this process reads them. */
export const migrationsHash = async (): Promise<string> => sha256(JSON.stringify((await readMigrations()).map(({ checksum }) => checksum)));

/** Starts this process's cluster, about a third of a second once the ready-made one exists. */
export async function startTestCluster(): Promise<TestCluster> {
  const user = await postgresUser();
  const base = join(tmpdir(), `tocsin-test-${process.getuid?.() ?? 0}`);
  await mkdir(base, { recursive: true, mode: 0o755 });
  const closed = user.uid === undefined ? null : await firstClosedFolder(base);
  if (closed !== null) throw new Error(`the user postgres cannot enter ${closed}: set TMPDIR to a folder open to all`);
  const binaries = await findBinaries(user.uid !== undefined, base);
  const migrated = await migrationsHash();
  const key = sha256(JSON.stringify([1, binaries.postgres, migrated])).slice(0, 16);
  const cache = join(base, `cluster-${key}`);
  const password = (): Promise<string | null> => readFile(join(cache, "app-password"), "utf8").catch(() => null);
  if ((await password()) === null) {
    await removeOld(base);
    await makeCache(binaries, cache, user);
  }
  // The keeper runs as PostgreSQL's user and must be able to remove the copy.
  const runs = join(base, "runs");
  await mkdir(runs, { recursive: true });
  await handOver(runs, user);
  const folder = await mkdtemp(join(runs, `${process.pid}-`));
  await copyCluster(join(cache, "pg"), folder, user);
  const { adminUrl } = await run(binaries, folder, user, "discard");
  return { adminUrl, appPassword: (await password())!, hasTemplate: true, migrated };
}
