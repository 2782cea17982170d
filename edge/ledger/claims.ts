import type { Db } from "./db.ts";
import type { Claim } from "./types.ts";

/** Active claims, of the given resources or of all. For display and checks: the guard itself is the unique index. */
export async function activeClaims(db: Db, resources?: readonly string[]): Promise<(Claim & { since: number })[]> {
  return db.safeQuery<{ resource: string; holder: string; ref: string; since: number }>(
    `select resource, holder, ref, since from tocsin.claim
     where ended_at is null and ($1::text[] is null or resource = any($1)) order by resource`,
    [resources ?? null],
  );
}
