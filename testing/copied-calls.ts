import pg from "pg";

/** Ids of copies sort after every real one, so that lists that begin with the newest meet them first. */
const ID = "'Z' || lpad(n::text, 25, '0')";

/**
 * A city's past: a call that is over, as often as asked, each with its whole log, its rows of the audit and its record, on moments of
 * other days. Written as the administrator, past every rule but the order of the log; answers how many events they are.
 */
export async function copyCall(adminUrl: string, incidentId: string, count: number): Promise<number> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const events = await admin.query(
      `insert into tocsin.event (kind, id, version, type, data, at, actor, command_id, name, trace_id, reach, hash)
       select kind, ${ID}, version, type, data, at - n, actor, command_id || '-' || n, name, trace_id, reach, hash from tocsin.event, generate_series(1, $2) n where kind = 'incident' and id = $1 order by n, version`, [incidentId, count],
    );
    await admin.query(
      `insert into tocsin.audit (at, actor, entry, reach, hash)
       select a.at - n, a.actor, a.entry, a.reach, a.hash from tocsin.audit a, generate_series(1, $2) n where a.txid in (select txid from tocsin.event where kind = 'incident' and id = $1) order by n, a.seq`, [incidentId, count],
    );
    await admin.query(
      `insert into tocsin.stream_state (kind, id, version, scope, reach, state, open, updated_at, txid, seq, hash)
       select kind, ${ID}, version, scope, reach, jsonb_set(state, '{id}', to_jsonb(${ID})), open, updated_at - n, txid, seq, hash from tocsin.stream_state, generate_series(1, $2) n where kind = 'incident' and id = $1`, [incidentId, count],
    );
    await admin.query("analyze tocsin.event, tocsin.audit, tocsin.stream_state");
    return events.rowCount ?? 0;
  } finally {
    await admin.end();
  }
}
