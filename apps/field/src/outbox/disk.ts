import { openSafe } from "@tocsin/client/open-safe.ts";
import type { Edit, Safe } from "@tocsin/client/safe.ts";
import type { Act } from "./act.ts";
import { takeOver, unpackOld } from "./old-disk.ts";
import type { OutboxChange } from "./outbox.ts";
import type { Shelf } from "./replay.ts";

/** A picture or a voice message that waits with its act. */
export interface KeptPhoto {
  readonly key: string;
  readonly blob: Blob;
}

/** All that survives a reload, sealed: acts and their photos until they are sent, what was seen until the sign-in is over. */
export interface Disk extends Shelf, Pick<Safe, "lasts" | "own" | "leave"> {
  /** Those that can be opened: of who is signed in here. */
  acts(): Promise<Act[]>;
  keepPhoto(photo: KeptPhoto, userId: string): Promise<void>;
  photo(key: string): Promise<KeptPhoto | undefined>;
  keepSeen(name: string, value: unknown): Promise<void>;
  seen(name: string): Promise<unknown>;
}

export async function openDisk(told: (count: number) => void): Promise<Disk> {
  const safe = await openSafe("tocsin-field-safe", told);
  if (safe.lasts) await takeOver(safe);
  return {
    lasts: safe.lasts,
    acts: async () => (await safe.all("act")).map(({ head }) => head as Act),
    async keep(next, change: OutboxChange) {
      const id = change.t === "queued" ? change.act.id : change.t === "loaded" ? undefined : change.id;
      if (id === undefined) return;
      const act = next.acts.find((one) => one.id === id);
      const before = (await safe.get("act", id))?.head as Act | undefined;
      const needed = new Set(act?.photos.map(({ blobKey }) => blobKey));
      const settled = (before?.photos ?? []).filter(({ blobKey }) => !needed.has(blobKey)).map(({ blobKey }): Edit => ({ drop: { kind: "photo", id: blobKey } }));
      await safe.change(act ? { keep: { kind: "act", id, of: act.userId, head: act } } : { drop: { kind: "act", id } }, ...settled);
    },
    keepPhoto: ({ key, blob }, userId) => safe.change({ keep: { kind: "photo", id: key, of: userId, head: { type: blob.type }, parts: [blob] } }),
    async photo(key) {
      const kept = await safe.get("photo", key);
      return kept && { key, blob: new Blob([kept.rest], { type: (kept.head as { type: string }).type }) };
    },
    keepSeen: (name, value) => safe.change({ keep: { kind: "seen", id: name, of: null, head: value } }),
    seen: async (name) => (await safe.get("seen", name))?.head,
    async own(userId, key) {
      await safe.own(userId, key);
      if (!safe.lasts) await takeOver(safe, userId);
      await unpackOld(safe);
    },
    leave: () => safe.leave(),
  };
}
