import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { sealAnew } from "@tocsin/identity/sealed-factors.ts";
import { openSeal, type Seal } from "@tocsin/identity/secret-seal.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { identityStore } from "@tocsin/ledger/identity-store.ts";
import type { SecretFiles } from "@tocsin/ledger/secret-file.ts";

/** In the folder of keys, which no dump of the database holds. */
const FILE = "second-factors";

/** Keys of a file, one of 32 bytes in base64 a line, the newest first. @throws RangeError naming every line that is wrong. */
function readSecretKeys(path: string, secrets: SecretFiles): readonly Buffer[] {
  const lines = secrets.read(path).split(/\r?\n/).map((text, index) => ({ text: text.trim(), line: index + 1 })).filter(({ text }) => text !== "" && !text.startsWith("#"));
  const faults = lines.filter(({ text }) => !/^[A-Za-z0-9+/]{43}=$/.test(text)).map(({ line }) => `${path}:${line} 应为 32 字节的 base64 / is not 32 bytes in base64`);
  if (lines.length === 0) faults.push(`${path}: 没有密钥 / holds no key`);
  if (faults.length > 0) throw new RangeError(faults.join("\n"));
  return lines.map(({ text }) => Buffer.from(text, "base64"));
}

/** What seals second factors' secrets: the keys of the folder that all servers of a database share; a first one is made where there is none. @throws RangeError naming what is wrong. */
export function secretSeal(keysDir: string, secrets: SecretFiles): Seal {
  const path = join(keysDir, FILE);
  mkdirSync(keysDir, { recursive: true, mode: 0o700 });
  if (!existsSync(path)) secrets.make(path, `${randomBytes(32).toString("base64")}\n`);
  return openSeal(readSecretKeys(path, secrets));
}

/** Seals what the database still holds readable, or under an older key; whose secret no key opens is reported, and stays as it is. */
export async function sealKept(db: Db, seal: Seal, report: (what: string, error: unknown) => void): Promise<void> {
  const { closed } = await sealAnew(identityStore(db), seal);
  if (closed.length > 0) report("second factors", new Error(`no key of the file second-factors opens those of ${closed.join(", ")}`));
}
