import { execFile } from "node:child_process";
import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import type { PostgresBinaries } from "./postgres-binaries.ts";
import { handOver, type RunAs } from "./postgres-user.ts";

const run = promisify(execFile);

/** The superuser of clusters made here. */
export const SUPERUSER = "postgres";

const ROUNDS = 4_096;

/** What PostgreSQL keeps of a password (SCRAM-SHA-256, RFC 5802), made here: the program that makes a cluster takes it from a file, in which the password itself has no business. */
function scramVerifier(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, ROUNDS, 32, "sha256");
  const keyed = (word: string): Buffer => createHmac("sha256", salted).update(word).digest();
  const stored = createHash("sha256").update(keyed("Client Key")).digest();
  return `SCRAM-SHA-256$${ROUNDS}:${salt.toString("base64")}$${stored.toString("base64")}:${keyed("Server Key").toString("base64")}`;
}

/**
 * Makes a cluster in `folder`, which must not exist. It is made beside and moved into place when complete,
 * so that an interrupted one is never taken for a cluster; leftovers of those are removed.
 * UTF-8, code-point order, page checksums, password sign-in.
 */
export async function initCluster(
  binaries: PostgresBinaries, folder: string, password: string, user: RunAs, flags: readonly string[] = [],
): Promise<void> {
  const parent = dirname(folder);
  const half = `${basename(folder)}.making`;
  for (const name of await readdir(parent)) {
    if (name.startsWith(half)) {
      // The program that an interrupted start left behind may still be writing there for a moment.
      await rm(join(parent, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
  }
  const making = join(parent, `${half}-${process.pid}`);
  const secret = `${making}.secret`;
  await writeFile(secret, `${scramVerifier(password)}\n`, { mode: 0o600 });
  await handOver(secret, user);
  await mkdir(making, { mode: 0o700 });
  await handOver(making, user);
  try {
    await run(binaries.initdb, [
      `--pgdata=${making}`, `--username=${SUPERUSER}`, `--pwfile=${secret}`, "--auth=scram-sha-256",
      "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", ...flags,
    ], { ...user, cwd: making, env: { ...process.env, LC_ALL: "C", LC_MESSAGES: "C" } });
    await rename(making, folder);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    throw new Error(`PostgreSQL could not make its data folder ${folder}: ${(error as Error).message}`, { cause: error });
  } finally {
    await rm(secret, { force: true });
  }
}
