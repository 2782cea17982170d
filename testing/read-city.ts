import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadCity } from "@tocsin/city/load-city.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";

const read = new Map<string, City | undefined>();

function contentOf(dirs: readonly string[]): string {
  const hash = createHash("sha256");
  for (const dir of dirs) for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) hash.update(`\n${join(entry.parentPath, entry.name)}\n`).update(readFileSync(join(entry.parentPath, entry.name)));
  }
  return hash.digest("base64");
}

/** The city of a folder, read once by this process for as long as its files stay as they are; undefined when it has faults, so that whoever serves it says which. */
export function readCity(dir: string, standardDir: string): City | undefined {
  const content = contentOf([dir, standardDir]);
  if (!read.has(content)) {
    const loaded = loadCity(dir, { standardDir });
    read.set(content, loaded.ok ? loaded.city : undefined);
  }
  return read.get(content);
}
