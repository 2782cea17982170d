import { newUlid } from "@tocsin/client/new-ulid.ts";
import { seatNow, useSeat } from "../live/session.ts";
import { createKeptStore, createStore, useStore } from "../store/external-store.ts";
import { newDraft, reduceDraft, type Draft, type DraftEvent } from "./draft.ts";

interface Kept {
  readonly draft: Draft;
  /** The form as it was last saved; null before the incident exists. */
  readonly saved: Draft | null;
}
/** By account: whoever sits down next at this machine does not see it, and it is still there for the one who left. */
type Drafts = Readonly<Record<string, Kept>>;

const isDrafts = (value: unknown): value is Drafts =>
  typeof value === "object" && value !== null && Object.values(value).every((kept) => typeof kept === "object" && kept !== null && "draft" in kept && "saved" in kept);

/** The call that is being taken: with every stroke in the browser's storage, so that a reload or a crash loses nothing. */
const draftsStore = createKeptStore<Drafts>("drafts", {}, isDrafts);

export const draftNow = (): Kept | null => draftsStore.get()[seatNow().userId] ?? null;

function change(next: (kept: Kept) => Kept | null): void {
  const { userId } = seatNow();
  draftsStore.set((before) => {
    const kept = before[userId];
    const after = kept && next(kept);
    if (!kept || after === kept) return before;
    const { [userId]: _mine, ...others } = before;
    return after ? { ...others, [userId]: after } : others;
  });
}

/** A new form, unless one is open already; `filled` is what it starts with. */
export function beginDraft(filled: Partial<Pick<Draft, "advisoryId" | "matterId" | "said" | "address" | "drill" | "point" | "channel" | "noCallback">> = {}): void {
  const { userId } = seatNow();
  draftsStore.set((before) => (before[userId] ? before : { ...before, [userId]: { draft: { ...newDraft(newUlid()), ...filled }, saved: null } }));
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
  return useStore(draftsStore, (drafts) => drafts[userId] ?? null);
}

/** While a save is on its way a second one waits. */
export const savingStore = createStore<boolean>(false);
