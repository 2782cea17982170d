import { systemClock } from "./clock.ts";
import type { MissingParts } from "./missing-parts.ts";
import { startRounds } from "./rounds.ts";

const EVERY_MS = 1_000;
const APART_MS = 2_000;

/** Names the clock on every screen while the machine's is far from the one that limits go by; answers how to stop. */
export function watchClock(missing: Pick<MissingParts, "down" | "up">, apart: () => number = () => systemClock.apart()): () => void {
  const timer = setInterval(() => {
    if (Math.abs(apart()) > APART_MS) missing.down("clock");
    else missing.up("clock");
  }, EVERY_MS).unref();
  return () => clearInterval(timer);
}

/** The database's clock beside the machine's, asked once. */
export interface DatabaseClock {
  /** ms UTC. */
  ask(): Promise<number>;
  readonly wall: () => number;
}

const ASK_EVERY_MS = 60_000;

/**
 * Names the database's clock on every screen while it is further from this machine's than the limits for codes and signatures bear
 * (ASVS V16.2.2): of several servers each holds its own against the one that all share. How long the answer took is no difference.
 */
export function watchDatabaseClock({ ask, wall }: DatabaseClock, missing: Pick<MissingParts, "down" | "up">, automatic = true): { look(): Promise<void>; stop(): Promise<void> } {
  const look = async (): Promise<void> => {
    const before = wall();
    const there = await ask().catch(() => null);
    // A database that does not answer has an alarm of its own.
    if (there === null) return;
    const after = wall();
    const apart = Math.abs(there - (before + after) / 2) - (after - before) / 2;
    if (apart > APART_MS) missing.down("clock-database");
    else missing.up("clock-database");
  };
  // What does not answer is no failure of ours.
  const rounds = startRounds({ everyMs: ASK_EVERY_MS, round: look, failed: () => undefined, automatic, first: "AT_ONCE" });
  return { look, stop: () => rounds.stop() };
}
