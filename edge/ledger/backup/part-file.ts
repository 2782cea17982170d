import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { BrokenBackup, type Part, type PartFile } from "./manifest.ts";

/** Makes a file or a folder's entries outlast a power cut. */
export async function flush(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes lines, compressed and flushed to the disk; answers what the manifest says of them. */
export async function writeLines(folder: string, table: string, columns: readonly string[], lines: AsyncIterable<string>): Promise<PartFile> {
  const name = `${table}.jsonl.gz`;
  const path = join(folder, name);
  const digest = createHash("sha256");
  let rows = 0;
  let bytes = 0;
  const ended = async function* (): AsyncGenerator<string> {
    for await (const line of lines) {
      rows += 1;
      yield `${line}\n`;
    }
  };
  const measured = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      digest.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(Readable.from(ended()), createGzip({ level: 4 }), measured, createWriteStream(path, { mode: 0o600 }));
  await flush(path);
  return { name, table, columns, rows, bytes, sha256: digest.digest("hex") };
}

const shown = (part: Part, file: PartFile): string => `${part.folder.split("/").at(-1)}/${file.name}`;

/** Holds a file's bytes against the manifest. @throws BrokenBackup naming it */
export async function verifyFile(part: Part, file: PartFile): Promise<void> {
  const digest = createHash("sha256");
  try {
    for await (const chunk of createReadStream(join(part.folder, file.name))) digest.update(chunk as Buffer);
  } catch (error) {
    throw new BrokenBackup(shown(part, file), `无法读取 / cannot be read: ${(error as Error).message}`);
  }
  if (digest.digest("hex") !== file.sha256) throw new BrokenBackup(shown(part, file), "字节与清单不符 / its bytes are not those of the manifest");
}

/** The rows of a table in a part, each an array of texts in the order of the file's columns; nothing where the part has none. */
export async function* readRows(part: Part, table: string): AsyncGenerator<(string | null)[]> {
  const file = part.manifest.files.find((one) => one.table === table);
  if (file === undefined) return;
  const lines = createInterface({ input: createReadStream(join(part.folder, file.name)).pipe(createGunzip()), crlfDelay: Infinity });
  for await (const line of lines) yield JSON.parse(line) as (string | null)[];
}

/** The named columns of a table's rows in a part. */
export async function* readNamed(part: Part, table: string): AsyncGenerator<Record<string, string | null>> {
  const columns = part.manifest.files.find((one) => one.table === table)?.columns ?? [];
  for await (const row of readRows(part, table)) yield Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null]));
}
