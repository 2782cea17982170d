import { MINUTE } from "@tocsin/kernel/instant.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { takeOutbox, type OutboxItem } from "@tocsin/ledger/outbox.ts";

/** Held so long by the server that works on it; longer than every exchange of one round. */
const LEASE_MS = MINUTE;
const AT_ONCE = 4;

export interface OutboxWork {
  readonly topic: string;
  readonly deliver: (item: OutboxItem) => Promise<void>;
  /** Puts off an item whose delivery threw, so that it holds up no other. */
  readonly bear: (item: OutboxItem) => Promise<void>;
  readonly report: (what: string, error: unknown) => void;
}

/** Works on what is due of a topic until nothing is, a few items at once; answers how many were worked on. */
export async function workOutbox(db: Db, now: () => number, { topic, deliver, bear, report }: OutboxWork): Promise<number> {
  let worked = 0;
  for (;;) {
    const items = await takeOutbox(db, now(), { topics: [topic], limit: AT_ONCE, leaseMs: LEASE_MS });
    if (items.length === 0) return worked;
    worked += items.length;
    await Promise.all(items.map(async (item) => {
      try {
        await deliver(item);
      } catch (error) {
        report(topic, error);
        await bear(item).catch((again: unknown) => report(topic, again));
      }
    }));
  }
}
