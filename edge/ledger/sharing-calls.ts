import type { Db } from "./db.ts";

/** Under which name a call by a data-sharing agreement stands in the audit; its first object is the agreement. */
export const SHARED_DATA = "shared-data";

/** Calls that were answered in a time, by agreement; the platform's own view. @param from, to UTC ms, the end excluded */
export async function sharingCalls(db: Db, from: number, to: number): Promise<ReadonlyMap<string, number>> {
  const rows = await db.transaction(async (query) => {
    await query("select tocsin.enter(null)");
    return query<{ agreement: string; calls: number }>(
      `select entry->'objects'->>0 as agreement, count(*)::int as calls from tocsin.audit
       where at >= $1 and at < $2 and entry->>'name' = $3 and entry->>'outcome' = 'READ' group by 1`,
      [from, to, SHARED_DATA],
    );
  });
  return new Map(rows.map(({ agreement, calls }) => [agreement, calls]));
}
