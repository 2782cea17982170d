import type { Db } from "./db.ts";
import { auditHash, type AuditFacts } from "./audit.ts";
import { leafText, sha256 } from "./event-hash.ts";
import { reach } from "./reach.ts";
import { storable, storableJson } from "./storable-json.ts";
import type { Commit, CommitOutcome } from "./types.ts";

export const streamName = (stream: { readonly kind: string; readonly id: string }): string => `${stream.kind}/${stream.id}`;

/** Finds what a correct caller never sends, before it can leave the log and the states apart. @throws RangeError */
export function checkShape(commit: Commit): void {
  const expected = new Map(commit.expect.map((stream) => [streamName(stream), stream.version]));
  if (expected.size !== commit.expect.length) throw new RangeError("commit.expect: a stream is named twice");
  const next = new Map(expected);
  for (const event of commit.events) {
    const before = next.get(streamName(event));
    if (before === undefined) throw new RangeError(`commit.events: ${streamName(event)} is not in expect`);
    if (event.version !== before + 1) {
      throw new RangeError(`commit.events: ${streamName(event)} version ${event.version} does not follow ${before}`);
    }
    next.set(streamName(event), event.version);
  }
  const stated = new Set<string>();
  for (const state of commit.states) {
    stated.add(streamName(state));
    if (state.version !== next.get(streamName(state)) || state.version === 0) {
      throw new RangeError(`commit.states: ${streamName(state)} version ${state.version}, its events end at ${next.get(streamName(state))}`);
    }
  }
  for (const event of commit.events) {
    if (!stated.has(streamName(event))) throw new RangeError(`commit.states: the state of ${streamName(event)} is missing`);
  }
  for (const { kind, id } of commit.timers) {
    if (!stated.has(streamName({ kind, id }))) throw new RangeError(`commit.timers: ${kind}/${id} is not among the states`);
  }
}

/** The audit row: who did what to what, as whom, where, what for and why. */
function auditEntry(commit: Commit): AuditFacts {
  const from = new Map(commit.expect.map((stream) => [streamName(stream), stream.version]));
  return {
    name: commit.name, commandId: commit.commandId, bodyHash: commit.bodyHash, traceId: commit.traceId ?? null,
    role: commit.role ?? null, orgPath: commit.orgPath, purpose: commit.purpose ?? "PLATFORM", reason: commit.reason ?? null, outcome: "ACCEPTED",
    objects: commit.states.map(({ kind, id, version }) => ({ kind, id, from: from.get(streamName({ kind, id })), to: version })),
  };
}

/** What stays a command's own, also where several are stored together: its events with their leaf hashes, and its audit row. */
export function commandWire(commit: Commit) {
  const { at, actor, commandId, name, events, audit } = storable({
    at: commit.at, actor: commit.actor, commandId: commit.commandId, name: commit.name, events: commit.events, audit: auditEntry(commit),
  });
  return {
    at, actor, commandId, name, audit,
    events: events.map((event) => ({ ...event, leaf: sha256(leafText({ ...event, at, actor, commandId, name })) })),
    auditHash: auditHash({ at, actor, entry: audit }), auditReach: reach(commit.states.flatMap((state) => state.scope)),
  };
}

/** The commit as the SQL function wants it: every text storable. */
function toWire({ keys: _, ...commit }: Commit): string {
  const states = commit.states.map((state) => ({ ...state, open: state.open ?? true, reach: reach(state.scope) }));
  const touched = new Set(commit.states.map(streamName));
  const expect = commit.expect.map((stream) => ({ ...stream, touched: touched.has(streamName(stream)) }));
  return storableJson({ ...commit, ...commandWire(commit), expect, states });
}

/** Calls a function of the commit; keys that a crash took with it come along, in the same transaction. */
export async function callCommit<T>(db: Db, name: "commit" | "commit_together", wire: string, keys: NonNullable<Commit["keys"]>): Promise<T> {
  const call = `select tocsin.${name}($1::jsonb) as outcome`;
  if (keys.length === 0) return (await db.safeQuery<{ outcome: T }>(call, [wire], name))[0]!.outcome;
  const kept = "with kept as (insert into tocsin.data_key (subject, wrapped) select * from unnest($2::text[], $3::bytea[]) on conflict (subject) do nothing)";
  return (await db.safeQuery<{ outcome: T }>(`${kept} ${call}`, [wire, keys.map(({ subject }) => subject), keys.map(({ wrapped }) => Buffer.from(wrapped))], `${name}_with_keys`))[0]!.outcome;
}

/**
 * Stores everything that one accepted command changes, or nothing; one round trip.
 * Lost connections are tried again: the command id makes that safe, and a first try that did get through answers "repeated".
 * @throws RangeError when the commit contradicts itself; database errors when the database cannot do its work.
 */
export async function commitTo(db: Db, commit: Commit): Promise<CommitOutcome> {
  checkShape(commit);
  const outcome = await callCommit<CommitOutcome>(db, "commit", toWire(commit), commit.keys ?? []);
  return outcome.outcome === "committed" ? { ...outcome, result: commit.result } : outcome;
}
