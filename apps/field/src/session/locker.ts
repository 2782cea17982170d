import type { Client } from "@tocsin/client/client.ts";
import { keyOf } from "@tocsin/client/sealed.ts";
import type { Disk } from "../outbox/disk.ts";
import { changeOutbox } from "../outbox/outbox.ts";
import type { Store } from "../state/store.ts";

/** What a device keeps of an account while nobody is signed in at it: what was not sent, under a key that is not here, and nothing else (ASVS V14.3.1). */
export interface Locker {
  /** What the account had put away here comes back. */
  open(userId: string): Promise<void>;
  /** What was seen is forgotten; what was not sent stays shut until the same account signs in again. */
  putAway(userId: string | null): Promise<void>;
}

export function createLocker(store: Store, client: Client, disk: Disk): Locker {
  async function open(userId: string): Promise<void> {
    const here = new Set(store.get().outbox.acts.map(({ id }) => id));
    await disk.own(userId, async () => keyOf((await client.deviceKey()).key));
    const back = (await disk.acts()).filter(({ id }) => !here.has(id));
    if (back.length > 0) store.set({ outbox: changeOutbox(store.get().outbox, { t: "loaded", acts: back }) });
  }
  // One after the other: whoever signs in again at once finds what was just put away.
  let last: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => (last = last.catch(() => undefined).then(work));
  return {
    open: (userId) => inTurn(() => open(userId)),
    putAway: (userId) =>
      inTurn(() => disk.leave().finally(() => store.set({ outbox: { acts: store.get().outbox.acts.filter((act) => act.userId !== userId) } }))),
  };
}
