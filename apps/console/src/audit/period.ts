const DAY_MS = 86_400_000;

/** From its first moment on, before its last; ms UTC. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** The city's day at a moment, `2026-11-25`. */
export const dayOf = (at: number, utcOffset: number): string => new Date(at + utcOffset * 60_000).toISOString().slice(0, 10);

/** Midnight at which a day begins in the city; null for what is no day. */
function readDay(day: string, utcOffset: number): number | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day ? null : at - utcOffset * 60_000;
}

/** Days of the city from and to, `2026-11-25`, the last one included. Null when they are not given or end before they begin. */
export function periodOf(first: string, until: string, utcOffset: number): Period | null {
  const [from, last] = [readDay(first, utcOffset), readDay(until, utcOffset)];
  return from === null || last === null || last < from ? null : { from, to: last + DAY_MS };
}
