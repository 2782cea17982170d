import pg from "pg";

/** A pool of connections to PostgreSQL, with the ledger's conversions, limits and retries. */

export type Row = Record<string, unknown>;

export interface Db {
  /** One statement in its own transaction. A name makes it a prepared statement. */
  query<T extends Row>(text: string, values?: readonly unknown[], name?: string): Promise<T[]>;
  /** As `query`, tried again after a lost connection: only for statements that may run twice. */
  safeQuery<T extends Row>(text: string, values?: readonly unknown[], name?: string): Promise<T[]>;
  /** Several statements in one transaction. */
  transaction<T>(work: (query: Db["query"]) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface DbOptions {
  url: string;
  /** Default 10. */
  maxConnections?: number;
  /** Default 15 000 ms. */
  statementTimeoutMs?: number;
  /** How often a statement is tried when the connection fails; default 6, which waits about 6 s in all. */
  attempts?: number;
}

/** The database took the work but did not confirm that it is safe: the caller asks again with the same command id. */
export class UnconfirmedCommit extends Error {
  override name = "UnconfirmedCommit";
}

const INT8 = 20;
const types = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format as "text")) as typeof pg.types.getTypeParser,
};

const LOST = new Set([
  "ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTCONN",
  "57P01", "57P02", "57P03", "57P05", "25P03", "08000", "08001", "08003", "08004", "08006", "53300", "40001", "40P01",
]);

/** Whether an error says that the server or the way to it went away for a while, not that the statement was wrong. */
export function isTransient(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isTransient);
  if (!(error instanceof Error)) return false;
  if (error instanceof UnconfirmedCommit) return true;
  const code = (error as { code?: string }).code;
  if (code !== undefined) return LOST.has(code);
  return /Connection terminated|connection timeout|timeout exceeded when trying to connect|not queryable|Client was closed/i.test(error.message);
}

/** Whether a statement was given up for its time: the database is there and too slow. It is not tried again by itself, which would take as long. */
export const isLate = (error: unknown): boolean => error instanceof Error && (error as { code?: string }).code === "57014";

/**
 * Whether an error says that the server is there and cannot store: disk full, read-only, or a fault of the disk. Nothing was
 * changed; only the last leaves that open, and a retry under the same id makes it safe.
 */
export function isUnwritable(error: unknown): boolean {
  return error instanceof Error && ["53100", "25006", "58030"].includes((error as { code?: string }).code ?? "");
}

/** For what is only noted, such as when a sign-in was last used: while nothing can be written, reading goes on without it. */
export const whileWritable = async (noted: Promise<unknown>): Promise<void> => {
  try {
    await noted;
  } catch (error) {
    if (!isUnwritable(error)) throw error;
  }
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function persist<T>(attempts: number, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attempts || !isTransient(error)) throw error;
      await pause(Math.min(2_000, 100 * 2 ** attempt) * (0.5 + Math.random() / 2));
    }
  }
}

/**
 * With synchronous replication a cancelled wait for the standby comes back as success with warning 01000:
 * the work is on one machine only, and must not be confirmed to anyone.
 */
interface Watched extends pg.PoolClient {
  unconfirmed?: boolean;
}

function openPool(options: DbOptions): pg.Pool {
  const statementTimeout = options.statementTimeoutMs ?? 15_000;
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.maxConnections ?? 10,
    types,
    application_name: "tocsin",
    statement_timeout: statementTimeout,
    idle_in_transaction_session_timeout: statementTimeout,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    allowExitOnIdle: true,
  });
  // An idle connection that breaks is replaced by the pool at the next use.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => {
    // A connection can break while it is lent out but idle between two statements; the next statement then says so.
    client.on("error", () => undefined);
    client.on("notice", (notice) => {
      if (notice.code === "01000" && /synchronous replication/.test(notice.message ?? "")) {
        (client as Watched).unconfirmed = true;
      }
    });
  });
  return pool;
}

export function openDb(options: DbOptions): Db {
  const pool = openPool(options);
  const attempts = options.attempts ?? 6;
  const run = async <T extends Row>(
    client: Watched, text: string, values: readonly unknown[], name?: string,
  ): Promise<T[]> => {
    client.unconfirmed = false;
    const config = { text, values: [...values], ...(name === undefined ? {} : { name }) };
    const { rows } = await client.query<T>(config);
    if (client.unconfirmed) throw new UnconfirmedCommit("the standby did not confirm the commit");
    return rows;
  };
  const withClient = async <T>(work: (client: Watched) => Promise<T>): Promise<T> => {
    const client: Watched = await pool.connect();
    try {
      const result = await work(client);
      client.release();
      return result;
    } catch (error) {
      // A session that only reads stays so when its server writes again: the next one sees what the server is by then.
      client.release(isTransient(error) || isUnwritable(error));
      throw error;
    }
  };
  const query: Db["query"] = (text, values = [], name) => withClient((client) => run(client, text, values, name));
  return {
    query,
    safeQuery: (text, values, name) => persist(attempts, () => query(text, values, name)),
    transaction: (work) =>
      withClient(async (client) => {
        await run(client, "begin", []);
        try {
          const result = await work((text, values = [], name) => run(client, text, values, name));
          await run(client, "commit", []);
          return result;
        } catch (error) {
          await client.query("rollback").catch(() => undefined);
          throw error;
        }
      }),
    close: () => pool.end(),
  };
}

/** What the database's machine holds the time to be, ms UTC. */
export const databaseNow = async (db: Pick<Db, "query">): Promise<number> => Number((await db.query<{ at: number }>("select (extract(epoch from clock_timestamp()) * 1000)::bigint as at"))[0]?.at);
