import { isTransient, openDb } from "@tocsin/ledger/db.ts";
import { nextNumber } from "@tocsin/ledger/open-ledger.ts";
import type { MissingParts } from "../../missing-parts.ts";
import { startRounds } from "../../rounds.ts";
import { freeBytes, openBallast } from "./ballast.ts";

/** Why nothing can be stored at this moment: names of missing parts, each of them an alarm on every seat. */
export const STORAGE_PARTS = ["database", "database-read-only", "disk-full", "disk-low"] as const;
type StoragePart = (typeof STORAGE_PARTS)[number];

export interface StorageDeps {
  readonly url: string;
  /** The data folder of a database that we run ourselves. */
  readonly folder: string | undefined;
  /** Size of the ballast, bytes; 0 = none. */
  readonly ballastBytes: number;
  readonly missing: MissingParts;
  readonly report: (what: string, error: unknown) => void;
}

const EVERY_MS = 1_000;
/** A database that does not take one number within this time does not work for us. */
const PATIENCE_MS = 5_000;
/** Below this much room on the database's disk somebody has to act soon. */
const LOW_BYTES = 1_073_741_824;
const FULL_BYTES = 16_777_216;

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? "";

/** Which part an error of the trial write names; null = it says nothing about storage. */
export function partOf(error: unknown): StoragePart | null {
  if (codeOf(error) === "25006") return "database-read-only";
  if (codeOf(error) === "53100") return "disk-full";
  return isTransient(error) || codeOf(error) === "57014" || codeOf(error) === "58030" ? "database" : null;
}

/**
 * Writes one number each second, over a connection of its own, as a commit would be written: what cannot be stored is
 * known before the next caller's report fails, and told on every seat; when it works again the alarm goes by itself.
 */
export async function watchStorage({ url, folder, ballastBytes, missing, report }: StorageDeps): Promise<{ close(): Promise<void> }> {
  const db = openDb({ url, maxConnections: 1, attempts: 1, statementTimeoutMs: PATIENCE_MS });
  const ballast = folder === undefined || ballastBytes === 0 ? null : openBallast(folder, ballastBytes);
  await ballast?.fill().catch((error: unknown) => report("ballast", error));
  const trial = async (): Promise<StoragePart | null> => {
    try {
      await nextNumber(db, "storage trial", "flushed");
      return null;
    } catch (error) {
      const part = partOf(error);
      if (part === null) report("storage", error);
      return part;
    }
  };
  /** The disk under our own database: a server that has no room for its log does not even start, and cannot say why. */
  const room = async (): Promise<StoragePart | null> => {
    if (folder === undefined) return null;
    const free = await freeBytes(folder);
    return free < FULL_BYTES ? "disk-full" : free < LOW_BYTES ? "disk-low" : null;
  };
  const look = async (): Promise<void> => {
    const [failed, disk] = [await trial(), await room()];
    const now = new Set([failed === "database" && disk === "disk-full" ? "disk-full" : failed, disk]);
    for (const part of STORAGE_PARTS) if (now.has(part)) missing.down(part);
    for (const part of STORAGE_PARTS) if (!now.has(part)) missing.up(part);
    if (now.has("disk-full") && (await ballast?.release())) report("storage", new Error("the disk is full: the ballast was released, make room at once"));
  };
  const rounds = startRounds({ everyMs: EVERY_MS, round: look, failed: (error) => report("storage", error) });
  return {
    async close() {
      await rounds.stop();
      await db.close();
    },
  };
}
