import type { Position } from "@tocsin/contract/views.ts";

/** One reading of the device's position. */
export interface Fix {
  readonly lon: number;
  readonly lat: number;
  /** Device clock, ms. */
  readonly at: number;
  readonly accuracyM: number;
  readonly speedKmh: number | null;
  readonly heading: number | null;
}

/** Above this a reading says nothing useful; the server refuses it too. */
export const ACCURACY_MOST_M = 500;
/** Positions are the present, not a history: what is older than this when the network returns is left out. */
export const AGE_MOST_MS = 120_000;
const HELD_MOST = 60;

/** Readings that wait to be sent, oldest first. */
export const withFix = (held: readonly Fix[], fix: Fix): readonly Fix[] =>
  fix.accuracyM > ACCURACY_MOST_M || (held.at(-1)?.at ?? -1) >= fix.at ? held : [...held, fix].slice(-HELD_MOST);

/** The batch to send now, in server time. */
export function batchOf(held: readonly Fix[], unitId: string, now: number, offset: number): Position[] {
  return held
    .filter((fix) => now - fix.at <= AGE_MOST_MS)
    .map((fix) => ({
      unitId,
      lon: fix.lon,
      lat: fix.lat,
      at: Math.round(fix.at + offset),
      accuracyM: Math.min(fix.accuracyM, ACCURACY_MOST_M),
      ...(fix.speedKmh === null ? {} : { speedKmh: Math.min(300, Math.max(0, fix.speedKmh)) }),
      ...(fix.heading === null || Number.isNaN(fix.heading) ? {} : { heading: fix.heading }),
    }));
}
