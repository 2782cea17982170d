const MINUTE_MS = 60_000;

/** A moment of a `datetime-local` field as ms UTC, at the city's offset in minutes. */
export const momentOf = (typed: string, utcOffset: number): number => Date.parse(`${typed}:00Z`) - utcOffset * MINUTE_MS;

/** A moment as such a field wants it, rounded up to five minutes. */
export const typedMoment = (at: number, utcOffset: number): string => new Date(Math.ceil(at / (5 * MINUTE_MS)) * 5 * MINUTE_MS + utcOffset * MINUTE_MS).toISOString().slice(0, 16);

/** With its year, for what lasts: `2026-11-26 14:05`. */
export const lastingMomentText = (at: number, utcOffset: number): string => new Date(at + utcOffset * MINUTE_MS).toISOString().slice(0, 16).replace("T", " ");

/** Day and time for a list: `11-26 14:05`. */
export const momentText = (at: number, utcOffset: number): string => new Date(at + utcOffset * MINUTE_MS).toISOString().slice(5, 16).replace("T", " ");
