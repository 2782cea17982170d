import type { Timer } from "@tocsin/ledger/types.ts";

/** Time that moves only when told; the server's clock during a replay. */
export interface VirtualClock {
  now(): number;
  set(at: number): void;
}

export function virtualClock(at: number): VirtualClock {
  let now = at;
  return { now: () => now, set: (to) => void (now = Math.max(now, to)) };
}

export interface VirtualTimeDeps {
  readonly clock: VirtualClock;
  /** Timers due at or before a time, the earliest first. */
  readonly dueTimers: (now: number, limit: number) => Promise<readonly Pick<Timer, "dueAt">[]>;
  /** Fires what is due by the clock; answers how many. */
  readonly fire: () => Promise<number>;
}

/** Moves time on and fires every timer at its own moment on the way; answers how many fired. @throws Error when a due timer does not fire. */
export async function passTo(at: number, deps: VirtualTimeDeps): Promise<number> {
  let fired = 0;
  for (;;) {
    const [next] = await deps.dueTimers(at, 1);
    if (next === undefined) break;
    deps.clock.set(next.dueAt);
    const now = await deps.fire();
    if (now === 0) throw new Error(`a timer due at ${next.dueAt} does not fire`);
    fired += now;
  }
  deps.clock.set(at);
  return fired;
}
