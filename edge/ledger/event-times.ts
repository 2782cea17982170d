import type { Instant } from "@tocsin/kernel/instant.ts";
import type { Db } from "./db.ts";
import { grantPaths } from "./read-states.ts";

/** When the newest event of the log happened; null where there is none. */
export async function newestEventAt(db: Db): Promise<Instant | null> {
  return db.transaction(async (query) => {
    await query("select tocsin.enter(null)");
    return (await query<{ at: Instant }>("select at from tocsin.event order by txid desc, seq desc limit 1"))[0]?.at ?? null;
  });
}

export interface EventTimesQuery {
  readonly kind: string;
  readonly type: string;
  readonly ids: readonly string[];
  /** Grant paths of the reader; undefined = the system itself. */
  readonly scope: readonly string[] | undefined;
}

/** When events of one type happened, by the id of their stream, in their order: for reports on what a state does not keep. */
export async function eventTimes(db: Db, { kind, type, ids, scope }: EventTimesQuery): Promise<ReadonlyMap<string, readonly Instant[]>> {
  if (ids.length === 0) return new Map();
  const grants = grantPaths(scope);
  const rows = await db.transaction(async (query) => {
    await query("select tocsin.enter($1)", [grants]);
    return query<{ id: string; times: Instant[] }>(
      `select id, jsonb_agg(at order by version) as times from tocsin.event where kind = $1 and id = any($2::text[]) and type = $3 group by id`,
      [kind, ids, type],
    );
  });
  return new Map(rows.map(({ id, times }) => [id, times]));
}
