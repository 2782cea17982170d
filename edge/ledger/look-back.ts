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

/** Who holds the active claim on a resource, or null. */
export async function claimHolder(db: Db, resource: string): Promise<string | null> {
  const rows = await db.safeQuery<{ holder: string }>(
    "select holder from tocsin.claim where resource = $1 and ended_at is null", [resource], "claim_holder",
  );
  return rows[0]?.holder ?? null;
}
