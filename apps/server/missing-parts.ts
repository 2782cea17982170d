/** Parts of the platform that are down: shown on every screen, while intake and dispatch go on. */
export interface MissingParts {
  down(part: string): void;
  up(part: string): void;
  list(): readonly string[];
}

export function trackMissingParts(): MissingParts {
  const parts = new Set<string>();
  return { down: (part) => void parts.add(part), up: (part) => void parts.delete(part), list: () => [...parts].sort() };
}
