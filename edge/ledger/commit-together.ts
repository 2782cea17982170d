import { callCommit, checkShape, commandWire, streamName } from "./commit.ts";
import type { Db } from "./db.ts";
import { reach } from "./reach.ts";
import { storableJson } from "./storable-json.ts";
import type { Commit, TogetherOutcome } from "./types.ts";

/** @throws RangeError where a commit does not begin where those before it end, or does what only one commit alone may do. */
function checkRow(commits: readonly Commit[]): void {
  const versions = new Map<string, number>();
  const keys = new Set<string>();
  for (const commit of commits) {
    checkShape(commit);
    const key = JSON.stringify([commit.actor, commit.commandId]);
    if (keys.has(key)) throw new RangeError(`commits: ${key} is there twice`);
    keys.add(key);
    if (commit.releases.length > 0) throw new RangeError("commits: one that releases something goes alone");
    for (const stream of commit.expect) {
      const name = streamName(stream);
      const before = versions.get(name);
      if (before !== undefined && before !== stream.version) throw new RangeError(`commits: ${name} version ${stream.version} does not follow ${before}`);
      versions.set(name, stream.version);
    }
    for (const state of commit.states) versions.set(streamName(state), state.version);
  }
}

/** The last entry for each stream. */
const lastOf = <Entry extends { kind: string; id: string }>(entries: readonly Entry[]): Entry[] => [...new Map(entries.map((entry) => [streamName(entry), entry])).values()];

function toWire(commits: readonly Commit[]): string {
  const touched = new Set(commits.flatMap(({ states }) => states.map(streamName)));
  const first = new Map(commits.flatMap(({ expect }) => expect).reverse().map((stream) => [streamName(stream), stream]));
  return storableJson({
    at: commits.at(-1)!.at,
    commands: commits.map((commit) => ({
      ...commandWire(commit), bodyHash: commit.bodyHash, traceId: commit.traceId, result: commit.result, outbox: commit.outbox,
      states: commit.states.map(({ kind, id, scope }) => ({ kind, id, reach: reach(scope) })),
    })),
    expect: [...first.values()].map((stream) => ({ ...stream, touched: touched.has(streamName(stream)) })),
    states: lastOf(commits.flatMap(({ states }) => states)).map((state) => ({ ...state, open: state.open ?? true, reach: reach(state.scope) })),
    timers: lastOf(commits.flatMap(({ timers }) => timers)),
    claims: commits.flatMap(({ claims }) => claims),
    releases: [],
  });
}

/**
 * Stores commands that were decided one after the other on the same streams, all or none of them, in one round trip and with one
 * writing of each state (decision 0020). Whatever keeps one of them out is answered; the others may then be tried without it.
 * @throws as `commitTo`; RangeError when the commits do not follow each other.
 */
export async function commitAllTo(db: Db, commits: readonly Commit[]): Promise<TogetherOutcome> {
  if (commits.length === 0) throw new RangeError("commits: none");
  checkRow(commits);
  const keys = new Map(commits.flatMap((commit) => commit.keys ?? []).map((key) => [key.subject, key]));
  return callCommit<TogetherOutcome>(db, "commit_together", toWire(commits), [...keys.values()]);
}
