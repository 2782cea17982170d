import { readFileSync, statSync } from "node:fs";

/** Others than a file's owner and its group may read or write it. */
const OTHERS = 0o007;

/**
 * A file of secrets, as text. What everybody on the machine can read is none any more, and what everybody can write is somebody else's:
 * it is not taken (ASVS V13.3.2). Windows keeps rights elsewhere, and is not asked.
 * @throws RangeError naming the file and what to do
 */
export function readSecretFile(path: string): string {
  if (process.platform !== "win32" && (statSync(path).mode & OTHERS) !== 0) {
    throw new RangeError(`${path}: 本机其他用户可读或可写，请执行 chmod o= 后重试 / others on this machine can read or write it: chmod o= it`);
  }
  return readFileSync(path, "utf8");
}
