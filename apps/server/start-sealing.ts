import { join } from "node:path";
import type { AuditKey } from "@tocsin/contract/audit/audit.ts";
import { fingerprint } from "@tocsin/ledger/checkpoint.ts";
import { openCheckpoints, openSigningKey, publicPem, runCheckpoints, type Checkpointer } from "@tocsin/ledger/checkpoint-folder.ts";
import type { OpenLedger } from "@tocsin/ledger/open-ledger.ts";
import type { SecretFiles } from "@tocsin/ledger/secret-file.ts";
import { runSealer } from "@tocsin/ledger/sealer.ts";
import { keysDirOf } from "./open-personal-data.ts";
import type { MissingParts } from "./missing-parts.ts";
import type { ServerOptions } from "./server-options.ts";

export interface SealingDeps {
  readonly ledger: OpenLedger;
  readonly options: Pick<ServerOptions, "keysDir" | "checkpointsDir">;
  readonly secrets: SecretFiles;
  /** The data folder, if the server has one. */
  readonly home: string | null;
  readonly now: () => number;
  readonly missing: MissingParts;
  readonly report: (what: string, error: unknown) => void;
}

export interface Sealing {
  readonly publicKey: AuditKey;
  /** Writes a checkpoint now; null when there is nothing new or nothing is signed. */
  checkpoint(): Promise<string | null>;
  stop(): Promise<void>;
}

const UNSIGNED = "audit-signature";

/** A folder that is full or gone is named on every screen until the next checkpoint lands. */
const watched = (checkpoints: Checkpointer, missing: MissingParts): Checkpointer => ({
  async write() {
    try {
      const line = await checkpoints.write();
      missing.up(UNSIGNED);
      return line;
    } catch (error) {
      missing.down(UNSIGNED);
      throw error;
    }
  },
});

async function openSigned({ ledger, options, secrets, home, now, missing }: SealingDeps): Promise<{ readonly key: AuditKey; readonly checkpoints: Checkpointer } | null> {
  const folder = options.checkpointsDir ?? (home === null ? null : join(home, "checkpoints"));
  if (folder === null) return null;
  const key = await openSigningKey(join(keysDirOf(options, home), "audit-key.pem"), secrets);
  return { key: { algorithm: "Ed25519", pem: publicPem(key), keyId: fingerprint(key) }, checkpoints: watched(await openCheckpoints(ledger.db, { folder, key, now }), missing) };
}

/** Seals log and audit behind the commits, and signs every minute how far they are sealed (SUP-08, R52). */
export async function startSealing(deps: SealingDeps): Promise<Sealing> {
  const { ledger, report } = deps;
  const stopping = new AbortController();
  const signed = await openSigned(deps);
  const sealer = runSealer(ledger.db, { signal: stopping.signal, onError: (error) => report("sealing", error) });
  const signer = signed === null ? Promise.resolve() : runCheckpoints(signed.checkpoints, { signal: stopping.signal, onError: (error) => report("checkpoint", error) });
  return {
    publicKey: signed?.key ?? { algorithm: "Ed25519", pem: null, keyId: null },
    checkpoint: async () => (await signed?.checkpoints.write()) ?? null,
    async stop() {
      stopping.abort();
      await Promise.all([sealer, signer]);
    },
  };
}
