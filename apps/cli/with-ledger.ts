import { type OpenLedger, openLedger } from "@tocsin/ledger/open-ledger.ts";
import { startDatabase } from "@tocsin/ledger/start-database.ts";
import { needed } from "./arguments.ts";

/** Opens the ledger in a data folder that no server holds, or at `DATABASE_URL`, for one piece of work, and closes it again. */
export async function withLedger<T>(data: string | undefined, work: (ledger: OpenLedger) => Promise<T>): Promise<T> {
  const folder = process.env["DATABASE_URL"] === undefined ? needed("--data", data) : data;
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
