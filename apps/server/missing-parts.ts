/** Parts of the platform that are down: shown on every screen, while intake and dispatch go on. */
export interface MissingParts {
  down(part: string): void;
  up(part: string): void;
  list(): readonly string[];
  /** Since when each is down, ms UTC. */
  since(): Readonly<Record<string, number>>;
  /** Told of every change; answers how to stop. */
  subscribe(listener: () => void): () => void;
}

export function trackMissingParts(now: () => number): MissingParts {
  const parts = new Map<string, number>();
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };
  return {
    down(part) {
      if (parts.has(part)) return;
      parts.set(part, now());
      tell();
    },
    up(part) {
      if (parts.delete(part)) tell();
    },
    list: () => [...parts.keys()].sort(),
    since: () => Object.fromEntries(parts),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
