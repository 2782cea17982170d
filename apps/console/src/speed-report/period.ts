const DAY_MS = 86_400_000;

/** Which time a report is about; days are the city's, `2026-11-25`, the last one included. */
export type PeriodChoice = { readonly kind: "TODAY" } | { readonly kind: "WEEK" } | { readonly kind: "DAYS"; readonly from: string; readonly to: string };

/** From its first moment on, before its last; ms UTC. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** The beginning of the city's day that holds a moment. `utcOffset` in minutes. */
function dayStart(at: number, utcOffset: number): number {
  const shift = utcOffset * 60_000;
  return Math.floor((at + shift) / DAY_MS) * DAY_MS - shift;
}

/** The city's day at a moment, `2026-11-25`. */
export const dayOf = (at: number, utcOffset: number): string => new Date(at + utcOffset * 60_000).toISOString().slice(0, 10);

/** Midnight at which a day begins in the city; null for what is no day. */
function readDay(day: string, utcOffset: number): number | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day ? null : at - utcOffset * 60_000;
}

/** The moments of a choice: today and the last seven days end now. Null when the days are not given or end before they begin. */
export function periodOf(choice: PeriodChoice, now: number, utcOffset: number): Period | null {
  if (choice.kind === "TODAY") return { from: dayStart(now, utcOffset), to: now };
  if (choice.kind === "WEEK") return { from: dayStart(now, utcOffset) - 6 * DAY_MS, to: now };
  const from = readDay(choice.from, utcOffset);
  const last = readDay(choice.to, utcOffset);
  return from === null || last === null || last < from ? null : { from, to: last + DAY_MS };
}
