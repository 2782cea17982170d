/**
 * The shapes of the ledger. It knows streams, events, states, timers, claims and an outbox; it does not know what they mean.
 * All instants are integer milliseconds UTC. All ids are strings.
 */

/** Names one stream, e.g. `{ kind: "incident", id: "01J…" }`. */
export interface StreamRef {
  kind: string;
  id: string;
}

/** The folded state of one stream. */
export interface StoredState {
  kind: string;
  id: string;
  /** Number of events of the stream so far. */
  version: number;
  /** Every org path to which the stream belongs; who may see it follows from these. */
  scope: string[];
  state: unknown;
  /** Whether the stream still wants attention; `list` filters by it. Default true. */
  open?: boolean;
  /** Cursor of the stream's last commit; set when read, ignored when written. */
  position?: string;
}

/** An event to append; `version` is its position in its stream, from 1. */
export interface NewEvent {
  kind: string;
  id: string;
  version: number;
  type: string;
  data: unknown;
}

/** An event as read from the log. */
export interface StoredEvent extends NewEvent {
  /** Position in the log, `"<txid>-<seq>"`. */
  cursor: string;
  at: number;
  actor: string;
  commandId: string;
  /** Name of the command that caused it. */
  name: string;
  traceId?: string;
  /** Hash of this event chained to the one before it in its stream, 64 hexadecimal digits. */
  hash: string;
}

export interface Timer {
  kind: string;
  id: string;
  timerId: string;
  dueAt: number;
  purpose: string;
}

export interface Claim {
  resource: string;
  holder: string;
  ref: string;
}

/** Everything that one accepted command changes: all of it is stored, or nothing. */
export interface Commit {
  commandId: string;
  actor: string;
  /** The command's name. */
  name: string;
  bodyHash: string;
  at: number;
  traceId?: string;
  /** For the audit row: under which role, where, what for and why. */
  role?: string;
  orgPath?: string;
  purpose?: string;
  reason?: string;
  /** The version of every stream touched or relied upon; 0 = must not exist. */
  expect: { kind: string; id: string; version: number }[];
  events: NewEvent[];
  /** New state of each touched stream, after its events. */
  states: StoredState[];
  /** The full set of pending timers of each named stream; replaces what was there. */
  timers: { kind: string; id: string; timers: Timer[] }[];
  /** One active claim per resource. */
  claims: Claim[];
  /** Ends claims; done before `claims`, so that one commit can pass a resource on. */
  releases: { resource: string; holder: string }[];
  outbox: { topic: string; payload: unknown }[];
  /** Data keys that were made a moment ago and under which something in it is sealed; stored with it where they are not there (personal/vault.ts). */
  keys?: readonly { subject: string; wrapped: Uint8Array }[];
  /** Kept, to give the same answer to a repetition. */
  result: unknown;
}

export type CommitOutcome =
  | { outcome: "committed"; cursor: string; result: unknown }
  /** Same actor, command id and body: the first answer. */
  | { outcome: "repeated"; result: unknown; cursor?: string }
  /** Same actor and command id, another body. */
  | { outcome: "key-reused" }
  /** The streams whose version is not the expected one, with the version they have. */
  | { outcome: "conflict"; streams: { kind: string; id: string; version: number }[] }
  /** Another holder has an active claim. */
  | { outcome: "taken"; resource: string };

/** What came of commits that stand together or not at all. */
export type TogetherOutcome =
  | { outcome: "committed"; cursor: string }
  /** These were accepted before, whatever their bodies say. */
  | { outcome: "known"; commands: { actor: string; commandId: string }[] }
  | { outcome: "conflict"; streams: { kind: string; id: string; version: number }[] }
  | { outcome: "taken"; resource: string };

export interface EventBatch {
  events: StoredEvent[];
  /** Where to read on; equals the given cursor when there was nothing. Null only on an empty log. */
  cursor: string | null;
  /** More can be read at once. */
  more: boolean;
}

export interface ListOptions {
  open?: boolean;
  /** Default 200, at most 5000. */
  limit?: number;
  /** Only ids below this one: pages go from the highest id down. */
  before?: string;
}

export interface Ledger {
  commit(commit: Commit): Promise<CommitOutcome>;
  /** Commits of which each was decided on what the one before it left. */
  commitTogether(commits: readonly Commit[]): Promise<TogetherOutcome>;
  /** States by reference, in no particular order; absent and invisible ones are left out. `scope` = grant paths; undefined = system. */
  load(refs: readonly StreamRef[], scope?: readonly string[]): Promise<StoredState[]>;
  /** States of one kind, highest id first. */
  list(kind: string, scope: readonly string[] | undefined, options?: ListOptions): Promise<StoredState[]>;
  /** Every event of one stream, oldest first. */
  readStream(ref: StreamRef, scope?: readonly string[]): Promise<StoredEvent[]>;
  readEvents(after: string | null, options?: { limit?: number; scope?: readonly string[] }): Promise<EventBatch>;
  /** Cursor of the last event that readers may see; null on an empty log. */
  head(): Promise<string | null>;
  /** Calls `onBatch` with every event after the cursor, in order, one call at a time, until the signal aborts; `onRead` hears of every look. */
  follow(after: string | null, onBatch: (batch: EventBatch) => void | Promise<void>, signal: AbortSignal, onRead?: () => void): Promise<void>;
  /** Timers due at or before `now`, by due time. */
  dueTimers(now: number, limit?: number): Promise<Timer[]>;
  /** The next number of a named series, from 1. Numbers never repeat; gaps are allowed. */
  nextNumber(key: string): Promise<number>;
  /** Keeps the bytes as they came, under a reference chosen by the caller; the first ones win. */
  keepRaw(ref: string, bytes: Uint8Array): Promise<void>;
  readRaw(ref: string): Promise<Uint8Array | null>;
  close(): Promise<void>;
}
