import type { Db, Row } from "./db.ts";

/** Emergency access as the table keeps it; instants are ms UTC. The table's own checks stand behind every change here. */
export interface StoredEmergency {
  id: string;
  account: string;
  role: string;
  orgPath: string;
  reason: string;
  minutes: number;
  atOnce: boolean;
  askedAt: number;
  answeredBy: string | null;
  answeredAt: number | null;
  startsAt: number | null;
  endsAt: number | null;
  endedAt: number | null;
  endedBy: string | null;
  reviewedBy: string | null;
  reviewedAt: number | null;
  verdict: "JUSTIFIED" | "NOT_JUSTIFIED" | null;
  note: string | null;
}

const COLUMNS = `id, account, role, org_path as "orgPath", reason, minutes, at_once as "atOnce", asked_at as "askedAt", answered_by as "answeredBy", answered_at as "answeredAt",
  starts_at as "startsAt", ends_at as "endsAt", ended_at as "endedAt", ended_by as "endedBy", reviewed_by as "reviewedBy", reviewed_at as "reviewedAt", verdict, note`;
type Read = StoredEmergency & Row;

/** Asked for and not answered yet, or running. */
const OPEN = "ended_at is null and ((answered_at is null and starts_at is null and asked_at > $2) or ends_at > $3)";

/**
 * Keeps one that is asked for; one granted at once starts with it. `lapsed` is the instant before which an unanswered one counts
 * no more. Answers why not: another is open, or the last one granted at once waits for its review.
 */
export async function addEmergency(db: Db, asked: Pick<StoredEmergency, "id" | "account" | "role" | "orgPath" | "reason" | "minutes" | "atOnce" | "askedAt">, lapsed: number): Promise<"added" | "open" | "unreviewed"> {
  const { id, account, role, orgPath, reason, minutes, atOnce, askedAt } = asked;
  return db.transaction(async (query) => {
    // Two that are asked for at the same moment are asked for one after the other.
    await query("select pg_advisory_xact_lock(hashtextextended('emergency ' || $1, 0))", [account]);
    const open = await query(`select 1 as one from tocsin.emergency_access where account = $1 and ${OPEN}`, [account, lapsed, askedAt]);
    if (open.length > 0) return "open";
    const unreviewed = atOnce ? await query("select 1 as one from tocsin.emergency_access where account = $1 and at_once and reviewed_at is null", [account]) : [];
    if (unreviewed.length > 0) return "unreviewed";
    await query(
      `insert into tocsin.emergency_access (id, account, role, org_path, reason, minutes, at_once, asked_at, starts_at, ends_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9::bigint + $6::integer * 60000)`,
      [id, account, role, orgPath, reason, minutes, atOnce, askedAt, atOnce ? askedAt : null],
    );
    return "added";
  });
}

/** Approves or declines one that waits; null when it waits no more, or the one who answers asked for it. */
export async function answerEmergency(db: Db, id: string, by: string, at: number, lapsed: number, approved: boolean): Promise<StoredEmergency | null> {
  const rows = await db.query<Read>(
    `update tocsin.emergency_access set answered_by = $2, answered_at = $3, starts_at = case when $5 then $3::bigint end, ends_at = case when $5 then $3::bigint + minutes * 60000 end
     where id = $1 and account <> $2 and answered_at is null and starts_at is null and ended_at is null and asked_at > $4 returning ${COLUMNS}`,
    [id, by, at, lapsed, approved],
  );
  return rows[0] ?? null;
}

/** Ends one that waits or runs; null when it does not. */
export async function endEmergency(db: Db, id: string, by: string, at: number): Promise<StoredEmergency | null> {
  const rows = await db.query<Read>(
    `update tocsin.emergency_access set ended_at = $3, ended_by = $2 where id = $1 and ended_at is null and (ends_at > $3 or (starts_at is null and answered_at is null)) returning ${COLUMNS}`,
    [id, by, at],
  );
  return rows[0] ?? null;
}

/** Marks those whose time is over, so that no clock that goes back revives them; answers them, each on one server. */
export async function endOverdueEmergencies(db: Db, at: number): Promise<StoredEmergency[]> {
  return db.safeQuery<Read>(`update tocsin.emergency_access set ended_at = ends_at where ended_at is null and ends_at <= $1 returning ${COLUMNS}`, [at]);
}

/** Null when it runs still, was reviewed, or the reviewer had a part in it. */
export async function reviewEmergency(db: Db, id: string, by: string, at: number, verdict: "JUSTIFIED" | "NOT_JUSTIFIED", note: string): Promise<StoredEmergency | null> {
  const rows = await db.query<Read>(
    `update tocsin.emergency_access set reviewed_by = $2, reviewed_at = $3, verdict = $4, note = $5
     where id = $1 and starts_at is not null and ended_at is not null and reviewed_at is null and account <> $2 and answered_by is distinct from $2 returning ${COLUMNS}`,
    [id, by, at, verdict, note],
  );
  return rows[0] ?? null;
}

export async function runningEmergencies(db: Db, at: number): Promise<StoredEmergency[]> {
  return db.safeQuery<Read>(`select ${COLUMNS} from tocsin.emergency_access where ended_at is null and ends_at > $1 order by id`, [at], "running_emergencies");
}

export async function findEmergency(db: Db, id: string): Promise<StoredEmergency | null> {
  return (await db.safeQuery<Read>(`select ${COLUMNS} from tocsin.emergency_access where id = $1`, [id]))[0] ?? null;
}

/** The newest first, those that wait for an answer or a review before all others. */
export async function listEmergencies(db: Db, limit: number): Promise<StoredEmergency[]> {
  return db.safeQuery<Read>(`select ${COLUMNS} from tocsin.emergency_access order by (starts_at is not null and reviewed_at is null) desc, asked_at desc, id limit $1`, [limit]);
}

/** Those that were asked for or ran in a time, at these places or below them, in the order in which they were asked for. @param from, to UTC ms, the end excluded */
export async function emergenciesOf(db: Db, { from, to, paths, limit }: { readonly from: number; readonly to: number; readonly paths: readonly string[]; readonly limit: number }): Promise<StoredEmergency[]> {
  return db.safeQuery<Read>(
    `select ${COLUMNS} from tocsin.emergency_access
     where asked_at < $2 and greatest(asked_at, case when starts_at is not null then coalesce(ended_at, ends_at) - 1 end) >= $1
       and exists (select from unnest($3::text[]) p where org_path = p or starts_with(org_path, p || '.'))
     order by asked_at, id limit $4`,
    [from, to, paths, limit],
  );
}

export interface EmergencyDeeds {
  readonly looks: number;
  readonly acts: number;
  readonly incidents: number;
}

/** What was done under each of these, by count: answers that were read, what was sent, and incidents that were shown. */
export function deedsOfEmergencies(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, EmergencyDeeds>> {
  return db.transaction(async (query) => {
    await query("select tocsin.enter(null)");
    const rows = await query<{ id: string; looks: number; acts: number; incidents: number }>(
      `select a.entry->>'emergency' as id, count(distinct a.seq) filter (where a.entry->>'name' not like 'POST %')::int as looks, count(distinct a.seq) filter (where a.entry->>'name' like 'POST %')::int as acts, count(distinct n.no)::int as incidents
       from tocsin.audit a left join lateral jsonb_array_elements_text(a.entry->'incidentNos') n(no) on true
       where a.entry->>'emergency' = any($1::text[]) and a.entry->>'outcome' = 'READ' group by 1`,
      [ids],
    );
    return new Map(rows.map(({ id, ...deeds }) => [id, deeds]));
  });
}

/** What the audit has under one access, in order. */
export async function auditOfEmergency(db: Db, id: string, limit: number): Promise<{ at: number; actor: string; entry: Record<string, unknown> }[]> {
  return db.transaction(async (query) => {
    await query("select tocsin.enter(null)");
    return query<{ at: number; actor: string; entry: Record<string, unknown> } & Row>(
      "select at, actor, entry from tocsin.audit where entry->>'emergency' = $1 order by txid, seq limit $2", [id, limit],
    );
  });
}
