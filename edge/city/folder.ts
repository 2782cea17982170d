import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FileFaults } from "./fault.ts";
import { textOf } from "./text-bytes.ts";

/** Reads a file of a folder as text: null when it is absent, or when it is not text (which is a fault). */
export type FolderReader = (name: string, faults: FileFaults) => string | null;

export function readFolder(dir: string): FolderReader {
  return (name, faults) => {
    const bytes = bytesOf(join(dir, name));
    if (bytes === null) return null;
    const text = textOf(bytes);
    if (text === null) faults.add(1, "", "FILE_ENCODING", "编码既不是 UTF-8 也不是 GB18030", "is neither UTF-8 nor GB18030");
    return text;
  };
}

/** Names of the files in a folder of a city, sorted; none when there is no such folder. */
export function listFolder(dir: string, sub: string): string[] {
  return absentAs<string[]>([], () => readdirSync(join(dir, sub), { withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name).sort());
}

const bytesOf = (path: string): Uint8Array | null => absentAs<Uint8Array | null>(null, () => readFileSync(path));

/** @throws whatever else is wrong with the file. */
function absentAs<T>(absent: T, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return absent;
    throw error;
  }
}
