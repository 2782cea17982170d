/**
 * A wait that grows with failures: so many tries are free, then each further one waits twice as long, up to a limit.
 * Counted in memory, for a bounded number of keys.
 */
export interface BackOffOptions {
  /** Tries without any wait; default 5. */
  free?: number;
  /** The first wait, doubled with every further failure; default 30 s. */
  firstMs?: number;
  /** Default 15 min. */
  longestMs?: number;
  /** How many keys are remembered at most; the longest unused is forgotten first. Default 50 000. */
  most?: number;
}

export interface BackOff {
  /** How long to wait before the next try, 0 when it may be made; counts nothing. */
  waitOf(key: string, now: number): number;
  count(key: string, now: number): void;
  /** Takes one try back. */
  uncount(key: string): void;
  forget(key: string): void;
  /** What others have counted: the greater number and the later moment hold. */
  learn(key: string, count: number, last: number): void;
}

export function openBackOff(options: BackOffOptions = {}): BackOff {
  const { free = 5, firstMs = 30_000, longestMs = 900_000, most = 50_000 } = options;
  const failures = new Map<string, { count: number; last: number }>();
  const known = (key: string, now: number): { count: number; last: number } | undefined => {
    const found = failures.get(key);
    return found && now - found.last < 2 * longestMs ? found : undefined;
  };
  return {
    waitOf(key, now) {
      const before = known(key, now);
      if (before === undefined || before.count < free) return 0;
      return Math.max(0, before.last + Math.min(longestMs, firstMs * 2 ** Math.min(30, before.count - free)) - now);
    },
    count(key, now) {
      const count = (known(key, now)?.count ?? 0) + 1;
      failures.delete(key);
      failures.set(key, { count, last: now });
      if (failures.size > most) failures.delete(failures.keys().next().value!);
    },
    uncount(key) {
      const found = failures.get(key);
      if (found) failures.set(key, { ...found, count: Math.max(0, found.count - 1) });
    },
    forget: (key) => void failures.delete(key),
    learn(key, count, last) {
      const before = failures.get(key);
      if (before === undefined || before.count < count) failures.set(key, { count, last: Math.max(last, before?.last ?? last) });
    },
  };
}
