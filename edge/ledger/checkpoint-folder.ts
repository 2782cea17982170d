import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { lineHash, signedLine, type SealMark } from "./checkpoint.ts";
import type { Db } from "./db.ts";
import { pause } from "./pause.ts";
import type { SecretFiles } from "./secret-file.ts";
import { lastSeal } from "./sealer.ts";

export const CHECKPOINTS_FILE = "checkpoints.jsonl";
export const PUBLIC_KEY_FILE = "audit-key.pub.pem";

/** The signing key, made at its first use and readable by its owner only. Keep it away from the database and its backups. @throws Error on a file that holds no Ed25519 key. */
export async function openSigningKey(file: string, secrets: SecretFiles): Promise<KeyObject> {
  if (!existsSync(file)) {
    await mkdir(dirname(file), { recursive: true });
    secrets.make(file, generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString());
  }
  const key = createPrivateKey(secrets.read(file));
  if (key.asymmetricKeyType !== "ed25519") throw new Error(`${file}: not an Ed25519 key`);
  return key;
}

export const publicPem = (key: KeyObject): string => createPublicKey(key).export({ type: "spki", format: "pem" }).toString();

async function lastLine(file: string): Promise<string | null> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  return text.trimEnd().split("\n").at(-1) || null;
}

/** Appends and waits for the disk. */
async function append(file: string, line: string): Promise<void> {
  const handle = await open(file, "a", 0o644);
  try {
    await handle.appendFile(`${line}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export interface Checkpointer {
  /** Signs how far both logs are sealed now; answers the line, or null when nothing has been sealed since the last one. */
  write(): Promise<string | null>;
}

export interface CheckpointFolder {
  /** Of one server alone: each line names the one before it. */
  folder: string;
  key: KeyObject;
  now: () => number;
}

export async function openCheckpoints(db: Db, { folder, key, now }: CheckpointFolder): Promise<Checkpointer> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, PUBLIC_KEY_FILE), publicPem(key));
  const file = join(folder, CHECKPOINTS_FILE);
  let before = await lastLine(file);
  let signed = "";
  return {
    async write() {
      const marks: { event: SealMark | null; audit: SealMark | null } = { event: await lastSeal(db, "event"), audit: await lastSeal(db, "audit") };
      const said = JSON.stringify(marks);
      if (said === signed || (marks.event === null && marks.audit === null)) return null;
      const line = signedLine({ at: now(), ...marks, prev: before === null ? "" : lineHash(before) }, key);
      await append(file, line);
      [before, signed] = [line, said];
      return line;
    },
  };
}

/** How long the end of the audit can stand unsigned. */
export const CHECKPOINT_EVERY_MS = 60_000;

/** Signs on until the signal aborts, and once more then; errors are told and tried again. */
export async function runCheckpoints(checkpoints: Checkpointer, options: { signal: AbortSignal; everyMs?: number; onError: (error: unknown) => void }): Promise<void> {
  const { signal, everyMs = CHECKPOINT_EVERY_MS, onError } = options;
  for (;;) {
    await checkpoints.write().catch(onError);
    if (signal.aborted) return;
    await pause(everyMs, signal);
  }
}
