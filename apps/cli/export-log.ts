import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { exportLog } from "@tocsin/ledger/export-log.ts";
import { needed, readArguments } from "./arguments.ts";
import { withLedger } from "./with-ledger.ts";
import { withLineEnds } from "./with-line-ends.ts";

/** Writes the whole log of a database that no server holds, or of `DATABASE_URL`. */
export async function exportTo(args: readonly string[]): Promise<void> {
  const { options, words } = readArguments(args, { data: "text" });
  const file = needed("FILE", words[0]);
  await withLedger(options.data, ({ db }) => pipeline(Readable.from(withLineEnds(exportLog(db))), createWriteStream(file)));
  console.log(file);
}
