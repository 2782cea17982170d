import type { Db } from "./db.ts";

/** What must hold before a server may work on a database. */

/** @throws Error when the connected role is a superuser, bypasses row-level security or owns the tables. */
export async function checkServerRole(db: Db): Promise<void> {
  const rows = await db.safeQuery<{ name: string; super: boolean; bypass: boolean; owns: boolean }>(
    `select rolname as name, rolsuper as super, rolbypassrls as bypass,
       exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = 'tocsin' and pg_has_role(current_user, c.relowner, 'member')) as owns
     from pg_roles where rolname = current_user`,
  );
  const role = rows[0];
  if (role === undefined || role.super || role.bypass || role.owns) {
    throw new Error(
      `database role ${role?.name}: the server must not run as a superuser, with BYPASSRLS or as owner of the tables; ` +
        "give the URL of the role tocsin_app (TOCSIN_APP_URL)",
    );
  }
}

/** @throws Error when the log holds transaction ids that this cluster has not reached. */
export async function checkTransactionIds(db: Db): Promise<void> {
  const rows = await db.safeQuery<{ txid: string | null }>("select tocsin.foreign_txid() as txid");
  const txid = rows[0]!.txid;
  if (txid !== null) {
    throw new Error(
      `the log holds transaction ${txid}, which this PostgreSQL cluster has not reached: it was dumped from another ` +
        "cluster, and new events would sort before old ones. Restore a physical backup, or import an exported log",
    );
  }
}
