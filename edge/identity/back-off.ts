/**
 * Slows guessing down. Failures count per account *and* address together: someone who guesses a colleague's password from
 * elsewhere cannot lock the colleague out of the control room, and one wrong typist behind a shared address locks nobody else.
 */
export interface BackOffOptions {
  /** Tries without any wait; default 5. */
  free?: number;
  /** The first wait, doubled with every further failure; default 30 s. */
  firstMs?: number;
  /** Default 15 min. */
  longestMs?: number;
  /** How many pairs are remembered at most; the longest unused is forgotten first. Default 50 000. */
  most?: number;
}

export interface BackOff {
  /** Counts a try that is about to be made; answers how long to wait when it may not be made yet, else 0. */
  begin(account: string, address: string, now: number): number;
  succeeded(account: string, address: string): void;
}

export function openBackOff(options: BackOffOptions = {}): BackOff {
  const { free = 5, firstMs = 30_000, longestMs = 900_000, most = 50_000 } = options;
  const failures = new Map<string, { count: number; last: number }>();
  const key = (account: string, address: string): string => JSON.stringify([account, address]);
  return {
    begin(account, address, now) {
      const pair = key(account, address);
      const known = failures.get(pair);
      const before = known && now - known.last < 2 * longestMs ? known : { count: 0, last: now };
      if (before.count >= free) {
        const wait = Math.min(longestMs, firstMs * 2 ** Math.min(30, before.count - free));
        const left = before.last + wait - now;
        if (left > 0) return left;
      }
      // Counted before the outcome is known: many tries at the same moment are many tries.
      failures.delete(pair);
      failures.set(pair, { count: before.count + 1, last: now });
      if (failures.size > most) failures.delete(failures.keys().next().value!);
      return 0;
    },
    succeeded(account, address) {
      failures.delete(key(account, address));
    },
  };
}
