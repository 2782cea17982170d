import type { Db, Row } from "./db.ts";

/** What an accepted command left: with the hash of its body it tells a repetition from a key that was used twice. */
export interface EarlierCommand {
  readonly bodyHash: string;
  readonly result: unknown;
}

/** The accepted command under this id by this actor, or null. */
export async function earlierCommand(db: Db, actor: string, commandId: string): Promise<EarlierCommand | null> {
  const rows = await db.safeQuery<EarlierCommand & Row>(
    `select body_hash as "bodyHash", result from tocsin.command where actor = $1 and command_id = $2`, [actor, commandId], "earlier_command",
  );
  return rows[0] ?? null;
}
