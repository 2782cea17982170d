import type { Db, Row } from "../db.ts";
import { recordAudit } from "../audit.ts";
import { noteDeletions, type Deletion } from "./keys-folder.ts";

/** One class of what is deleted when its time is over. `days` after the closure of its incident; what belongs to none counts from when it came. */
export interface Keeping {
  readonly name: "callback" | "media" | "rawInput";
  readonly days: number;
}

export interface RetentionDeps {
  readonly db: Db;
  /** Folder of the list of deletions, outside the database (keys-folder.ts). */
  readonly keysDir: string;
  readonly now: () => number;
  /** Who stands in the certificate, and where it may be read. */
  readonly actor: string;
  readonly scope: readonly string[];
  /** Things looked at in one transaction. Default 500. */
  readonly batch?: number;
}

const DAY_MS = 86_400_000;
const LOCK = 7_201_983;
/** Subjects of the keys of an incident's pictures (media.ts): they go with the last of these, never by themselves. */
const MEDIA_KEYS = "media/";

/** What a class consists of: its key in order, its incidents, and since when it is there. Of a key, whose incident never came about, that is all. */
const CLASSES: Readonly<Record<Keeping["name"], { readonly list: Deletion["what"]; readonly page: string; readonly remove: string }>> = {
  callback: {
    list: "key",
    page: `select id::text as key, array(select s.id from tocsin.stream_state s where s.kind = 'incident' and s.id = k.subject) as incidents,
      (extract(epoch from made_at) * 1000)::bigint as since from tocsin.data_key k where ($1 = '' or id > nullif($1, '')::uuid) and subject not like '${MEDIA_KEYS}%' and not exists (select from tocsin.stream_state m where m.kind = 'matter' and k.subject = 'matter/' || m.id) order by id limit $2`,
    remove: "delete from tocsin.data_key where id = any($1::uuid[]) returning 1",
  },
  media: {
    list: "media",
    page: `select id as key, case when incident_id is null then '{}' else array[incident_id] end as incidents, at as since
      from tocsin.media where id > $1 order by id limit $2`,
    remove: "delete from tocsin.media where id = any($1::text[]) returning 1",
  },
  rawInput: {
    list: "raw",
    // A machine's account has one stroke in its name, a person's none.
    page: `select ref as key, (extract(epoch from kept_at) * 1000)::bigint as since, array(
        select e.id from tocsin.command c join tocsin.event e on e.txid = c.txid and e.kind = 'incident'
        where (c.actor, c.command_id) in (
          (split_part(ref, '/', 2), regexp_replace(ref, '^command/[^/]+/', '')),
          (split_part(ref, '/', 2) || '/' || split_part(ref, '/', 3), regexp_replace(ref, '^command/[^/]+/[^/]+/', '')))) as incidents
      from tocsin.raw_input where ref > $1 order by ref limit $2`,
    remove: "delete from tocsin.raw_input where ref = any($1::text[]) returning 1",
  },
};

interface Found extends Row {
  readonly key: string;
  readonly incidents: string[];
  readonly since: number;
}

/** Those of the page whose time is over: every incident of theirs at rest for so long. */
async function dueOf(query: Db["query"], page: readonly Found[], before: number): Promise<Found[]> {
  const ids = [...new Set(page.flatMap(({ incidents }) => incidents))];
  const rows = await query<{ id: string; over: boolean }>("select id, coalesce(tocsin.closed_since(id) <= $2, false) as over from unnest($1::text[]) id", [ids, before]);
  const over = new Set(rows.filter((row) => row.over).map(({ id }) => id));
  return page.filter(({ incidents, since }) => (incidents.length === 0 ? since <= before : incidents.every((id) => over.has(id))));
}

/** Keys of incidents all of whose pictures go now. Locked first, so that no picture comes under one of them meanwhile. */
async function emptiedKeys(query: Db["query"], due: readonly Found[]): Promise<string[]> {
  const subjects = [...new Set(due.flatMap(({ incidents }) => incidents))].map((id) => `${MEDIA_KEYS}${id}`);
  await query("select 1 as one from tocsin.data_key where subject = any($1) order by subject for update", [subjects]);
  const rows = await query<{ id: string }>(
    `select k.id::text as id from tocsin.data_key k where k.subject = any($1)
       and not exists (select from tocsin.media m where m.incident_id = substr(k.subject, ${MEDIA_KEYS.length + 1}) and m.id <> all($2))`,
    [subjects, due.map(({ key }) => key)],
  );
  return rows.map(({ id }) => id);
}

/**
 * One transaction: finds, holds the incidents still, looks again, notes the deletions outside the database, deletes, certifies.
 * Killed before the commit it leaves the note, and the next start deletes what is noted. Null = another server is at it.
 */
async function batchOf(deps: RetentionDeps, { name, days }: Keeping, after: string, size: number): Promise<{ readonly next: string | null; readonly deleted: number } | null> {
  const { list, page: pageSql, remove } = CLASSES[name];
  const at = deps.now();
  return deps.db.transaction(async (query) => {
    const [lock] = await query<{ mine: boolean }>("select pg_try_advisory_xact_lock($1) as mine", [LOCK]);
    if (!lock!.mine) return null;
    await query("select tocsin.enter(null)");
    const page = await query<Found>(pageSql, [after, size]);
    const next = page.length < size ? null : page.at(-1)!.key;
    const before = at - days * DAY_MS;
    const maybe = await dueOf(query, page, before);
    if (maybe.length === 0) return { next, deleted: 0 };
    await query("select tocsin.hold_still($1)", [maybe.flatMap(({ incidents }) => incidents)]);
    const due = await dueOf(query, maybe, before);
    if (due.length === 0) return { next, deleted: 0 };
    const emptied = name === "media" ? await emptiedKeys(query, due) : [];
    await noteDeletions(deps.keysDir, [...due.map(({ key }) => ({ what: list, id: key })), ...emptied.map((id) => ({ what: "key" as const, id }))]);
    const deleted = (await query(remove, [due.map(({ key }) => key)])).length;
    if (emptied.length > 0) await query(CLASSES.callback.remove, [emptied]);
    await certify({ query }, deps, at, { class: name, days, count: deleted });
    return { next, deleted };
  });
}

/** The certificate is a row of the audit: how many of which class went, and nothing of whom. */
export async function certify(db: Pick<Db, "query">, { actor, scope }: Pick<RetentionDeps, "actor" | "scope">, at: number, deleted: { readonly class: string; readonly days: number | null; readonly count: number }): Promise<void> {
  const entry = { name: "retention", outcome: "DELETED", role: null, purpose: "RETENTION", reason: null, traceId: null, objects: [], deleted };
  await recordAudit(db, { at, actor, entry }, scope);
}

/** Deletes everything whose time is over; answers how many of each class. Runs on one server at a time; stopped anywhere, the next run goes on. */
export async function deleteDue(deps: RetentionDeps, keeping: readonly Keeping[], stopped: () => boolean = () => false): Promise<Record<Keeping["name"], number>> {
  const counts = { callback: 0, media: 0, rawInput: 0 };
  for (const one of keeping) {
    for (let after: string | null = ""; after !== null && !stopped(); ) {
      const batch: Awaited<ReturnType<typeof batchOf>> = await batchOf(deps, one, after, deps.batch ?? 500);
      if (batch === null) return counts;
      counts[one.name] += batch.deleted;
      after = batch.next;
    }
  }
  return counts;
}
