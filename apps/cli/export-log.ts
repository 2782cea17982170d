import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { exportLog } from "@tocsin/ledger/export-log.ts";
import { openLedger } from "@tocsin/ledger/open-ledger.ts";
import { startDatabase } from "@tocsin/ledger/start-database.ts";
import { needed, readArguments } from "./arguments.ts";

async function* withLineEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

/** Writes the whole log of a database that no server holds, or of `DATABASE_URL`. */
export async function exportTo(args: readonly string[]): Promise<void> {
  const { options, words } = readArguments(args, { data: "text" });
  const file = needed("FILE", words[0]);
  const folder = process.env["DATABASE_URL"] === undefined ? needed("--data", options.data) : options.data;
  const database = await startDatabase({ env: { ...process.env }, ...(folder === undefined ? {} : { folder }) });
  try {
    const ledger = await openLedger({ url: database.url });
    try {
      await pipeline(Readable.from(withLineEnds(exportLog(ledger.db))), createWriteStream(file));
    } finally {
      await ledger.close();
    }
  } finally {
    await database.stop();
  }
  console.log(file);
}
