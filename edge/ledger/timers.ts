import type { Db, Row } from "./db.ts";
import { pause } from "./pause.ts";
import type { Timer } from "./types.ts";

/**
 * Timers are part of the commit that sets them. Firing one means running a command whose commit replaces the stream's
 * timers and so removes it. A crash in between fires it again under the same command id: exactly one effect.
 */
export async function dueTimers(db: Db, now: number, limit = 100): Promise<Timer[]> {
  return db.safeQuery<Timer & Row>(
    `select kind, id, timer_id as "timerId", due_at as "dueAt", purpose from tocsin.timer
     where due_at <= $1 order by due_at, kind, id, timer_id limit $2`,
    [now, limit], "due_timers",
  );
}

/** The id of the command that a timer causes: the same on every server and after every restart. */
export const timerCommandId = (timer: Timer): string => `timer:${timer.kind}:${timer.id}:${timer.timerId}:${timer.dueAt}`;

export interface TimerLoop {
  due: (now: number, limit: number) => Promise<Timer[]>;
  /** The injected clock. */
  now: () => number;
  /** Runs the command of one timer; its commit removes the timer. */
  fire: (timer: Timer) => Promise<void>;
  signal: AbortSignal;
  /** Between looks; default 100 ms. */
  pollMs?: number;
  /** How long a timer whose command failed is left alone, by the injected clock; default 5 000 ms. */
  retryMs?: number;
  /** Waits between looks; replaced in tests. */
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  onError?: (timer: Timer | null, error: unknown) => void;
}

const BATCH = 100;

/** Fires what is due, in order; answers how many fired. A timer that fails is passed over until its next try. */
export async function fireDue(loop: Omit<TimerLoop, "wait" | "pollMs">, failed: Map<string, number>): Promise<number> {
  const now = loop.now();
  const due = await loop.due(now, BATCH + failed.size);
  let fired = 0;
  for (const timer of due) {
    if (loop.signal.aborted) break;
    const id = timerCommandId(timer);
    if ((failed.get(id) ?? -Infinity) > now) continue;
    try {
      await loop.fire(timer);
      failed.delete(id);
      fired++;
    } catch (error) {
      failed.set(id, now + (loop.retryMs ?? 5_000));
      loop.onError?.(timer, error);
    }
  }
  return fired;
}

/** Fires timers as they fall due until the signal aborts. A database that is away for a while does not end the loop. */
export async function runTimers(loop: TimerLoop): Promise<void> {
  const failed = new Map<string, number>();
  const wait = loop.wait ?? pause;
  while (!loop.signal.aborted) {
    try {
      await fireDue(loop, failed);
    } catch (error) {
      loop.onError?.(null, error);
    }
    for (const [id, next] of failed) if (next < loop.now() - 60_000) failed.delete(id);
    await wait(loop.pollMs ?? 100, loop.signal);
  }
}
