/** Requests that each key has left, refilled evenly over the minute (token bucket). Counted by this server alone. */
export interface RequestRate {
  /** Takes one; answers 0, or the seconds until the next may be had. */
  take(key: string, perMinute: number, now: number): number;
}

const MINUTE_MS = 60_000;

/** A burst may use a quarter of the minute's allowance at once, and at least one. */
export function openRequestRate(): RequestRate {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(key, perMinute, now) {
      if (perMinute <= 0) return 60;
      const most = Math.max(1, perMinute / 4);
      const { left, at } = buckets.get(key) ?? { left: most, at: now };
      const filled = Math.min(most, left + (Math.max(0, now - at) * perMinute) / MINUTE_MS);
      const taken = filled >= 1;
      buckets.set(key, { left: taken ? filled - 1 : filled, at: now });
      return taken ? 0 : Math.max(1, Math.ceil(((1 - filled) * MINUTE_MS) / perMinute / 1_000));
    },
  };
}
