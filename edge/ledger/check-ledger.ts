import { canonicalJson } from "@tocsin/kernel/canonical.ts";
import { auditHash } from "./audit.ts";
import type { Db, Row } from "./db.ts";
import { pending, readMigrations } from "./migrate.ts";
import type { Projected, Projector } from "./projector.ts";
import type { Seal } from "./seal-hash.ts";
import type { StoredEvent, StoredState } from "./types.ts";
import { verifySeals } from "./verify-seals.ts";
import { openWalk, streamKey, type LogWalk } from "./walk-log.ts";

/** One thing in a database that is not as it should be: where, and what. */
export interface LedgerFault {
  readonly where: string;
  readonly what: string;
}

export interface LedgerCheck {
  readonly faults: readonly LedgerFault[];
  readonly events: number;
  readonly audit: number;
  readonly records: number;
  readonly timers: number;
  readonly claims: number;
  /** Hash over all records as the log gives them. */
  readonly stateHash: string;
}

type Query = Db["query"];
type Tell = (where: string, what: string) => void;

const PAGE = 1_000;

async function* paged<T extends Row>(query: Query, name: string, sql: string): AsyncGenerator<T> {
  await query(`declare ${name} no scroll cursor for ${sql}`);
  for (;;) {
    const page = await query<T>(`fetch ${PAGE} from ${name}`);
    yield* page;
    if (page.length < PAGE) break;
  }
  await query(`close ${name}`);
}

async function checkMigrations(query: Query, tell: Tell): Promise<void> {
  try {
    const due = pending(await query<{ name: string; checksum: string } & Row>("select name, checksum from tocsin.migration order by name"), await readMigrations());
    if (due.length > 0) tell("migration", `not applied yet: ${due.map(({ name }) => name).join(", ")}`);
  } catch (error) {
    tell("migration", (error as Error).message);
  }
}

const seals = (query: Query, log: string): AsyncGenerator<Seal & Row> =>
  paged(query, `seals_${log}`, `select n, from_txid || '-' || from_seq as "from", to_txid || '-' || to_seq as "to", count, prev_hash as prev, hash from tocsin.seal where log = '${log}' order by n`);

/** Every row of the audit against its hash, every sealed stretch against its seal; answers how many rows. */
async function checkAudit(query: Query, tell: Tell): Promise<number> {
  let count = 0;
  const rows = async function* (): AsyncGenerator<{ cursor: string; hash: string }> {
    const all = paged<{ cursor: string; at: number; actor: string; entry: Record<string, unknown>; hash: string }>(
      query, "audit_rows", "select txid || '-' || seq as cursor, at, actor, entry, encode(hash, 'hex') as hash from tocsin.audit order by txid, seq",
    );
    for await (const row of all) {
      count += 1;
      if (auditHash(row) !== row.hash) tell(`audit ${row.cursor}`, "its hash does not fit");
      yield row;
    }
  };
  const reading = rows();
  const fault = await verifySeals(reading, seals(query, "audit"));
  if (fault !== null) tell(`audit ${fault.position}`, `seal ${fault.seal} does not fit`);
  else for await (const _ of reading) continue;
  return count;
}

async function checkLog(query: Query, walk: LogWalk, projector: Projector, tell: Tell): Promise<void> {
  let foldable = true;
  const rows = async function* (): AsyncGenerator<{ cursor: string; hash: string }> {
    for await (const { event } of paged<{ event: StoredEvent }>(query, "events", "select tocsin.event_json(e) as event from tocsin.event e order by txid, seq")) {
      const fault = walk.take(event);
      if (fault !== null) tell(`event ${event.cursor} ${streamKey(event)}`, fault);
      try {
        if (foldable) projector.take(event);
      } catch (error) {
        foldable = false;
        tell(`event ${event.cursor} ${streamKey(event)}`, (error as Error).message);
      }
      yield event;
    }
  };
  const reading = rows();
  const fault = await verifySeals(reading, seals(query, "event"));
  if (fault !== null) tell(`event ${fault.position}`, `seal ${fault.seal} does not fit`);
  for await (const _ of reading) continue;
}

function compareRecord(stored: StoredState & { hash: string }, wanted: Projected, walk: LogWalk, tell: Tell): void {
  const where = streamKey(stored);
  const head = walk.heads.get(where)!;
  if (stored.version !== head.version) tell(where, `stored at version ${stored.version}, the log ends at ${head.version}`);
  else if (stored.hash !== head.hash || stored.position !== head.cursor) tell(where, "its head is not the log's last event");
  if (canonicalJson(stored.state) !== canonicalJson(wanted.state)) tell(where, "the stored state is not what the log gives");
  if (stored.open !== wanted.open || canonicalJson(stored.scope) !== canonicalJson(wanted.scope)) tell(where, "who sees it, or whether it is open, is not what the log gives");
}

async function checkRecords(query: Query, walk: LogWalk, records: Map<string, Projected>, tell: Tell): Promise<number> {
  let count = 0;
  const missing = new Set(records.keys());
  const all = paged<StoredState & { hash: string } & Row>(
    query, "states", `select kind, id, version, scope, state, open, txid || '-' || seq as "position", encode(hash, 'hex') as hash from tocsin.stream_state order by kind, id`,
  );
  for await (const stored of all) {
    count += 1;
    const wanted = records.get(streamKey(stored));
    missing.delete(streamKey(stored));
    if (wanted === undefined) tell(streamKey(stored), "stored, but not in the log");
    else compareRecord(stored, wanted, walk, tell);
  }
  for (const key of missing) tell(key, "in the log, but not stored");
  return count;
}

/** Two sets of lines that should be the same. */
function compareSets(what: string, stored: Iterable<string>, wanted: Iterable<string>, tell: Tell): number {
  const rest = new Set(wanted);
  let count = 0;
  for (const line of stored) {
    count += 1;
    if (!rest.delete(line)) tell(`${what} ${line}`, "stored, but not what the log gives");
  }
  for (const line of rest) tell(`${what} ${line}`, "missing");
  return count;
}

async function checkProjections(query: Query, records: Iterable<Projected>, projector: Projector, tell: Tell): Promise<{ readonly timers: number; readonly claims: number }> {
  const timers = await query<{ line: string }>("select concat_ws(' ', kind || '/' || id, timer_id, due_at) as line from tocsin.timer order by due_at");
  const claims = await query<{ line: string }>("select concat_ws(' ', resource, holder, ref) as line from tocsin.claim where ended_at is null order by resource");
  const due = [...records].flatMap((record) => record.timers.map(({ kind, id, timerId, dueAt }) => `${kind}/${id} ${timerId} ${dueAt}`));
  const held = [...projector.claims()].map(({ resource, holder, ref }) => `${resource} ${holder} ${ref}`);
  return { timers: compareSets("timer", timers.map(({ line }) => line), due, tell), claims: compareSets("claim", claims.map(({ line }) => line), held, tell) };
}

/** What names a record that does not exist. Answers nothing where all is well. */
async function checkOrphans(query: Query, tell: Tell): Promise<void> {
  const orphans = await query<{ what: string; id: string }>(
    `select what, id from (
       select 'media' as what, m.id, m.incident_id as of from tocsin.media m where m.incident_id is not null
       union all select 'recommendation', r.id, r.incident_id from tocsin.recommendation r
     ) beside where not exists (select from tocsin.stream_state s where s.id = beside.of and (s.kind = 'incident' or (s.kind = 'commandPost' and what = 'media'))) order by what, id limit 100`,
  );
  for (const { what, id } of orphans) tell(`${what} ${id}`, "of an incident that does not exist");
}

/**
 * Checks a database without changing it, from one snapshot, while servers go on working: chains, seals, folded states
 * against the log, timers and claims against the states, what belongs to nothing. Memory: all records at once.
 */
export async function checkLedger(db: Db, projector: Projector): Promise<LedgerCheck> {
  const faults: LedgerFault[] = [];
  const tell: Tell = (where, what) => void faults.push({ where, what });
  return db.transaction(async (query) => {
    await query("set transaction isolation level repeatable read, read only");
    await query("select tocsin.enter(null)");
    await checkMigrations(query, tell);
    const audit = await checkAudit(query, tell);
    const walk = openWalk();
    await checkLog(query, walk, projector, tell);
    const projected = new Map([...projector.records()].map((record) => [streamKey(record), record]));
    const records = await checkRecords(query, walk, projected, tell);
    const { timers, claims } = await checkProjections(query, projected.values(), projector, tell);
    await checkOrphans(query, tell);
    return { faults, events: walk.count, audit, records, timers, claims, stateHash: projector.stateHash() };
  });
}
