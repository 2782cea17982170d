import type { Db } from "@tocsin/ledger/db.ts";
import { dropGuessesBefore } from "@tocsin/ledger/guesses.ts";
import { GUESSES_KEPT_MS } from "@tocsin/identity/sign-in-gate.ts";
import { dropNoncesBefore } from "@tocsin/ledger/machine-keys.ts";
import { dropDevicesBefore } from "@tocsin/ledger/known-devices.ts";
import { dropChallengesBefore } from "@tocsin/ledger/passkeys.ts";
import { dropTrackBefore } from "@tocsin/ledger/positions.ts";
import { dropSessionsBefore } from "@tocsin/ledger/sessions.ts";
import { DAY, HOUR, MINUTE } from "@tocsin/kernel/instant.ts";
import { startRounds } from "../../rounds.ts";

/**
 * How long the track of a unit is kept. Arrivals and refusals are in the log for good; the track beside it only answers
 * "which way did they come" while a shift and its review last, and must not grow into a record of staff (CMD-02).
 */
export const TRACK_KEPT_MS = 3 * DAY;

/** A session ends 12 hours after its sign-in at the latest (edge/identity/sessions.ts); twice that leaves room for unequal clocks. */
export const SESSIONS_KEPT_MS = 24 * HOUR;

/** A device on which nobody has signed in for half a year is a stranger again. */
const DEVICES_KEPT_MS = 180 * DAY;

/** A passkey's question is open for five minutes (edge/identity/passkeys.ts). */
const CHALLENGES_KEPT_MS = 10 * MINUTE;

/** A signature is good for a minute to either side (edge/identity/request-signature.ts); ten leave room for unequal clocks. */
const NONCES_KEPT_MS = 10 * MINUTE;

/** How often a server looks, by the machine's clock: what is kept a few minutes longer harms nobody. */
const EVERY_MS = 10 * MINUTE;

export interface HousekeepingDeps {
  readonly db: Db;
  /** The city's time, in which positions are measured; it may run faster than the machine's. */
  readonly now: () => number;
  /** The machine's time, in which sessions live. */
  readonly machineNow: () => number;
  readonly report: (what: string, error: unknown) => void;
  /** Whether it looks by itself; tests do it by hand. */
  readonly automatic: boolean;
  readonly trackKeptMs?: number;
  readonly sessionsKeptMs?: number;
}

export interface Swept {
  readonly trackPoints: number;
  readonly sessions: number;
  readonly devices: number;
  readonly nonces: number;
  readonly challenges: number;
  readonly guesses: number;
}

export interface Housekeeping {
  /** Deletes what is past its time; answers how much. On several servers at once it is harmless. */
  sweep(): Promise<Swept>;
  /** Waits for a sweep under way, then stops. */
  stop(): Promise<void>;
}

/** Drops what is kept for a short time only: tracks of units, and sessions that have ended. */
export function startHousekeeping(deps: HousekeepingDeps): Housekeeping {
  const { db, trackKeptMs = TRACK_KEPT_MS, sessionsKeptMs = SESSIONS_KEPT_MS } = deps;
  const sweep = async (): Promise<Swept> => ({
    trackPoints: await dropTrackBefore(db, deps.now() - trackKeptMs),
    sessions: await dropSessionsBefore(db, deps.machineNow() - sessionsKeptMs),
    challenges: await dropChallengesBefore(db, deps.machineNow() - CHALLENGES_KEPT_MS),
    nonces: await dropNoncesBefore(db, deps.machineNow() - NONCES_KEPT_MS),
    guesses: await dropGuessesBefore(db, deps.machineNow() - GUESSES_KEPT_MS),
    devices: await dropDevicesBefore(db, deps.machineNow() - DEVICES_KEPT_MS),
  });
  // The first follows the start at once: it may have been a long stop.
  const rounds = startRounds({ everyMs: EVERY_MS, round: sweep, failed: (error) => deps.report("housekeeping", error), automatic: deps.automatic, first: "AT_ONCE" });
  return { sweep, stop: () => rounds.stop() };
}
