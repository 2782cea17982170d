import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { canonicalJson } from "@tocsin/kernel/canonical.ts";
import { sha256 } from "../event-hash.ts";

/**
 * A backup is a folder of parts `part-000001`, `part-000002`, …: the first holds everything, each later one what came after
 * the one before. Each part has its files and a `manifest.json`, written last and renamed into place as a whole; a folder
 * called `….writing` was left by a backup that was killed and counts for nothing.
 */
export const BACKUP_FORMAT = "tocsin-backup";
export const BACKUP_VERSION = 1;

export interface PartFile {
  readonly name: string;
  /** `states` holds no table but a hash per folded state: `[kind, id, version, sha256 of its canonical JSON]`. */
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: number;
  readonly bytes: number;
  /** Of the bytes as they lie on the disk. */
  readonly sha256: string;
}

export interface PartManifest {
  readonly format: string;
  readonly version: number;
  readonly city: string;
  readonly part: number;
  /** Hash of the manifest before; "" for the first. */
  readonly prev: string;
  readonly createdAt: number;
  /** Rows of transactions from `after` and below `settled` are in this part. */
  readonly after: string;
  readonly settled: string;
  /** The last event up to `settled`, over all parts, with its hash; null while the log is empty. */
  readonly head: { readonly cursor: string; readonly hash: string } | null;
  /** The last seals up to `settled`: who keeps these elsewhere can tell a backup that was rewritten as a whole. */
  readonly seals: { readonly event: string | null; readonly audit: string | null };
  readonly migrations: readonly { readonly name: string; readonly checksum: string }[];
  readonly files: readonly PartFile[];
  /** Over all the rest. */
  readonly hash: string;
}

export const manifestHash = (manifest: Omit<PartManifest, "hash">): string => {
  const { hash: _, ...rest } = manifest as PartManifest;
  return sha256(canonicalJson(rest));
};

/** A manifest as it lies on the disk, to the byte. */
export const manifestText = (manifest: PartManifest): string => `${JSON.stringify(manifest, null, 2)}\n`;

export const partName = (part: number): string => `part-${String(part).padStart(6, "0")}`;

/** A backup that cannot be used, with the file and what is wrong with it. */
export class BrokenBackup extends Error {
  override readonly name = "BrokenBackup";
  readonly file: string;
  constructor(file: string, what: string) {
    super(`${file}: ${what}`);
    this.file = file;
  }
}

export interface Part {
  readonly folder: string;
  readonly manifest: PartManifest;
}

async function readPart(folder: string, n: number, prev: string): Promise<Part> {
  const file = join(partName(n), "manifest.json");
  let text: string;
  let manifest: PartManifest;
  try {
    text = await readFile(join(folder, file), "utf8");
    manifest = JSON.parse(text) as PartManifest;
  } catch (error) {
    throw new BrokenBackup(file, `无法读取 / cannot be read: ${(error as Error).message}`);
  }
  if (manifest.format !== BACKUP_FORMAT) throw new BrokenBackup(file, "不是警钟的备份 / not a backup of this platform");
  if (manifest.version > BACKUP_VERSION) throw new BrokenBackup(file, `由更新的版本写成 / written by a newer version: ${manifest.version}`);
  // A space that was lost changes no meaning, but says that the disk or a hand was at it.
  if (manifestHash(manifest) !== manifest.hash || manifestText(manifest) !== text) throw new BrokenBackup(file, "内容已改变 / its content was changed");
  if (manifest.part !== n || manifest.prev !== prev) throw new BrokenBackup(file, "与前一部分不相接 / does not follow the part before");
  return { folder: join(folder, partName(n)), manifest };
}

/** Every part of a backup, in order, each manifest against its own hash and the one before. @throws BrokenBackup */
export async function readParts(folder: string): Promise<Part[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^part-\d{6}$/.test(name)).sort();
  const parts: Part[] = [];
  for (const [index, name] of names.entries()) {
    if (name !== partName(index + 1)) throw new BrokenBackup(partName(index + 1), "缺失 / is missing");
    parts.push(await readPart(folder, index + 1, parts.at(-1)?.manifest.hash ?? ""));
  }
  return parts;
}
