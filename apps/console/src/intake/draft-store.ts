import { newUlid } from "@tocsin/client/new-ulid.ts";
import { seatNow, useSeat } from "../live/session.ts";
import { createStore, useStore } from "../store/external-store.ts";
import { createKeptRecords } from "../store/kept-records.ts";
import { newDraft, reduceDraft, type Draft, type DraftEvent } from "./draft.ts";

interface Kept {
  readonly draft: Draft;
  /** The form as it was last saved; null before the incident exists. */
  readonly saved: Draft | null;
}

const isKept = (value: unknown): value is Kept => typeof value === "object" && value !== null && "draft" in value && "saved" in value;

/**
 * The call that is being taken, by account: with every stroke sealed in the browser's storage, so that a reload or a crash loses nothing.
 * Whoever sits down next at this machine does not see it, and it is still there for the one who left.
 */
const drafts = createKeptRecords("draft", isKept);

export const draftNow = (): Kept | null => drafts.store.get()[seatNow().userId] ?? null;

function change(next: (kept: Kept) => Kept | null): void {
  const { userId } = seatNow();
  const kept = drafts.store.get()[userId];
  const after = kept && next(kept);
  if (!kept || after === kept) return;
  if (after) drafts.keep(userId, userId, after);
  else drafts.drop(userId);
}

/** A new form, unless one is open already; `filled` is what it starts with. */
export function beginDraft(filled: Partial<Pick<Draft, "advisoryId" | "matterId" | "said" | "address" | "drill" | "point" | "channel" | "noCallback">> = {}): void {
  const { userId } = seatNow();
  if (drafts.store.get()[userId] === undefined) drafts.keep(userId, userId, { draft: { ...newDraft(newUlid()), ...filled }, saved: null });
}
export function sendToDraft(event: DraftEvent): void {
  change((kept) => {
    const draft = reduceDraft(kept.draft, event);
    return draft === kept.draft ? kept : { ...kept, draft };
  });
}
export const markSaved = (saved: Draft): void => change((kept) => (kept.draft.incidentId === saved.incidentId ? { ...kept, saved } : kept));
export const dropDraft = (): void => change(() => null);

export function useDraft(): Kept | null {
  const { userId } = useSeat();
  return useStore(drafts.store, (all) => all[userId] ?? null);
}

/** While a save is on its way a second one waits. */
export const savingStore = createStore<boolean>(false);
