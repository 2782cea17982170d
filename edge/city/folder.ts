import { readFileSync } from "node:fs";
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

function bytesOf(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
