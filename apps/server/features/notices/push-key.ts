import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { SecretFiles } from "@tocsin/ledger/secret-file.ts";
import { makePushKeys, type PushKeys } from "@tocsin/notify/push.ts";

/** In the folder of keys, which no dump of the database holds. With another pair every browser would have to be asked anew. */
const FILE = "push-vapid.json";

/** The pair by which push services know this city; made at its first use. @throws RangeError on a file that holds none */
export function readPushKeys(keysDir: string, secrets: SecretFiles): PushKeys {
  const path = join(keysDir, FILE);
  mkdirSync(keysDir, { recursive: true, mode: 0o700 });
  if (!existsSync(path)) secrets.make(path, `${JSON.stringify(makePushKeys())}\n`);
  const { publicKey, privateKey } = JSON.parse(secrets.read(path)) as Partial<PushKeys>;
  if (typeof publicKey !== "string" || typeof privateKey !== "string") throw new RangeError(`${path}: 没有密钥对 / holds no pair of keys`);
  return { publicKey, privateKey };
}
