import pg from "pg";
import { migrate, readMigrations, type Migration } from "./migrate.ts";

/**
 * Makes a database ready for the server, as its administrator: roles, schema, migrations.
 *
 * Three roles. The administrator of the given URL creates the others. `tocsin_owner` (no login) owns schema and tables.
 * `tocsin_app` is what the server uses: it owns nothing, is no superuser and cannot bypass row-level security.
 * An administrator without CREATEROLE has to be given both roles beforehand; the error then says the SQL.
 */
export interface Preparation {
  /** Of an administrator: a superuser, or one with CREATEROLE and CREATE on the database. */
  adminUrl: string;
  /** Sets the password of `tocsin_app`; left out, its login is not touched. */
  appPassword?: string;
  migrations?: readonly Migration[];
}

const OWNER = "tocsin_owner";
export const APP_ROLE = "tocsin_app";
const LOCK = 7_201_978;

async function hasRole(client: pg.Client, role: string): Promise<boolean> {
  return (await client.query("select from pg_roles where rolname = $1", [role])).rowCount === 1;
}

const mayNot = (what: string, cause: unknown): Error =>
  new Error(
    `the administrator of DATABASE_URL may not ${what}; have this run once by one who may: ` +
      `create role ${OWNER} nologin; create role ${APP_ROLE} login password '…'; grant ${OWNER} to <administrator>`,
    { cause },
  );

async function ensureRoles(client: pg.Client): Promise<void> {
  for (const role of [OWNER, APP_ROLE]) {
    if (await hasRole(client, role)) continue;
    try {
      await client.query(`create role ${role} nologin nosuperuser nobypassrls nocreatedb nocreaterole`);
    } catch (error) {
      // Another database of the cluster may be prepared at the same moment.
      if (await hasRole(client, role)) continue;
      throw mayNot("create roles", error);
    }
  }
  const member = await client.query<{ may: boolean }>("select pg_has_role(current_user, $1, 'set') as may", [OWNER])
    .catch(() => client.query<{ may: boolean }>("select pg_has_role(current_user, $1, 'member') as may", [OWNER]));
  if (member.rows[0]!.may) return;
  await client.query(`grant ${OWNER} to current_user`).catch((error: unknown) => {
    throw mayNot(`act as ${OWNER}`, error);
  });
}

/** Creates what is missing and answers the names of the migrations applied now. */
export async function prepareDatabase(preparation: Preparation): Promise<string[]> {
  const client = new pg.Client({ connectionString: preparation.adminUrl, application_name: "tocsin-prepare" });
  // A connection that breaks on the way is told by the statement that needs it.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await ensureRoles(client);
    if (preparation.appPassword !== undefined) {
      await client.query(`alter role ${APP_ROLE} login password ${pg.escapeLiteral(preparation.appPassword)}`);
    }
    await client.query(`create schema if not exists tocsin authorization ${OWNER}`);
    await client.query("select pg_advisory_unlock($1)", [LOCK]);
    await client.query(`set role ${OWNER}`);
    return await migrate(client, preparation.migrations ?? (await readMigrations()));
  } finally {
    await client.end();
  }
}

/** The URL of the server's role on the same database as the administrator's. */
export function appUrl(adminUrl: string, appPassword: string): string {
  const url = new URL(adminUrl);
  url.username = APP_ROLE;
  url.password = encodeURIComponent(appPassword);
  return url.href;
}
