import { join } from "node:path";
import type { Db } from "@tocsin/ledger/db.ts";
import { readMasterKey, reapplyDeletions } from "@tocsin/ledger/personal/keys-folder.ts";
import { openVault, type Vault } from "@tocsin/ledger/personal/vault.ts";
import type { ServerOptions } from "./server-options.ts";

/** Where the keys lie that the database must not hold. @throws RangeError when nothing says where. */
export function keysDirOf({ keysDir }: Pick<ServerOptions, "keysDir">, home: string | null): string {
  if (keysDir !== undefined) return keysDir;
  if (home === null) throw new RangeError("TOCSIN_KEYS: 请给出密钥目录 / give the folder of the keys");
  return join(home, "keys");
}

/** Personal data as it may be opened now: what was deleted before a restore is deleted again first (X-13, R55). */
export async function openPersonalData(db: Db, keysDir: string): Promise<Vault> {
  const master = await readMasterKey(keysDir);
  await reapplyDeletions(db, keysDir);
  return openVault(db, master);
}
