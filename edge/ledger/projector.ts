import type { Claim, StoredEvent, Timer } from "./types.ts";

/** A record as the log alone gives it, with all that the ledger keeps beside it. */
export interface Projected {
  readonly kind: string;
  readonly id: string;
  readonly state: unknown;
  readonly scope: readonly string[];
  readonly open: boolean;
  readonly timers: readonly Timer[];
}

/** Folds the log. The ledger does not know what events mean: whoever restores or checks one brings this along. */
export interface Projector {
  /** @throws when the event cannot follow what came before. */
  take(event: StoredEvent): void;
  records(): Iterable<Projected>;
  /** The active claims, each with since when. */
  claims(): Iterable<Claim & { readonly since: number }>;
  /** Hash over all records. */
  stateHash(): string;
}
