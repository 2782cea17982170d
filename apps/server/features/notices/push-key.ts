import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { makeDurable } from "@tocsin/ledger/durable-file.ts";
import { readSecretFile } from "@tocsin/ledger/secret-file.ts";
import { makePushKeys, type PushKeys } from "@tocsin/notify/push.ts";

/** In the folder of keys, which no dump of the database holds. With another pair every browser would have to be asked anew. */
const FILE = "push-vapid.json";

/** The pair by which push services know this city; made at its first use. @throws RangeError on a file that holds none */
export function readPushKeys(keysDir: string): PushKeys {
  const path = join(keysDir, FILE);
  mkdirSync(keysDir, { recursive: true, mode: 0o700 });
  if (!existsSync(path)) makeDurable(path, `${JSON.stringify(makePushKeys())}\n`);
  const { publicKey, privateKey } = JSON.parse(readSecretFile(path)) as Partial<PushKeys>;
  if (typeof publicKey !== "string" || typeof privateKey !== "string") throw new RangeError(`${path}: 没有密钥对 / holds no pair of keys`);
  return { publicKey, privateKey };
}
