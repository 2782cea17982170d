import type { Commit, StoredState } from "./types.ts";

/** Commits for the tests of the ledger and of those who use it: one stream, one event each, unless changed. */
let counter = 0;

export function aCommit(change: Partial<Commit> = {}): Commit {
  return {
    commandId: `C${++counter}`, actor: "U1", name: "test/do", bodyHash: "b1", at: 1_700_000_000_000,
    expect: [], events: [], states: [], timers: [], claims: [], releases: [], outbox: [], result: null, ...change,
  };
}

/** A commit that appends one event to a stream at `version` (0 = creates it). */
export function next(kind: string, id: string, version: number, change: Partial<Commit> = {}, state: Partial<StoredState> = {}): Commit {
  return aCommit({
    expect: [{ kind, id, version }],
    events: [{ kind, id, version: version + 1, type: "Happened", data: { n: version + 1 } }],
    states: [{ kind, id, version: version + 1, scope: ["CITY.D01.S0101"], state: { n: version + 1 }, ...state }],
    ...change,
  });
}

export const create = (kind: string, id: string, change: Partial<Commit> = {}, state: Partial<StoredState> = {}): Commit =>
  next(kind, id, 0, change, state);
