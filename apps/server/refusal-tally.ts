/** What was refused as wrong within a minute, of one account (`unknown`: strangers together), with one code. */
export interface RefusalSum {
  readonly actor: string;
  readonly scope: readonly string[];
  readonly code: string;
  readonly count: number;
  /** Routes at which it was, and addresses from which, the first of each. */
  readonly routes: readonly string[];
  readonly addresses: readonly string[];
  readonly from: number;
  readonly to: number;
}

export interface RefusedOnce {
  readonly actor: string;
  readonly scope: readonly string[];
  readonly code: string;
  readonly route: string;
  readonly address: string;
}

/**
 * Counts requests that were refused as wrong (bodies, addresses, rates): tries to get round a control leave a trace, and cannot fill the
 * audit, since a minute has at most one row for an account and a code (ASVS V16.3.3).
 */
export interface RefusalTally {
  note(refused: RefusedOnce): void;
  /** Writes what has come together; what cannot be written is reported and let go. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

const EVERY_MS = 60_000;
const NAMED_MOST = 20;

export function openRefusalTally(write: (sum: RefusalSum) => Promise<void>, now: () => number): RefusalTally {
  let sums = new Map<string, { readonly first: RefusedOnce; readonly from: number; to: number; count: number; readonly routes: Set<string>; readonly addresses: Set<string> }>();
  const add = (names: Set<string>, name: string): void => void (names.size < NAMED_MOST && names.add(name));
  const flush = async (): Promise<void> => {
    const due = [...sums.values()];
    sums = new Map();
    await Promise.all(due.map(({ first: { actor, scope, code }, from, to, count, routes, addresses }) => write({ actor, scope, code, count, from, to, routes: [...routes], addresses: [...addresses] })));
  };
  const timer = setInterval(() => void flush(), EVERY_MS).unref();
  return {
    note(refused) {
      const key = JSON.stringify([refused.actor, refused.code]);
      const at = now();
      const sum = sums.get(key) ?? { first: refused, from: at, to: at, count: 0, routes: new Set<string>(), addresses: new Set<string>() };
      sum.count += 1;
      sum.to = at;
      add(sum.routes, refused.route);
      add(sum.addresses, refused.address);
      sums.set(key, sum);
    },
    flush,
    async stop() {
      clearInterval(timer);
      await flush();
    },
  };
}
