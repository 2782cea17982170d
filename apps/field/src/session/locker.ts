import type { Client } from "@tocsin/client/client.ts";
import type { Disk } from "../outbox/disk.ts";
import { changeOutbox } from "../outbox/outbox.ts";
import { keyOf, openAct, sealAct } from "../outbox/sealed-act.ts";
import type { Store } from "../state/store.ts";

/** What a device keeps of an account while nobody is signed in at it: what was not sent, sealed, and nothing else (ASVS V14.3.1). */
export interface Locker {
  /** What the account had put away here comes back. */
  open(userId: string): Promise<void>;
  /** What was seen is forgotten, what was not sent is sealed until the same account signs in again. It is never lost: what cannot be sealed stays as it is. */
  putAway(userId: string | null): Promise<void>;
}

/** In the store of what was seen, and forgotten with it. Over plain HTTP a browser has no cipher, and there is no key. */
const KEY = "key";
const hasCipher = (): boolean => "subtle" in crypto;

export function createLocker(store: Store, client: Client, disk: Disk): Locker {
  async function seal(userId: string): Promise<void> {
    const key = (await disk.seen(KEY)) as CryptoKey | undefined;
    if (key === undefined) return;
    const mine = (await disk.acts()).filter((act) => act.userId === userId);
    const sealed = await Promise.all(mine.map(async (act) => sealAct(key, act, (await Promise.all(act.photos.map(({ blobKey }) => disk.photo(blobKey)))).filter((photo) => photo !== undefined))));
    await disk.putAway(sealed);
  }
  async function open(userId: string): Promise<void> {
    if (!hasCipher()) return;
    const key = await keyOf((await client.deviceKey()).key);
    await disk.keepSeen(KEY, key);
    // What this key does not open stays where it is.
    const opened = (await Promise.allSettled((await disk.away(userId)).map((sealed) => openAct(key, sealed)))).flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    if (opened.length === 0) return;
    await disk.takeBack(opened);
    store.set({ outbox: changeOutbox(store.get().outbox, { t: "loaded", acts: opened.map(({ act }) => act) }) });
  }
  // One after the other: whoever signs in again at once finds what was just put away.
  let last: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => (last = last.catch(() => undefined).then(work));
  return {
    open: (userId) => inTurn(() => open(userId)),
    putAway: (userId) =>
      inTurn(async () => {
        await (userId === null ? Promise.resolve() : seal(userId)).finally(() => disk.forgetSeen());
        store.set({ outbox: { acts: store.get().outbox.acts.filter((act) => act.userId !== userId) } });
      }),
  };
}
