import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, realpath, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { sha256 } from "./event-hash.ts";
import { lockFolder } from "./folder-lock.ts";
import { freePort } from "./free-port.ts";
import { initCluster, SUPERUSER } from "./init-cluster.ts";
import { findBinaries, firstClosedFolder } from "./postgres-binaries.ts";
import { postgresUser, type RunAs } from "./postgres-user.ts";
import { appUrl } from "./prepare-database.ts";
import { adoptServer, findServer, startServer, stopServer, type Cluster } from "./postmaster.ts";
import { type SecretFiles, secretFilesOf } from "./secret-file.ts";

/**
 * PostgreSQL inside a data folder, for one machine without a database of its own. Durable: fsync is on.
 * The folder holds `pg/` (the cluster), `postgres.json` (port and passwords, mode 600), `postgres.log` and `server.lock.…`.
 */
export interface EmbeddedOptions {
  /** Default: `TOCSIN_DATA`, else `.data` in the repository. */
  folder?: string;
  /** How the passwords are kept; by default as the environment says. */
  secrets?: SecretFiles;
  onLog?: (line: string) => void;
}

export interface EmbeddedPostgres {
  folder: string;
  adminUrl: string;
  /** The password for the server's role, another at each start; whoever starts it sets it (prepare-database.ts). */
  appPassword: string;
  /** A server left behind by a killed process was taken over. */
  adopted: boolean;
  /** Process id of the database server at this moment, or null while it is down. */
  pid(): Promise<number | null>;
  stop(): Promise<void>;
}

interface Secrets {
  port: number;
  password: string;
  appPassword: string;
}

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));
const SYSTEM_FOLDER = "/var/lib/tocsin";

/** Where data goes. Running as root, PostgreSQL's own user must be able to get there. @throws Error naming the closed folder. */
export async function chooseFolder(given: string | undefined, user: RunAs, onLog: (line: string) => void): Promise<string> {
  const asked = given ?? process.env.TOCSIN_DATA;
  const folder = resolve(asked ?? join(REPOSITORY, ".data"));
  const closed = user.uid === undefined ? null : await firstClosedFolder(folder);
  if (closed === null) return folder;
  const why = `PostgreSQL cannot run as root, and its user 'postgres' cannot enter ${closed}`;
  if (asked !== undefined) throw new Error(`data folder ${folder}: ${why}. Choose another folder with TOCSIN_DATA`);
  const other = join(SYSTEM_FOLDER, sha256(folder).slice(0, 12));
  onLog(`${why}: data is kept in ${other} instead of ${folder}`);
  return other;
}

/** Reads the folder's secrets, or makes them for a folder that has no cluster yet. */
async function secretsOf(folder: string, files: SecretFiles): Promise<Secrets> {
  const path = join(folder, "postgres.json");
  if (existsSync(path)) return JSON.parse(files.read(path)) as Secrets;
  if (await holdsDatabase(folder)) {
    throw new Error(`${path} is missing, and with it the password of the database in ${folder}: restore it, or move the folder away`);
  }
  const fresh = { port: 0, password: randomBytes(18).toString("hex"), appPassword: randomBytes(18).toString("hex") };
  saveSecrets(folder, fresh, files);
  return fresh;
}

const saveSecrets = (folder: string, secrets: Secrets, files: SecretFiles): void => files.replace(join(folder, "postgres.json"), `${JSON.stringify(secrets, null, 2)}\n`);

/** Whether a data folder has a database of its own. */
export const holdsDatabase = (folder: string): Promise<boolean> => stat(join(folder, "pg")).then(() => true, () => false);

/** The URL of the server's role in a data folder whose database runs at this moment, whoever holds the folder; null when none runs. */
export async function runningServerUrl(folder: string): Promise<string | null> {
  const server = await findServer(join(await realpath(folder).catch(() => folder), "pg"));
  if (server === null) return null;
  const { appPassword } = JSON.parse(secretFilesOf(process.env).read(join(folder, "postgres.json"))) as Secrets;
  return appUrl(`postgresql://${SUPERUSER}@127.0.0.1:${server.port}/postgres`, appPassword);
}

/** Starts the database again when it dies while it should run. */
function watch(cluster: Cluster, onLog: (line: string) => void): () => Promise<void> {
  let stopped = false;
  let work: Promise<void> | null = null;
  const look = async (): Promise<void> => {
    if (stopped || (await findServer(cluster.folder)) !== null || stopped) return;
    onLog("PostgreSQL ended unexpectedly: starting it again");
    await startServer(cluster);
  };
  const timer = setInterval(() => {
    work ??= look()
      .catch((error: unknown) => onLog(`PostgreSQL does not come back: ${(error as Error).message}`))
      .finally(() => (work = null));
  }, 300);
  timer.unref();
  return async () => {
    stopped = true;
    clearInterval(timer);
    await work;
  };
}

/**
 * Starts the database of a data folder, or adopts the one that a killed server left running.
 * @throws FolderInUse when another live process works on the folder.
 */
export async function startEmbedded(options: EmbeddedOptions = {}): Promise<EmbeddedPostgres> {
  const onLog = options.onLog ?? (() => undefined);
  const user = await postgresUser();
  const chosen = await chooseFolder(options.folder, user, onLog);
  await mkdir(chosen, { recursive: true, mode: 0o755 });
  const folder = await realpath(chosen);
  const lock = await lockFolder(folder);
  try {
    const files = options.secrets ?? secretFilesOf(process.env);
    const secrets = await secretsOf(folder, files);
    const binaries = await findBinaries(user.uid !== undefined, SYSTEM_FOLDER);
    const url = (port: number): string => `postgresql://${SUPERUSER}:${secrets.password}@127.0.0.1:${port}/postgres`;
    const cluster: Cluster = {
      folder: join(folder, "pg"), logFile: join(folder, "postgres.log"), port: 0, url, binaries, user,
    };
    if (!(await stat(cluster.folder).catch(() => null))) await initCluster(binaries, cluster.folder, secrets.password, user);
    const adopted = await adoptServer(cluster);
    cluster.port = adopted ?? (await freePort());
    if (adopted === null) await startServer(cluster);
    else onLog(`adopted the PostgreSQL that was left running on port ${adopted}`);
    const appPassword = randomBytes(18).toString("hex");
    saveSecrets(folder, { ...secrets, port: cluster.port, appPassword }, files);
    const endWatch = watch(cluster, onLog);
    return {
      folder,
      adminUrl: url(cluster.port),
      appPassword,
      adopted: adopted !== null,
      pid: async () => (await findServer(cluster.folder))?.pid ?? null,
      async stop() {
        await endWatch();
        await stopServer(cluster.folder).finally(() => lock.release());
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
