import type { Db } from "./db.ts";
import { grantPaths } from "./read-states.ts";

export interface StatesQuery {
  readonly kind: string;
  /** Grant paths of the reader; undefined = the system itself. */
  readonly scope: readonly string[] | undefined;
  /** Only streams changed at or after this instant, by the time of their commits. */
  readonly changedSince: number;
  /** Top-level members of the state to read; the others stay where they are. */
  readonly fields: readonly string[];
}

const PAGE = 200;

/** Parts of the states of all streams that changed since an instant, page by page in order of their ids: for reports. */
export async function* statesSince(db: Db, { kind, scope, changedSince, fields }: StatesQuery): AsyncGenerator<Record<string, unknown>[]> {
  const grants = grantPaths(scope);
  for (let after = ""; ; ) {
    const rows = await db.transaction(async (query) => {
      await query("select tocsin.enter($1)", [grants]);
      return query<{ id: string; part: Record<string, unknown> }>(
        `select id, (select jsonb_object_agg(field, state->field) from unnest($4::text[]) as field) as part
         from tocsin.stream_state where kind = $1 and updated_at >= $2 and id > $3 collate "C" order by id limit ${PAGE}`,
        [kind, changedSince, after, fields],
      );
    });
    if (rows.length > 0) yield rows.map(({ part }) => part);
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.id;
  }
}
