import { writeBackup } from "@tocsin/ledger/backup/write-backup.ts";
import { needed, readArguments } from "../arguments.ts";
import { soundCity } from "../city-folder.ts";
import { besideServer } from "../with-ledger.ts";

/** Adds a part to a backup: everything the first time, what is new since then afterwards. */
export async function backup(args: readonly string[]): Promise<void> {
  const { options, words } = readArguments(args, { city: "text", data: "text" });
  const folder = needed("DIR", words[0]);
  const city = soundCity(needed("--city", options.city));
  const { part, head, files } = await besideServer(options.data, ({ db }) => writeBackup(db, { folder, city: city.head.id, now: Date.now() }));
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  console.log(`第 ${part} 部分 part ${part}: ${rows} 行 rows, ${bytes} 字节 bytes, 至 up to ${head?.cursor ?? "–"}`);
}
