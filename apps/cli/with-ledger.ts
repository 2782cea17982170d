import { type OpenLedger, openLedger } from "@tocsin/ledger/open-ledger.ts";
import { databaseUrls } from "@tocsin/ledger/database-urls.ts";
import { holdsDatabase, runningServerUrl } from "@tocsin/ledger/embedded.ts";
import { startDatabase } from "@tocsin/ledger/start-database.ts";
import { needed } from "./arguments.ts";
import { Complaint } from "./complaint.ts";

/**
 * Opens the ledger in a data folder that no server holds, or at `DATABASE_URL`, for one piece of work, and closes it again.
 * @throws Complaint when the folder has no database: what reads must not make one
 */
export async function withLedger<T>(data: string | undefined, work: (ledger: OpenLedger) => Promise<T>): Promise<T> {
  const { adminUrl } = databaseUrls(process.env);
  const folder = adminUrl === undefined ? needed("--data", data) : data;
  if (folder !== undefined && adminUrl === undefined && !(await holdsDatabase(folder))) {
    throw new Complaint(`--data: ${folder} 中没有数据库 / there is no database in ${folder}`);
  }
  const database = await startDatabase({ env: { ...process.env }, ...(folder === undefined ? {} : { folder }) });
  try {
    const ledger = await openLedger({ url: database.url });
    try {
      return await work(ledger);
    } finally {
      await ledger.close();
    }
  } finally {
    await database.stop();
  }
}

/** As `withLedger`, also beside a server that holds the data folder: for work that may share the database with it. */
export async function besideServer<T>(data: string | undefined, work: (ledger: OpenLedger) => Promise<T>): Promise<T> {
  const url = databaseUrls(process.env).adminUrl === undefined && data !== undefined ? await runningServerUrl(data) : null;
  if (url === null) return withLedger(data, work);
  const ledger = await openLedger({ url });
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
  }
}
