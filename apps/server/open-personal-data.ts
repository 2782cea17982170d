import { join } from "node:path";
import type { Instant } from "@tocsin/kernel/instant.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { newestEventAt } from "@tocsin/ledger/event-times.ts";
import { readMasterKeys, reapplyDeletions } from "@tocsin/ledger/personal/keys-folder.ts";
import type { SecretFiles } from "@tocsin/ledger/secret-file.ts";
import { sealClearMedia } from "@tocsin/ledger/media.ts";
import { certify } from "@tocsin/ledger/personal/retention.ts";
import { openVault, rewrapKeys, type Vault } from "@tocsin/ledger/personal/vault.ts";
import { SYSTEM_USER } from "./desk/system-command.ts";
import type { ServerOptions } from "./server-options.ts";

/** Where the keys lie that the database must not hold. @throws RangeError when nothing says where. */
export function keysDirOf({ keysDir }: Pick<ServerOptions, "keysDir">, home: string | null): string {
  if (keysDir !== undefined) return keysDir;
  if (home === null) throw new RangeError("TOCSIN_KEYS: 请给出密钥目录 / give the folder of the keys");
  return join(home, "keys");
}

export interface PersonalData {
  readonly vault: Vault;
  /** When the newest event happened, before this server has written any; null in a new city. */
  readonly lastAt: Instant | null;
}

/** Personal data as it may be opened now: what was deleted before a restore is deleted again first, and certified (X-13, R55). */
export async function openPersonalData(db: Db, keysDir: string, secrets: SecretFiles, certificate: { readonly at: number; readonly scope: readonly string[] }): Promise<PersonalData> {
  const masters = await readMasterKeys(keysDir, secrets);
  const count = await reapplyDeletions(db, keysDir);
  if (count > 0) await certify(db, { actor: SYSTEM_USER, scope: certificate.scope }, certificate.at, { class: "again", days: null, count });
  await rewrapKeys(db, masters);
  return { vault: openVault(db, masters), lastAt: await newestEventAt(db) };
}

/** Pictures that were kept in clear by an earlier version are sealed beside the work; what a stop leaves, the next start takes up. */
export function sealMediaOfBefore(db: Db, vault: Vault, report: (what: string, error: unknown) => void): { stop(): Promise<void> } {
  let stopped = false;
  const work = sealClearMedia(db, vault, () => stopped).then(() => undefined, (error: unknown) => report("sealing pictures", error));
  return {
    async stop() {
      stopped = true;
      await work;
    },
  };
}
