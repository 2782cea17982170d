import type { TocsinEvent } from "@tocsin/contract/events.ts";
import type { World } from "@tocsin/domain/decision.ts";
import { canonicalJson, hashOf, sha256Hex } from "@tocsin/kernel/canonical.ts";
import { evolved, KIND_NAMES, KINDS, noRecords, putRecord, recordsOf } from "./kinds.ts";

/** A log that cannot have happened: which event, counted from 1, and why. Replay stops at the first. */
export class ReplayStopped extends Error {
  override readonly name = "ReplayStopped";
  readonly position: number;
  constructor(position: number, reason: string) {
    super(`event ${position}: ${reason}`);
    this.position = position;
  }
}

/** All records at one position of the log. */
export interface Replayed extends World {
  readonly count: number;
  /** Hash over all records: the same log gives the same hash on every machine. */
  readonly stateHash: string;
  /** Hash chained over every event in order: another order, a gap or a changed byte gives another. */
  readonly logHash: string;
}

/** Kinds that were there from the beginning. One that came later counts from its first record on: a log from before it keeps its hash. */
const FIRST: ReadonlySet<string> = new Set(["incident", "unit", "closure", "layout"]);

export function stateHash(world: World): string {
  const counted = KIND_NAMES.filter((kind) => FIRST.has(kind) || recordsOf(world, kind).size > 0);
  return hashOf(Object.fromEntries(counted.map((kind) => [KINDS[kind].list, [...recordsOf(world, kind)].sort(([a], [b]) => (a < b ? -1 : 1))])));
}

/** A log being folded, event by event. */
export interface Replay {
  /** @throws ReplayStopped when the event is not possible where it stands. */
  take(event: TocsinEvent): void;
  result(): Replayed;
}

/** Each stream's versions must run from 1 without a gap, and each event must be possible where it stands. */
export function openReplay(): Replay {
  const records = noRecords();
  const versions = new Map<string, number>();
  let count = 0;
  let logHash = sha256Hex("tocsin log 1");
  return {
    take(event) {
      count += 1;
      const key = `${event.kind}/${event.id}`;
      const expected = (versions.get(key) ?? 0) + 1;
      if (event.version !== expected) throw new ReplayStopped(count, `${key} has version ${event.version}, expected ${expected}`);
      versions.set(key, expected);
      logHash = sha256Hex(logHash + canonicalJson(event));
      try {
        putRecord(records, event.kind, event.id, evolved(event.kind, recordsOf(records, event.kind).get(event.id) ?? null, event));
      } catch (cause) {
        throw new ReplayStopped(count, `${key} ${event.type}: ${cause instanceof Error ? cause.message : String(cause)}`);
      }
    },
    result() {
      return { ...records, count, stateHash: stateHash(records), logHash };
    },
  };
}

/** Folds a whole log, in order. @throws ReplayStopped at the first event that cannot stand where it does. */
export function replay(events: Iterable<TocsinEvent>): Replayed {
  const replaying = openReplay();
  for (const event of events) replaying.take(event);
  return replaying.result();
}
