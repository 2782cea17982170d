import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Act } from "./act.ts";
import type { OutboxChange } from "./outbox.ts";
import type { Shelf } from "./replay.ts";

export interface KeptPhoto {
  readonly key: string;
  readonly blob: Blob;
}

interface Shelves extends DBSchema {
  acts: { key: string; value: Act };
  photos: { key: string; value: KeptPhoto };
  /** What was last seen of the server, by name: readable without it. */
  seen: { key: string; value: unknown };
}

/** All that survives a reload, in IndexedDB. */
export interface Disk extends Shelf {
  acts(): Promise<Act[]>;
  keepPhoto(photo: KeptPhoto): Promise<void>;
  photo(key: string): Promise<KeptPhoto | undefined>;
  keepSeen(name: string, value: unknown): Promise<void>;
  seen(name: string): Promise<unknown>;
  forgetSeen(): Promise<void>;
}

const open = (): Promise<IDBPDatabase<Shelves>> =>
  openDB<Shelves>("tocsin-field", 1, {
    upgrade(db) {
      db.createObjectStore("acts", { keyPath: "id" });
      db.createObjectStore("photos", { keyPath: "key" });
      db.createObjectStore("seen");
    },
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
  };
}
