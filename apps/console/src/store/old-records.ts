import type { Edit, Safe } from "@tocsin/client/safe.ts";

/** Where builds before the safe kept what was entered, in clear, and the paper board. */
const DRAFTS = "tocsin.drafts";
const WAITING = "tocsin.waiting";
const PAPER_CACHE = "paper";

function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}
const put = (key: string, left: unknown, none: boolean): void => (none ? localStorage.removeItem(key) : localStorage.setItem(key, JSON.stringify(left)));

/** Takes over once what an older build has left, so that an update loses nothing and leaves nothing readable; with `only`, of that account alone. */
export async function takeOver(safe: Safe, only?: string): Promise<void> {
  if ("caches" in globalThis) void caches.delete(PAPER_CACHE);
  const drafts = Object.entries((read(DRAFTS) ?? {}) as Readonly<Record<string, unknown>>);
  const waiting = (read(WAITING) ?? []) as readonly { readonly key: string; readonly by: string }[];
  const taken = (userId: string): boolean => only === undefined || userId === only;
  const edits: Edit[] = [
    ...drafts.filter(([userId]) => taken(userId)).map(([userId, head]): Edit => ({ keep: { kind: "draft", id: userId, of: userId, head } })),
    ...waiting.filter(({ by }) => taken(by)).map((head): Edit => ({ keep: { kind: "waiting", id: head.key, of: head.by, head } })),
  ];
  if (edits.length === 0) return;
  await safe.change(...edits);
  const others = drafts.filter(([userId]) => !taken(userId));
  const still = waiting.filter(({ by }) => !taken(by));
  put(DRAFTS, Object.fromEntries(others), others.length === 0);
  put(WAITING, still, still.length === 0);
}
