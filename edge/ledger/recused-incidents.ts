import type { Db } from "./db.ts";

/** An incident about which accounts called from numbers of their own. */
export interface RecusedIncident {
  readonly id: string;
  readonly accounts: readonly string[];
}

/** All of them, closed ones too; the platform's own view (GOV-02). */
export const recusedIncidents = (db: Db): Promise<RecusedIncident[]> =>
  db.transaction(async (query) => {
    await query("select tocsin.enter(null)");
    return query<{ id: string; accounts: string[] }>("select id, state->'recused' as accounts from tocsin.stream_state where kind = 'incident' and state ? 'recused'");
  });
