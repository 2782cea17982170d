import { createStore, useStore } from "../../store/external-store.ts";
import type { Content } from "./draft-edit.ts";

/** What has been changed in drafts and not saved yet, by version: whoever looks elsewhere finds it again. */
const unsavedStore = createStore<ReadonlyMap<string, Content>>(new Map());

const whole = (drafts: ReadonlyMap<string, Content>): ReadonlyMap<string, Content> => drafts;
export const useUnsaved = (id: string): Content | undefined => useStore(unsavedStore, whole).get(id);
export const keepUnsaved = (id: string, content: Content): void => unsavedStore.set((before) => new Map([...before, [id, content]]));
export const dropUnsaved = (id: string): void => unsavedStore.set((before) => new Map([...before].filter(([each]) => each !== id)));
