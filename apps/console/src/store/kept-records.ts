import { openSafe } from "@tocsin/client/open-safe.ts";
import type { Edit, Safe } from "@tocsin/client/safe.ts";
import type { Key } from "@tocsin/client/sealed.ts";
import { sayNow } from "../language/words.ts";
import { notify } from "../live/notice.ts";
import { CONSOLE_SAFE } from "../paper/paper-place.ts";
import { createStore, type Store } from "./external-store.ts";
import { takeOver } from "./old-records.ts";

/** Whether what is entered outlives the page. */
export const keepsStore = createStore<boolean>(true);

const safe: Promise<Safe> = openSafe(CONSOLE_SAFE, (count) => notify("lost", sayNow("notice.unopened", { count }))).then(async (opened) => {
  keepsStore.set(opened.lasts);
  if (opened.lasts) await takeOver(opened);
  return opened;
});

/** Records of accounts that outlive a reload and the sign-in, sealed (ASVS V14.3.3); read at the sign-in, held by id. */
interface KeptRecords<Value> {
  readonly store: Store<Readonly<Record<string, Value>>>;
  keep(id: string, of: string, value: Value): void;
  drop(id: string): void;
}
const all: { readonly kind: string; take(heads: readonly (readonly [string, unknown])[]): void }[] = [];

export function createKeptRecords<Value>(kind: string, accept: (value: unknown) => value is Value): KeptRecords<Value> {
  const store = createStore<Readonly<Record<string, Value>>>({});
  all.push({ kind, take: (heads) => store.set(Object.fromEntries(heads.flatMap(([id, head]) => (accept(head) ? [[id, head]] : [])))) });
  return {
    store,
    keep(id, of, value) {
      store.set((before) => ({ ...before, [id]: value }));
      keepSoon({ keep: { kind, id, of, head: value } });
    },
    drop(id) {
      store.set(({ [id]: _gone, ...others }) => others);
      keepSoon({ drop: { kind, id } });
    },
  };
}

/** What waits to be written, the newest of each. */
const unwritten = new Map<string, Edit>();
let writing: Promise<void> = Promise.resolve();

async function write(): Promise<void> {
  const edits = [...unwritten.values()];
  unwritten.clear();
  if (edits.length === 0) return;
  const opened = await safe;
  await opened.change(...edits).then(() => keepsStore.set(opened.lasts), () => keepsStore.set(false));
}

/** Fast hands write a letter while the one before is being sealed: only what is newest then is written next. */
export function keepSoon(edit: Edit): void {
  const { kind, id } = "keep" in edit ? edit.keep : edit.drop;
  unwritten.set(`${kind} ${id}`, edit);
  writing = writing.then(write);
}

/** Resolves when all that was to be kept until now lies in the browser. */
export const written = (): Promise<void> => writing;

/** Opens what the account has kept in this browser. @throws what the asking throws */
export async function openKept(userId: string, key: () => Promise<Key>): Promise<void> {
  const opened = await safe;
  await writing;
  await opened.own(userId, key);
  if (!opened.lasts) await takeOver(opened, userId);
  for (const { kind, take } of all) take((await opened.all(kind)).map(({ id, head }) => [id, head] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The sign-in is over: nothing stays in memory, and what stays on the disk is its account's alone. */
export function closeKept(): void {
  for (const { take } of all) take([]);
  writing = writing.then(async () => (await safe).leave()).catch(() => keepsStore.set(false));
}
