import { certify, type RetentionDeps } from "./retention.ts";
import { noteDeletions } from "./keys-folder.ts";

/** What one neighbour shared, and for how many days after it is over here it is kept (JNT-07). */
export interface SharedKeeping {
  /** The platform that shared it, as the matter's `link` names it. */
  readonly link: string;
  /** What its parties are called here. */
  readonly parties: readonly string[];
  readonly days: number;
}

const DAY_MS = 86_400_000;
const LOCK = 7_201_984;
const BATCH = 500;

/**
 * Matters of a neighbour that are over here: closed, or with its owner and offered to nobody of ours. $1 link, $2 its parties, $3 until
 * when. None while the incident to which it belongs here is open or under legal hold.
 */
const OVER = `s.kind = 'matter' and s.state->>'link' = $1 and s.state->'content'->>'text' like 'sealed:matter/%'
  and case when s.state->>'closedAt' is not null then (s.state->>'closedAt')::bigint
    when s.state->'custody'->>'owner' = any($2::text[]) and coalesce(s.state->'custody'->'offer'->>'to' = any($2::text[]), true) then (s.state->'custody'->>'since')::bigint
    end <= $3
  and (s.state->>'incidentId' is null or tocsin.closed_since(s.state->>'incidentId') is not null)`;

/** One transaction: finds, holds still, notes outside the database, deletes the keys, certifies by count. Null = another server is at it. */
function batchOf(deps: RetentionDeps, { link, parties, days }: SharedKeeping): Promise<number | null> {
  const at = deps.now();
  return deps.db.transaction(async (query) => {
    const [lock] = await query<{ mine: boolean }>("select pg_try_advisory_xact_lock($1) as mine", [LOCK]);
    if (!lock!.mine) return null;
    await query("select tocsin.enter(null)");
    const due = await query<{ key: string }>(
      `select k.id::text as key from tocsin.stream_state s join tocsin.data_key k on k.subject = 'matter/' || s.id where ${OVER} order by k.id limit ${BATCH} for update of k`,
      [link, parties, at - days * DAY_MS],
    );
    if (due.length === 0) return 0;
    await noteDeletions(deps.keysDir, due.map(({ key }) => ({ what: "key", id: key })));
    const deleted = (await query("delete from tocsin.data_key where id = any($1::uuid[]) returning 1", [due.map(({ key }) => key)])).length;
    await certify({ query }, deps, at, { class: "shared", days, count: deleted });
    return deleted;
  });
}

/** Deletes what a neighbour shared and whose agreed period is over; answers how much. Stopped anywhere, the next run goes on. */
export async function deleteShared(deps: RetentionDeps, keeping: SharedKeeping, stopped: () => boolean): Promise<number> {
  let count = 0;
  while (!stopped()) {
    const deleted = await batchOf(deps, keeping);
    count += deleted ?? 0;
    if (deleted === null || deleted < BATCH) return count;
  }
  return count;
}

/** Matters whose key is gone, by this job or by a list applied after a restore, and of which the neighbour has not been told. */
export const untoldErasures = (deps: Pick<RetentionDeps, "db" | "now">, { link, parties, days }: SharedKeeping): Promise<string[]> =>
  deps.db.transaction(async (query) => {
    await query("select tocsin.enter(null)");
    const rows = await query<{ id: string }>(
      `select s.id from tocsin.stream_state s where ${OVER} and not s.state ? 'erasedAt' and not exists (select from tocsin.data_key k where k.subject = 'matter/' || s.id) order by s.id limit ${BATCH}`,
      [link, parties, deps.now() - days * DAY_MS],
    );
    return rows.map(({ id }) => id);
  });
