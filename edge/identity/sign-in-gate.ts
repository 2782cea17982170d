import { createHash } from "node:crypto";
import { openBackOff, type BackOff, type BackOffOptions } from "./back-off.ts";

/** Who tries: `device` is the hash of the mark of a device on which this account has signed in before, else null. */
export interface Source {
  readonly address: string;
  readonly device: string | null;
}

/**
 * Slows guessing down without handing anybody the means to lock a colleague out. A known device of an account counts for
 * itself alone: whatever strangers do to the account, from any address, its owner signs in there as always. Strangers count
 * per account and address, per account over all addresses (one password guessed from many places), and per address over all
 * accounts (one password tried on many). After OWASP, "Slow down online guessing attacks with device cookies".
 */
export interface SignInGate {
  /** Counts a try that is about to be made; answers how long to wait when it may not be made yet, else 0. */
  begin(account: string, source: Source, now: number): number;
  succeeded(account: string, source: Source): void;
  /** Under which keys a try from here is counted by all servers together: hashes, which name nobody. */
  sharedKeys(account: string, source: Source): SharedKeys;
  /** Takes up what all servers have counted under these keys. */
  learn(account: string, source: Source, counted: ReadonlyMap<string, { readonly count: number; readonly lastAt: number }>): void;
}

export interface SharedKeys {
  /** Those under which a failed try is counted. */
  readonly counted: readonly string[];
  /** Of these, those that a success clears. */
  readonly cleared: readonly string[];
}

/** A failed try is forgotten after this time, ms: twice the longest wait. */
export const GUESSES_KEPT_MS = 1_800_000;

const hashed = (kind: string, key: string): string => createHash("sha256").update(`${kind}\n${key}`).digest("hex");

export interface SignInGateOptions {
  /** Per known device of an account, and per account and address of strangers. */
  readonly pair?: BackOffOptions;
  /** Per account, strangers from everywhere together. */
  readonly account?: BackOffOptions;
  /** Per address, over all accounts. A control room behind one address mistypes now and then. */
  readonly address?: BackOffOptions;
}

export function openSignInGate(options: SignInGateOptions = {}): SignInGate {
  const pairs = openBackOff(options.pair);
  const accounts = openBackOff({ free: 25, ...options.account });
  const addresses = openBackOff({ free: 100, firstMs: 5_000, ...options.address });
  const pairOf = (account: string, { address, device }: Source): string => JSON.stringify(device === null ? [account, address] : [account, "device", device]);
  /** What a try counts against, the address last: a success does not clear that. */
  const countersOf = (account: string, source: Source): readonly (readonly [counter: BackOff, key: string, shared: string])[] => {
    const pair = pairOf(account, source);
    const own = [[pairs, pair, hashed("pair", pair)]] as const;
    return source.device !== null ? own : [...own, [accounts, account, hashed("account", account)], [addresses, source.address, hashed("address", source.address)]];
  };
  return {
    sharedKeys(account, source) {
      const counted = countersOf(account, source).map(([, , shared]) => shared);
      return { counted, cleared: counted.slice(0, 2) };
    },
    learn(account, source, counted) {
      for (const [counter, key, shared] of countersOf(account, source)) {
        const told = counted.get(shared);
        if (told !== undefined) counter.learn(key, told.count, told.lastAt);
      }
    },
    begin(account, source, now) {
      const pair = pairOf(account, source);
      const known = source.device !== null;
      const wait = Math.max(pairs.waitOf(pair, now), known ? 0 : accounts.waitOf(account, now), known ? 0 : addresses.waitOf(source.address, now));
      if (wait > 0) return wait;
      // Counted before the outcome is known: many tries at the same moment are many tries.
      pairs.count(pair, now);
      if (!known) accounts.count(account, now);
      if (!known) addresses.count(source.address, now);
      return 0;
    },
    succeeded(account, source) {
      pairs.forget(pairOf(account, source));
      if (source.device !== null) return;
      accounts.forget(account);
      // Not forgotten: whoever has one account could otherwise clear the way for guesses at all others.
      addresses.uncount(source.address);
    },
  };
}
