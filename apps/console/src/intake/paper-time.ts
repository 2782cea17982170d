const DAY_MS = 86_400_000;

/**
 * The latest moment, not after `now`, at which the city's clocks showed what was typed: `9:05`, `09:05`, `0905`, also with a
 * full-width colon. Null when it is no time of day. `now` is ms UTC, `utcOffset` minutes.
 */
export function paperTime(typed: string, now: number, utcOffset: number): number | null {
  const parts = /^\s*([01]?\d|2[0-3])[:：]?([0-5]\d)\s*$/.exec(typed);
  if (parts === null) return null;
  const offset = utcOffset * 60_000;
  const midnight = Math.floor((now + offset) / DAY_MS) * DAY_MS - offset;
  const at = midnight + (Number(parts[1]) * 60 + Number(parts[2])) * 60_000;
  return at > now ? at - DAY_MS : at;
}
