import { newUlid } from "@tocsin/client/new-ulid.ts";
import { createKeptStore, createStore, useStore } from "../store/external-store.ts";
import { newDraft, reduceDraft, type Draft, type DraftEvent } from "./draft.ts";

interface Kept {
  readonly draft: Draft;
  /** The form as it was last saved; null before the incident exists. */
  readonly saved: Draft | null;
}

const isKept = (value: unknown): value is Kept | null =>
  value === null || (typeof value === "object" && "draft" in value && typeof value.draft === "object" && value.draft !== null && "incidentId" in value.draft && "saved" in value);

/** The call that is being taken: with every stroke in the browser's storage, so that a reload or a crash loses nothing. */
export const draftStore = createKeptStore<Kept | null>("draft", null, isKept);

const fresh = (): Kept => ({ draft: newDraft(newUlid()), saved: null });
export function beginDraft(): void {
  if (draftStore.get() === null) draftStore.set(fresh());
}
export const sendToDraft = (event: DraftEvent): void => draftStore.set((kept) => (kept ? { ...kept, draft: reduceDraft(kept.draft, event) } : kept));
export const markSaved = (saved: Draft): void => draftStore.set((kept) => (kept && kept.draft.incidentId === saved.incidentId ? { ...kept, saved } : kept));
export const dropDraft = (): void => draftStore.set(null);

const whole = (kept: Kept | null): Kept | null => kept;
export const useDraft = (): Kept | null => useStore(draftStore, whole);

/** While a save is on its way a second one waits. */
export const savingStore = createStore<boolean>(false);
