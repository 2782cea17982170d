import { compareCursors } from "./cursor.ts";
import { pause } from "./pause.ts";
import type { EventBatch } from "./types.ts";

/** Wakes followers in this process after its own commits; other servers' commits are found by polling. */
export interface Wake {
  /** Says that events up to this cursor are committed. */
  committed(cursor: string): void;
  /** The highest cursor said so far. */
  readonly latest: string | null;
  /** Resolves at the next commit, after `ms`, or when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export function openWake(): Wake {
  let waiting = new Set<() => void>();
  let latest: string | null = null;
  return {
    get latest() {
      return latest;
    },
    committed(cursor) {
      if (compareCursors(cursor, latest) > 0) latest = cursor;
      const all = waiting;
      waiting = new Set();
      for (const wake of all) wake();
    },
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const done = (): void => {
          clearTimeout(timer);
          signal.removeEventListener("abort", done);
          waiting.delete(done);
          resolve();
        };
        const timer = setTimeout(done, ms);
        signal.addEventListener("abort", done);
        waiting.add(done);
      }),
  };
}

const POLL_MS = 250;
const FIRST_RETRY_MS = 5;
/** In a busy log one look brings what several commits left: at most so often, ms, and for half of the time at most. The first event after a pause is read at once. */
const PACE_MS = 20;

/**
 * Gives every event after a cursor to `onBatch`, in order, awaiting it: a slow receiver is never run over.
 * Own commits may be visible a little later than they are confirmed (an older transaction still runs), so after one
 * the log is asked again in quick steps until it shows it. `onRead` hears of every look, also one that brings nothing. Errors of reading and of `onBatch` end the following.
 */
export async function followLog(
  read: (after: string | null) => Promise<EventBatch>,
  wake: Wake,
  after: string | null,
  onBatch: (batch: EventBatch) => void | Promise<void>,
  signal: AbortSignal,
  onRead: () => void = () => undefined,
): Promise<void> {
  let cursor = after;
  let retry = FIRST_RETRY_MS;
  while (!signal.aborted) {
    const target = wake.latest;
    const looked = performance.now();
    const batch = await read(cursor);
    onRead();
    cursor = batch.cursor;
    if (signal.aborted) return;
    if (batch.events.length > 0) await onBatch(batch);
    if (batch.more) continue;
    const spent = performance.now() - looked;
    if (batch.events.length > 0) await pause(Math.max(PACE_MS - spent, Math.min(spent, POLL_MS)), signal);
    if (target !== null && compareCursors(cursor, target) < 0) {
      // Held up by an older transaction: further commits do not change that, so they do not wake this wait.
      retry = batch.events.length > 0 ? FIRST_RETRY_MS : Math.min(POLL_MS, retry * 2);
      await pause(retry, signal);
    } else {
      retry = FIRST_RETRY_MS;
      // A commit during the read or the hand-over has changed `latest`: then read again at once.
      if (wake.latest === target) await wake.wait(POLL_MS, signal);
    }
  }
}
