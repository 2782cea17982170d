import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { databaseUrls } from "./database-urls.ts";
import { startEmbedded } from "./embedded.ts";
import { sha256 } from "./event-hash.ts";
import { APP_ROLE, appUrl, prepareDatabase } from "./prepare-database.ts";
import { type SecretFiles, secretFilesOf } from "./secret-file.ts";

/**
 * The database that a server works on, ready for `openLedger`:
 *
 *  - nothing given: PostgreSQL inside the data folder (embedded.ts);
 *  - `DATABASE_URL`: an administrator's URL of an external database; it is used for migrations only. The server's role
 *    `tocsin_app` gets a generated password, kept in `<data folder>/app-password-…` (mode 600), another at each start of the server;
 *  - `DATABASE_URL` and `TOCSIN_APP_URL`: as before, with a role and password of the operator's choice: needed when
 *    several servers share the database;
 *  - `TOCSIN_APP_URL` alone: a database that was prepared elsewhere; nothing is migrated.
 *
 * Each URL may come from a file instead (database-urls.ts). A database beyond this machine is spoken to over TLS that checks its name, or not at all (encrypted-line.ts).
 */
export interface DatabaseOptions {
  env?: Record<string, string | undefined>;
  /** The data folder; see embedded.ts for the default. */
  folder?: string;
  onLog?: (line: string) => void;
  /** Gives the generated password of the server's role a successor: for the server alone, not for what works beside it. */
  renew?: boolean;
}

export interface Database {
  /** For the server: `openLedger({ url })`. */
  url: string;
  kind: "embedded" | "external";
  /** Where the embedded database lives. */
  folder?: string;
  /** Migrations applied now. */
  migrated: string[];
  /** Stops an embedded database; leaves an external one alone. */
  stop(): Promise<void>;
}

/** The password kept for an external database, made at its first use. @throws Error when the role already has another one. */
async function keptPassword(adminUrl: string, folder: string, renew: boolean, secrets: SecretFiles): Promise<{ password: string; fresh: boolean }> {
  const { host, pathname } = new URL(adminUrl);
  await mkdir(folder, { recursive: true });
  const path = join(folder, `app-password-${sha256(host + pathname).slice(0, 12)}`);
  const kept = existsSync(path) ? secrets.read(path) : null;
  if (kept !== null && !renew) return { password: kept.trim(), fresh: false };
  const password = randomBytes(18).toString("hex");
  if (kept !== null) {
    secrets.replace(path, `${password}\n`);
    return { password, fresh: true };
  }
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const role = await client.query("select from pg_roles where rolname = $1 and rolcanlogin", [APP_ROLE]).finally(() => client.end());
  if (role.rowCount !== 0) {
    throw new Error(
      `the role ${APP_ROLE} of DATABASE_URL already has a password, which is not kept in ${path}: ` +
        `give the server's own URL as TOCSIN_APP_URL`,
    );
  }
  secrets.make(path, `${password}\n`);
  return { password, fresh: true };
}

/** Gives the operator's own role the rights of `tocsin_app`, or sets the password when it is that role itself. */
async function admitRole(adminUrl: string, serverUrl: string): Promise<void> {
  const { username, password } = new URL(serverUrl);
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    if (username === APP_ROLE) {
      const { rows } = await client.query<{ login: boolean }>("select rolcanlogin as login from pg_roles where rolname = $1", [APP_ROLE]);
      if (!rows[0]!.login) {
        await client.query(`alter role ${APP_ROLE} login password ${pg.escapeLiteral(decodeURIComponent(password))}`);
      }
    } else {
      await client.query(`grant ${APP_ROLE} to ${pg.escapeIdentifier(decodeURIComponent(username))}`);
    }
  } finally {
    await client.end();
  }
}

const external = (url: string, migrated: string[]): Database => ({ url, kind: "external", migrated, stop: async () => undefined });

export async function startDatabase(options: DatabaseOptions = {}): Promise<Database> {
  const env = options.env ?? process.env;
  const { adminUrl, serverUrl } = databaseUrls(env);
  const secrets = secretFilesOf(env);
  if (adminUrl && serverUrl) {
    const migrated = await prepareDatabase({ adminUrl });
    await admitRole(adminUrl, serverUrl);
    return external(serverUrl, migrated);
  }
  if (serverUrl) return external(serverUrl, []);
  if (adminUrl) {
    const { password, fresh } = await keptPassword(adminUrl, options.folder ?? env.TOCSIN_DATA ?? ".data", options.renew ?? false, secrets);
    const migrated = await prepareDatabase({ adminUrl, ...(fresh ? { appPassword: password } : {}) });
    return external(appUrl(adminUrl, password), migrated);
  }
  const given = options.folder ?? env.TOCSIN_DATA;
  const embedded = await startEmbedded({
    secrets, ...(given === undefined ? {} : { folder: given }), ...(options.onLog === undefined ? {} : { onLog: options.onLog }),
  });
  try {
    const { adminUrl: url, appPassword, folder } = embedded;
    const migrated = await prepareDatabase({ adminUrl: url, appPassword });
    return { url: appUrl(url, appPassword), kind: "embedded", folder, migrated, stop: embedded.stop };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}
