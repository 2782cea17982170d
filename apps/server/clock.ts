import { uptime } from "node:os";

/** Where time comes from: the machine's clock in service, a settable one in tests and simulations. */
export interface Clock {
  /** Milliseconds since 1970 UTC, an integer. */
  now(): number;
}

/** A clock that goes on evenly when the machine's is set. */
export interface SteadyClock extends Clock {
  /** By how much the machine's clock is ahead of this one, ms. */
  apart(): number;
}

export interface TimeSources {
  /** The machine's clock, ms UTC: may be set forward and back at any moment. */
  readonly wall: () => number;
  /** Counts on whatever the wall does, ms; stands while the machine sleeps. */
  readonly elapsed: () => number;
  /** Counts on also while the machine sleeps, ms. */
  readonly sinceBoot: () => number;
}

const SETTLE_MS = 1_000;
/** So much of a second the clock may go fast or slow to meet the machine's again. */
const SLEW_MS = 50;
/** Less than this is what reading two counters one after the other leaves. */
const SLEPT_MS = 500;

/**
 * The machine's time at the start, counted on by a counter that nobody sets (R16). When the machine's clock jumps by an hour, no
 * limit is over and no sign-in ends an hour early: this one follows by at most a twentieth, and says how far apart they are.
 * Time for which the machine slept has passed for everyone, and counts at once. It never goes back.
 */
export function steadyClock({ wall, elapsed, sinceBoot }: TimeSources): SteadyClock {
  let base = wall() - elapsed();
  let settledAt = elapsed();
  let bootAt = sinceBoot();
  let last = -Infinity;
  const settle = (): void => {
    const now = elapsed();
    const passed = now - settledAt;
    if (passed < SETTLE_MS) return;
    // Only now and then: it is read from a file of the system.
    const boot = sinceBoot();
    const slept = boot - bootAt - passed;
    if (slept > SLEPT_MS) base += slept;
    const most = (SLEW_MS * passed) / 1_000;
    base += Math.max(-most, Math.min(most, wall() - base - now));
    [settledAt, bootAt] = [now, boot];
  };
  return {
    now() {
      settle();
      last = Math.max(last, Math.floor(base + elapsed()));
      return last;
    },
    apart: () => wall() - (base + elapsed()),
  };
}

export const systemClock: SteadyClock = steadyClock({ wall: () => Date.now(), elapsed: () => performance.now(), sinceBoot: () => uptime() * 1_000 });
