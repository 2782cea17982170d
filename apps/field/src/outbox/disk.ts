import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Act } from "./act.ts";
import type { OutboxChange } from "./outbox.ts";
import type { Shelf } from "./replay.ts";
import type { KeptPhoto, SealedAct } from "./sealed-act.ts";

interface Shelves extends DBSchema {
  acts: { key: string; value: Act };
  photos: { key: string; value: KeptPhoto };
  /** What was last seen of the server, by name: readable without it. */
  seen: { key: string; value: unknown };
  /** What accounts have not sent that are not signed in here. */
  away: { key: string; value: SealedAct };
}

/** All that survives a reload, in IndexedDB. */
export interface Disk extends Shelf {
  acts(): Promise<Act[]>;
  keepPhoto(photo: KeptPhoto): Promise<void>;
  photo(key: string): Promise<KeptPhoto | undefined>;
  keepSeen(name: string, value: unknown): Promise<void>;
  seen(name: string): Promise<unknown>;
  forgetSeen(): Promise<void>;
  /** Sealed acts in place of the open ones, all or none; `takeBack` the other way. */
  putAway(sealed: readonly SealedAct[]): Promise<void>;
  away(userId: string): Promise<SealedAct[]>;
  takeBack(opened: readonly { readonly act: Act; readonly photos: readonly KeptPhoto[] }[]): Promise<void>;
}

const open = (): Promise<IDBPDatabase<Shelves>> =>
  openDB<Shelves>("tocsin-field", 2, {
    upgrade(db, before) {
      if (before < 1) {
        db.createObjectStore("acts", { keyPath: "id" });
        db.createObjectStore("photos", { keyPath: "key" });
        db.createObjectStore("seen");
      }
      db.createObjectStore("away", { keyPath: "id" });
    },
    // A tab of a newer build waits for this one to let go.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });

export async function openDisk(): Promise<Disk> {
  const db = await open();
  return {
    acts: () => db.getAll("acts"),
    async keep(next, change: OutboxChange) {
      const id = change.t === "queued" ? change.act.id : change.t === "loaded" ? undefined : change.id;
      if (id === undefined) return;
      const act = next.acts.find((one) => one.id === id);
      const before = await db.get("acts", id);
      const transaction = db.transaction(["acts", "photos"], "readwrite", { durability: "strict" });
      await (act ? transaction.objectStore("acts").put(act) : transaction.objectStore("acts").delete(id));
      const needed = new Set(act?.photos.map(({ blobKey }) => blobKey));
      for (const { blobKey } of before?.photos ?? []) if (!needed.has(blobKey)) await transaction.objectStore("photos").delete(blobKey);
      await transaction.done;
    },
    keepPhoto: async (photo) => void (await db.put("photos", photo)),
    photo: (key) => db.get("photos", key),
    keepSeen: async (name, value) => void (await db.put("seen", value, name)),
    seen: (name) => db.get("seen", name),
    forgetSeen: () => db.clear("seen"),
    async putAway(sealed) {
      const transaction = db.transaction(["acts", "photos", "away"], "readwrite", { durability: "strict" });
      for (const one of sealed) {
        const act = await transaction.objectStore("acts").get(one.id);
        await transaction.objectStore("away").put(one);
        await transaction.objectStore("acts").delete(one.id);
        for (const { blobKey } of act?.photos ?? []) await transaction.objectStore("photos").delete(blobKey);
      }
      await transaction.done;
    },
    away: async (userId) => (await db.getAll("away")).filter((one) => one.userId === userId),
    async takeBack(opened) {
      const transaction = db.transaction(["acts", "photos", "away"], "readwrite", { durability: "strict" });
      for (const { act, photos } of opened) {
        await transaction.objectStore("acts").put(act);
        for (const photo of photos) await transaction.objectStore("photos").put(photo);
        await transaction.objectStore("away").delete(act.id);
      }
      await transaction.done;
    },
  };
}
