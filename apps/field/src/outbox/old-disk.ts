import { deleteDB, openDB, type DBSchema } from "idb";
import type { Edit, Kept, Safe } from "@tocsin/client/safe.ts";
import type { Key, Sealed } from "@tocsin/client/sealed.ts";
import type { Act } from "./act.ts";

/** How builds before the safe kept things: in clear, and sealed only while nobody was signed in. */
interface OldStores extends DBSchema {
  acts: { key: string; value: Act };
  photos: { key: string; value: { readonly key: string; readonly blob: Blob } };
  seen: { key: string; value: unknown };
  away: { key: string; value: Sealed & { readonly id: string; readonly userId: string } };
}
const NAME = "tocsin-field";
const STORES = ["acts", "photos", "seen", "away"] as const;
/** An act sealed with its photos, as one. */
const PACKED = "away";
interface Packed {
  readonly act: Act;
  readonly photos: readonly { readonly key: string; readonly type: string; readonly size: number }[];
}

const keepAct = (act: Act): Edit => ({ keep: { kind: "act", id: act.id, of: act.userId, head: act } });
const keepPhoto = (id: string, of: string, blob: Blob): Edit => ({ keep: { kind: "photo", id, of, head: { type: blob.type }, parts: [blob] } });

/** Takes over once what an older build has left here, so that an update loses nothing and leaves nothing readable; with `only`, of that account alone. */
export async function takeOver(safe: Safe, only?: string): Promise<void> {
  if (!(await indexedDB.databases()).some(({ name }) => name === NAME)) return;
  const db = await openDB<OldStores>(NAME);
  const stores = STORES.filter((name) => db.objectStoreNames.contains(name));
  const all = <Name extends (typeof STORES)[number]>(name: Name): Promise<OldStores[Name]["value"][]> => (stores.includes(name) ? db.getAll(name) : Promise.resolve([]));
  const seen = async (name: string): Promise<unknown> => (stores.includes("seen") ? db.get("seen", name) : undefined);
  const [acts, photos, away, last, key] = await Promise.all([all("acts"), all("photos"), all("away"), seen("last"), seen("key")]);
  const taken = acts.filter(({ userId }) => only === undefined || userId === only);
  const theirs = new Map(taken.flatMap(({ userId, photos: named }) => named.map(({ blobKey }) => [blobKey, userId] as const)));
  const seat = (last as { seat?: { userId: string } } | undefined)?.seat;
  if (key !== undefined && seat && only === undefined) await safe.own(seat.userId, async () => key as Key);
  await safe.change(
    ...taken.map(keepAct),
    ...photos.flatMap(({ key: name, blob }) => (theirs.has(name) ? [keepPhoto(name, theirs.get(name)!, blob)] : [])),
    ...(last === undefined || only !== undefined ? [] : [{ keep: { kind: "seen", id: "last", of: null, head: last } }]),
  );
  await safe.adopt(away.map(({ id, userId, nonce, bytes }) => ({ kind: PACKED, id, of: userId, under: "ACCOUNT", nonce, bytes })));
  await forget(db, stores, taken, only === undefined || taken.length === acts.length);
}

type Old = Awaited<ReturnType<typeof openDB<OldStores>>>;

/** First what was taken, in one piece; then, when nothing is left, the database: another tab may hold that open for a while. */
async function forget(db: Old, stores: readonly (typeof STORES)[number][], taken: readonly Act[], whole: boolean): Promise<void> {
  if (stores.length > 0) {
    const transaction = db.transaction(stores, "readwrite", { durability: "strict" });
    for (const name of stores) {
      if (whole || name === "seen") void transaction.objectStore(name).clear();
      else if (name === "acts") for (const { id } of taken) void transaction.objectStore(name).delete(id);
    }
    await transaction.done;
  }
  db.close();
  if (whole) void deleteDB(NAME);
}

/** What an older build sealed as one, act and photos, is laid apart as soon as its account is here. */
export async function unpackOld(safe: Safe): Promise<void> {
  for (const packed of await safe.all(PACKED)) await safe.change(...laidApart(packed), { drop: { kind: PACKED, id: packed.id } });
}

function laidApart({ head, rest }: Kept): Edit[] {
  const { act, photos } = head as Packed;
  let at = 0;
  return [keepAct(act), ...photos.map(({ key, type, size }) => keepPhoto(key, act.userId, new Blob([rest.slice(at, (at += size))], { type })))];
}
