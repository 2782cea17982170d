import { createStore, useStore } from "../store/external-store.ts";

/** One sentence at the foot of the screen: what happened, and the key that mends it. */
export interface Notice {
  readonly id: number;
  readonly tone: "done" | "refused" | "lost";
  readonly text: string;
  readonly mend: { readonly key: string; readonly text: string; readonly run: () => void } | null;
}

export const noticeStore = createStore<Notice | null>(null);
let count = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** A notice that something is done goes by itself; one that asks for an act stays until the next. */
const DONE_MS = 8_000;

export function notify(tone: Notice["tone"], text: string, mend: Notice["mend"] = null): void {
  const id = (count += 1);
  clearTimeout(timer);
  noticeStore.set({ id, tone, text, mend });
  if (tone === "done") timer = setTimeout(() => noticeStore.set((now) => (now?.id === id ? null : now)), DONE_MS);
}

export const dismissNotice = (): void => noticeStore.set(null);

const whole = (notice: Notice | null): Notice | null => notice;
export const useNotice = (): Notice | null => useStore(noticeStore, whole);
