import type { Db } from "@tocsin/ledger/db.ts";
import { endOverdueEmergencies, runningEmergencies, type StoredEmergency } from "@tocsin/ledger/emergency-access.ts";
import type { Grant } from "../../session.ts";

/** How often a server looks what has begun and ended on the others: an access ended elsewhere counts here within this time. */
const LOOK_MS = 1_000;
/** Without an answer of the database for this long nobody holds emergency access here: it may have been ended. */
const BLIND_MS = 5_000;

export interface EmergencyBookDeps {
  readonly db: Db;
  /** The city's time, in which time boxes are measured. */
  readonly now: () => number;
  /** The machine's monotonic time, ms. */
  readonly elapsed: () => number;
  readonly report: (what: string, error: unknown) => void;
}

/** Emergency access that runs, on whichever server it began. */
export interface EmergencyBook {
  /** Rights that an account holds by it at this moment; the same list while nothing changes. */
  running(account: string): readonly Grant[];
  /** Hears of accounts whose emergency access has begun or ended. */
  subscribe(listener: (accounts: ReadonlySet<string>) => void): void;
  /** Hears of each that has ended by itself, on one server only. */
  onEnd(listener: (access: StoredEmergency) => Promise<void>): void;
  /** Looks at once. */
  look(): Promise<void>;
  close(): Promise<void>;
}

const NONE: readonly Grant[] = [];

interface Held {
  readonly account: string;
  readonly grants: readonly Grant[];
  readonly endsAt: number;
}

const heldOf = ({ id, account, role, orgPath, reason, endsAt }: StoredEmergency): Held => ({ account, endsAt: endsAt!, grants: [{ role, orgPath, emergency: { id, reason, endsAt: endsAt! } }] });

export async function openEmergencyBook({ db, now, elapsed, report }: EmergencyBookDeps): Promise<EmergencyBook> {
  /** By account: one has one at most. */
  let held = new Map<string, Held>();
  let seenAt = elapsed();
  const listeners: ((accounts: ReadonlySet<string>) => void)[] = [];
  const ends: ((access: StoredEmergency) => Promise<void>)[] = [];
  const idOf = (one: Held | undefined): string | undefined => one?.grants[0]?.emergency?.id;
  const take = (next: Map<string, Held>): void => {
    const changed = new Set([...held.keys(), ...next.keys()].filter((account) => idOf(held.get(account)) !== idOf(next.get(account))));
    held = next;
    if (changed.size > 0) for (const listener of listeners) listener(changed);
  };
  /** What is over is over before the database has been asked. */
  const drop = (): void => take(new Map([...held].filter(([, { endsAt }]) => endsAt > now() && elapsed() - seenAt < BLIND_MS)));
  const read = async (): Promise<void> => {
    const at = now();
    const running = await runningEmergencies(db, at);
    const before = held;
    seenAt = elapsed();
    take(new Map(running.map((access) => [access.account, idOf(before.get(access.account)) === access.id ? before.get(access.account)! : heldOf(access)])));
    for (const over of await endOverdueEmergencies(db, at)) for (const listener of ends) await listener(over);
  };
  let looking: Promise<void> = Promise.resolve();
  const look = (): Promise<void> => {
    const next = looking.then(read);
    looking = next.catch(() => undefined);
    return next;
  };
  await look();
  const tick = (): void => {
    drop();
    look().catch((error: unknown) => report("emergency access", error));
  };
  const timer = setInterval(tick, LOOK_MS).unref();
  return {
    running: (account) => {
      const one = held.get(account);
      return one === undefined || one.endsAt <= now() || elapsed() - seenAt >= BLIND_MS ? NONE : one.grants;
    },
    subscribe: (listener) => void listeners.push(listener),
    onEnd: (listener) => void ends.push(listener),
    look,
    async close() {
      clearInterval(timer);
      await looking;
    },
  };
}
