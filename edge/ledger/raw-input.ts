import type { Db } from "./db.ts";

/** What arrived, byte for byte: kept when text had to be escaped or could not be read, so that nobody's report is lost. */
export async function keepRaw(db: Db, ref: string, bytes: Uint8Array): Promise<void> {
  await db.safeQuery("insert into tocsin.raw_input (ref, bytes) values ($1, $2) on conflict do nothing", [
    ref, Buffer.from(bytes),
  ]);
}

export async function readRaw(db: Db, ref: string): Promise<Uint8Array | null> {
  const rows = await db.safeQuery<{ bytes: Buffer }>("select bytes from tocsin.raw_input where ref = $1", [ref]);
  return rows[0]?.bytes ?? null;
}
